package dev.pedigree.ingestion.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.GraphTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What several catalogs on one store keep of a connected system between them. */
@GraphTest
class LeaseTests {

	private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	@Autowired
	ConnectorRepository repository;

	@Test
	void oneCatalogAtATimeAsksASystem() {
		assertThat(lease("lease", "one", NOW)).isTrue();
		assertThat(lease("lease", "other", NOW.plusSeconds(1))).isFalse();
		assertThat(lease("lease", "one", NOW.plusSeconds(60))).isTrue();
		assertThat(lease("lease", "other", NOW.plusSeconds(181))).as("kept since").isFalse();
		assertThat(lease("lease", "other", NOW.plusSeconds(241))).as("run out").isTrue();
		assertThat(lease("lease", "one", NOW.plusSeconds(242))).isFalse();
		settle("lease", "other", NOW, true, null);
		assertThat(lease("lease", "one", NOW.plusSeconds(243))).as("given back").isTrue();
	}

	/** Rounds are asked for anew every hour, and a minute after one failed. */
	private void settle(String name, String by, Instant began, boolean everything, @Nullable String problem) {
		Map<String, @Nullable Object> round = new HashMap<>(
				Map.of("by", by, "type", "mlflow", "began", began, "ended", began.plusSeconds(10), "everything",
						everything, "next", began.plusSeconds(3600), "retry", began.plusSeconds(60)));
		round.put("problem", problem);
		this.repository.settle(name, round);
	}

	@Test
	void aSystemIsAskedAgainWhenItsTimeComesOrSoonAfterAFailure() {
		this.repository.askNow("next", NOW.minusSeconds(1));
		assertThat(next(NOW, true, null)).isEqualTo(3600);
		assertThat(next(NOW.plusSeconds(100), false, null)).as("for pushes only").isEqualTo(3500);
		assertThat(next(NOW.plusSeconds(200), false, "a fault")).isEqualTo(60);
		assertThat(next(NOW.plusSeconds(240), false, "a fault")).as("no later than it would have been").isEqualTo(20);
		assertThat(next(NOW.plusSeconds(300), true, "a fault")).isEqualTo(60);
	}

	/** What somebody asks for while a round goes on is not put off by that. */
	@ParameterizedTest
	@CsvSource(nullValues = "none", value = { "true, none", "true, a fault", "false, none", "false, a fault" })
	void whoHasASystemAskedDoesNotWaitForARoundBefore(boolean everything, @Nullable String problem) {
		this.repository.askNow("next", NOW.plusSeconds(5));
		assertThat(next(NOW, everything, problem)).isEqualTo(5);
	}

	/** In how many seconds a system is asked again after a round. */
	private long next(Instant began, boolean everything, @Nullable String problem) {
		assertThat(lease("next", "one", began)).isTrue();
		settle("next", "one", began, everything, problem);
		return Duration
			.between(began, Objects.requireNonNull(this.repository.sources(List.of("next")).get("next")).time("nextAt"))
			.toSeconds();
	}

	private boolean lease(String name, String by, Instant now) {
		return this.repository.lease(name, by, now, now.plus(Duration.ofMinutes(3)));
	}

	@Test
	void aDeliveryIsKeptOnceAndForgottenLongAfter() {
		assertThat(this.repository.deliver("inbox", "d1", List.of("m"), NOW)).isTrue();
		assertThat(this.repository.deliver("inbox", "d1", List.of("m"), NOW.plusSeconds(1))).isFalse();
		assertThat(this.repository.deliver("other-inbox", "d1", List.of("m"), NOW)).isTrue();
		assertThat(waiting("inbox")).isEqualTo(1);
		this.repository.settle(this.repository.waiting("inbox").stream().map(Inbox.Delivery::key).toList(), NOW);
		assertThat(waiting("inbox")).isZero();
		assertThat(this.repository.deliver("inbox", "d1", List.of("m"), NOW.plusSeconds(2))).as("settled").isFalse();
		this.repository.pruneDeliveries(NOW.plusSeconds(1));
		assertThat(this.repository.deliver("inbox", "d1", List.of("m"), NOW.plusSeconds(3))).as("forgotten").isTrue();
		this.repository.pruneDeliveries(NOW.plusSeconds(4));
	}

	private long waiting(String name) {
		return Objects.requireNonNull(this.repository.sources(List.of(name)).get(name)).number("waiting");
	}

}
