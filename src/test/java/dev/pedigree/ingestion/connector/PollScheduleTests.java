package dev.pedigree.ingestion.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.pedigree.BesideGraphTest;
import dev.pedigree.MovableClock;
import dev.pedigree.graph.Row;
import dev.pedigree.ingestion.IngestionService;
import dev.pedigree.ingestion.Translation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Sources are polled when the clock reaches their time. */
@BesideGraphTest
class PollScheduleTests {

	private static final String OFTEN = "schedule-tests-often";

	/** Before the other one by name, and polled before it. */
	private static final String HOURLY = "schedule-tests-hourly";

	private final Counting connector = new Counting();

	@Autowired
	ConnectorRepository repository;

	@Autowired
	IngestionService ingestion;

	@Autowired
	MovableClock clock;

	Poller poller;

	@BeforeEach
	void start() {
		MockEnvironment environment = new MockEnvironment();
		Map.of(OFTEN, "10m", HOURLY, "1h").forEach((name, every) -> {
			environment.setProperty("pedigree.sources." + name + ".type", "counting");
			environment.setProperty("pedigree.sources." + name + ".url", "http://localhost:1");
			environment.setProperty("pedigree.sources." + name + ".every", every);
		});
		Connectors connectors = new Connectors(List.of(this.connector), this.repository, environment, this.clock);
		this.poller = new Poller(connectors, this.repository, this.ingestion, new SimpleMeterRegistry(), this.clock);
		this.poller.start();
	}

	@AfterEach
	void stop() {
		this.poller.stop();
	}

	@Test
	void sourceIsPolledWhenTheClockReachesItsTime() {
		awaitPolls(OFTEN, 1);
		awaitPolls(HOURLY, 1);
		for (int round = 2; round < 7; round++) {
			this.clock.advance(Duration.ofMinutes(10));
			awaitPolls(OFTEN, round);
			assertThat(this.connector.polls(HOURLY)).hasValue(1);
		}
		this.clock.advance(Duration.ofMinutes(10));
		awaitPolls(HOURLY, 2);
	}

	/**
	 * Looks for due sources, as the scheduler does, until the last of so many rounds of
	 * one has ended.
	 */
	private void awaitPolls(String source, int count) {
		Connected.await(() -> {
			this.poller.pollDue();
			Row row = Objects.requireNonNull(this.repository.sources(List.of(source)).get(source));
			Instant next = row.maybeTime("nextAt");
			return this.connector.polls(source).get() == count && next != null && next.isAfter(this.clock.instant());
		});
	}

	/** A connector that counts its polls. */
	private static final class Counting implements Connector {

		private final Map<String, AtomicInteger> polls = new ConcurrentHashMap<>();

		AtomicInteger polls(String source) {
			return this.polls.computeIfAbsent(source, (_) -> new AtomicInteger());
		}

		@Override
		public String name() {
			return "counting";
		}

		@Override
		public List<String> captures() {
			return List.of();
		}

		@Override
		public void poll(PollRound round) {
			polls(round.config().name()).incrementAndGet();
		}

		@Override
		public Translation translate(JsonNode payload) {
			return new Translation(List.of(), List.of());
		}

	}

}
