package dev.pedigree.changes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.Listening;
import dev.pedigree.MovableClock;
import dev.pedigree.TestToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The catalog follows its clock, which these tests move. */
@BesideGraphTest
class ClockTests {

	private static final String JOB = "job:clock-tests|train";

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	ChangeLog log;

	@Autowired
	ChangesRepository repository;

	@Autowired
	MovableClock clock;

	@Autowired
	Asking asking;

	/** The tests before this one moved it. */
	@BeforeEach
	void clockIsReset() {
		assertThat(this.clock.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
	}

	@Test
	void eventIsAcceptedUpTo24HoursAheadOfTheClock() throws Exception {
		Instant ahead = this.clock.instant().plus(Duration.ofDays(3));
		assertThat(declare("ahead", ahead, "raw")).isEqualTo(422);
		this.clock.advance(Duration.ofHours(47));
		assertThat(declare("ahead", ahead, "raw")).isEqualTo(422);
		this.clock.advance(Duration.ofHours(2));
		assertThat(declare("ahead", ahead, "raw")).isEqualTo(201);
	}

	@Test
	void validTimeAndTransactionTimeFollowTheClock() throws Exception {
		Instant first = this.clock.instant();
		assertThat(declare("train", first, "old")).isEqualTo(201);
		this.clock.advance(Duration.ofDays(10));
		Instant second = this.clock.instant();
		assertThat(declare("train", second, "new")).isEqualTo(201);
		this.clock.advance(Duration.ofDays(1));
		Instant between = first.plus(Duration.ofDays(5));
		assertThat(inputs("")).containsExactly("data:clock-tests|new");
		assertThat(inputs(", asOf: \"%s\"".formatted(this.clock.instant()))).containsExactly("data:clock-tests|new");
		assertThat(inputs(", asOf: \"%s\"".formatted(between))).containsExactly("data:clock-tests|old");
		assertThat(inputs(", knownAt: \"%s\"".formatted(between))).containsExactly("data:clock-tests|old");
		assertThat(inputs(", asOf: \"%s\", knownAt: \"%s\"".formatted(second, between)))
			.containsExactly("data:clock-tests|old");
	}

	/** They are kept for seven days. */
	@Test
	void subscriberCannotResumeAfterChangesThatAreTooOldByTheClock() throws Exception {
		assertThat(declare("kept", this.clock.instant(), "raw")).isEqualTo(201);
		long old = this.repository.newest();
		this.clock.advance(Duration.ofDays(6));
		this.log.prune();
		assertThat(this.repository.after(old - 1, 1)).hasSize(1);
		this.clock.advance(Duration.ofDays(2));
		assertThat(declare("kept", this.clock.instant(), "other")).isEqualTo(201);
		this.log.prune();
		try (Listening late = listen(old - 1); Listening intime = listen(old)) {
			JsonNode refused = late.next();
			assertThat(refused.path("type").asString()).isEqualTo("error");
			assertThat(refused.path("payload").path(0).path("extensions").path("code").asString())
				.isEqualTo("LIMIT_EXCEEDED");
			assertThat(refused.path("payload").path(0).path("message").asString()).contains("up to " + old);
			assertThat(intime.told().path("seq").asLong()).isEqualTo(old + 1);
		}
	}

	private Listening listen(long after) throws InterruptedException {
		return Listening.to(this.port, TestToken.READER,
				"subscription { assetChanged(after: %d) { seq } }".formatted(after));
	}

	private List<String> inputs(String scope) {
		return this.asking
			.ask("{ lineage(id: \"%s\", direction: UPSTREAM%s) { edges { from } } }".formatted(JOB, scope))
			.path("lineage.edges[*].from")
			.entityList(String.class)
			.get();
	}

	/** Declares what a job reads; gives the status of the answer. */
	private int declare(String job, Instant at, String input) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + "/api/v1/lineage"))
			.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("""
					{"eventTime": "%s", "producer": "https://example.com/t",
					 "job": {"namespace": "clock-tests", "name": "%s"},
					 "inputs": [{"namespace": "clock-tests", "name": "%s"}], "outputs": [],
					 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent"}""".formatted(at,
					job, input)))
			.build();
		return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
	}

}
