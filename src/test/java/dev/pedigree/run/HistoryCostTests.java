package dev.pedigree.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.pedigree.GraphTest;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.Intake;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.MetadataEvent.RunObserved;
import dev.pedigree.run.RunObservation.Type;
import dev.pedigree.store.CountedQueries;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the next event of a job costs does not depend on how many there were: counted in
 * accesses to the store, query by query, so that a noisy machine says the same.
 */
@GraphTest
class HistoryCostTests {

	private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

	private final Urn job = Urn.job("history-cost", "train");

	@Autowired
	Intake intake;

	@Test
	void theNextEventCostsTheSameAfterManyRuns() {
		write(0, 400);
		Map<String, Long> early = new TreeMap<>(costs(400));
		write(401, 4_000);
		Map<String, Long> late = costs(4_000);
		assertThat(late.keySet()).isEqualTo(early.keySet()).hasSizeGreaterThan(10);
		Map<String, String> dearer = new TreeMap<>();
		late.forEach((query, hits) -> {
			long before = early.getOrDefault(query, 0L);
			if (hits > before * 3 / 2 + 50) {
				dearer.put(query, before + " accesses after 400 runs, " + hits + " after 4,000");
			}
		});
		assertThat(dearer).isEmpty();
	}

	/** The costs of what a run's START and COMPLETE ask, one after the other. */
	private Map<String, Long> costs(int run) {
		return CountedQueries.costsDuring(() -> events(run).forEach((event) -> this.intake.write(List.of(event))));
	}

	private void write(int from, int to) {
		for (int run = from; run < to; run += 100) {
			this.intake.write(IntStream.range(run, Math.min(to, run + 100)).boxed().flatMap(this::events).toList());
		}
	}

	/** A run that reads data that nobody writes and what the run before it wrote. */
	private Stream<MetadataEvent> events(int run) {
		Instant start = BEGIN.plusSeconds(60L * run);
		List<DataUse> inputs = List.of(DataUse.of(Urn.data("history-cost", "card-transactions")),
				DataUse.of(Urn.data("history-cost", "features")));
		List<DataUse> outputs = List.of(DataUse.of(Urn.data("history-cost", "features")));
		return Stream.of(Type.START, Type.COMPLETE)
			.map((type) -> new RunObserved(
					new RunObservation(this.job, "r" + run, start.plusSeconds((type == Type.START) ? 0 : 30),
							"openlineage", type, null, null, null, false, null, null, inputs, outputs)));
	}

}
