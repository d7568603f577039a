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
		Map<String, @Nullable Object> round = new HashMap<>(Map.of("by", "other", "type", "mlflow", "began", NOW,
				"ended", NOW, "everything", true, "captured", 1L, "rejected", 0L, "next", NOW, "retry", NOW));
		round.put("problem", null);
		this.repository.settle("lease", round);
		assertThat(lease("lease", "one", NOW.plusSeconds(243))).as("given back").isTrue();
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
