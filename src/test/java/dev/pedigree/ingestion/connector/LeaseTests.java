package dev.pedigree.ingestion.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.pedigree.BesideGraphTest;
import dev.pedigree.MovableClock;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The state of a source that several processes share: leases, due times, deliveries. */
@BesideGraphTest
class LeaseTests {

	@Autowired
	ConnectorRepository repository;

	@Autowired
	Poller poller;

	@Autowired
	MovableClock clock;

	@Test
	void onlyOneProcessHasTheLease() {
		assertThat(lease("lease", "one")).isTrue();
		assertThat(lease("lease", "other")).isFalse();
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(lease("lease", "one")).isTrue();
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(lease("lease", "other")).as("kept since").isFalse();
		this.clock.advance(Duration.ofMinutes(1).plusMillis(1));
		assertThat(lease("lease", "other")).as("run out").isTrue();
		assertThat(lease("lease", "one")).isFalse();
		settle("lease", "other", this.clock.instant(), true, null);
		assertThat(lease("lease", "one")).as("given back").isTrue();
	}

	/** The interval is an hour, and a minute after a failure. */
	private void settle(String name, String by, Instant began, boolean everything, @Nullable String problem) {
		this.repository.endRound(Row.map("name", name, "by", by, "type", "mlflow", "began", began, "ended",
				began.plusSeconds(10), "everything", everything, "problem", problem, "next", began.plusSeconds(3600),
				"retry", began.plusSeconds(60)));
	}

	@Test
	void nextPollIsDueAtTheIntervalOrSoonAfterAFailure() {
		this.repository.requestPoll("next");
		Instant first = round(true, null);
		assertThat(next()).isEqualTo(first.plusSeconds(3600));
		round(false, null);
		assertThat(next()).as("for pushes only").isEqualTo(first.plusSeconds(3600));
		Instant failed = round(false, "a fault");
		assertThat(next()).isEqualTo(failed.plusSeconds(60));
		round(false, "a fault");
		assertThat(next()).as("no later than it would have been").isEqualTo(failed.plusSeconds(60));
		Instant again = round(true, "a fault");
		assertThat(next()).isEqualTo(again.plusSeconds(60));
	}

	/** A poll that is requested during a round is due at once. */
	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "true, none", "true, a fault", "false, none", "false, a fault" })
	void requestedPollDoesNotWaitForTheRunningRound(boolean everything, @Nullable String problem) {
		Instant began = this.clock.instant();
		assertThat(lease("next", "one")).isTrue();
		this.clock.advance(Duration.ofSeconds(5));
		this.repository.requestPoll("next");
		Instant asked = next();
		settle("next", "one", began, everything, problem);
		assertThat(next()).isEqualTo(asked).isAfter(began);
	}

	/** A round, half a minute after the one before it; gives when it began. */
	private Instant round(boolean everything, @Nullable String problem) {
		this.clock.advance(Duration.ofSeconds(30));
		Instant began = this.clock.instant();
		assertThat(lease("next", "one")).isTrue();
		settle("next", "one", began, everything, problem);
		return began;
	}

	/** When the system is asked again. */
	private Instant next() {
		return source("next").time("nextAt");
	}

	private boolean lease(String name, String by) {
		return this.repository.lease(name, by, this.clock.instant().plus(Duration.ofMinutes(3)));
	}

	@Test
	void deliveryIsStoredOnceAndPruned() {
		assertThat(this.repository.addDelivery("inbox", "d1", List.of("m"))).isTrue();
		assertThat(this.repository.addDelivery("inbox", "d1", List.of("m"))).isFalse();
		assertThat(this.repository.addDelivery("other-inbox", "d1", List.of("m"))).isTrue();
		assertThat(waiting("inbox")).isEqualTo(1);
		this.repository.settleDeliveries(
				this.repository.waiting("inbox").stream().map(ConnectorRepository.WaitingDelivery::key).toList());
		assertThat(waiting("inbox")).isZero();
		this.clock.advance(Duration.ofDays(29));
		this.poller.pruneDeliveries();
		assertThat(this.repository.addDelivery("inbox", "d1", List.of("m"))).as("settled").isFalse();
		this.clock.advance(Duration.ofDays(2));
		this.poller.pruneDeliveries();
		assertThat(this.repository.addDelivery("inbox", "d1", List.of("m"))).as("forgotten").isTrue();
		this.clock.advance(Duration.ofDays(31));
		this.poller.pruneDeliveries();
	}

	private long waiting(String name) {
		return source(name).number("waiting");
	}

	private Row source(String name) {
		return Objects.requireNonNull(this.repository.sources(List.of(name)).get(name));
	}

}
