package dev.pedigree.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.pedigree.GraphTest;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.MetadataEvent.RunObserved;
import dev.pedigree.run.RunObservation.RunEventType;
import dev.pedigree.store.CountedQueries;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the next event of a job costs does not depend on how many there were: counted in
 * accesses to the store, query by query, so that a noisy machine says the same.
 */
@GraphTest
@Order(TestStore.LATE)
class HistoryCostTests {

	private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

	@Autowired
	EventWriter intake;

	@Test
	void theNextEventCostsTheSameAfterManyRuns() {
		compare(this::events, 400, 4_000);
	}

	/** Each run makes a version of a model, and a registry has every tenth. */
	@Test
	void theNextVersionOfARegistryCostsTheSameAfterMany() {
		compare(this::promoted, 200, 1_200);
	}

	/** Compares what an event costs after some and after many others. */
	private void compare(IntFunction<Stream<MetadataEvent>> events, int some, int many) {
		write(events, 0, some);
		TestStore.planAnew();
		Map<String, Long> early = new TreeMap<>(costs(events, some));
		write(events, some + 1, many);
		TestStore.planAnew();
		Map<String, Long> late = costs(events, many);
		assertThat(late.keySet()).isEqualTo(early.keySet()).hasSizeGreaterThan(10);
		Map<String, String> dearer = new TreeMap<>();
		late.forEach((query, hits) -> {
			long before = early.getOrDefault(query, 0L);
			if (hits > before * 3 / 2 + 50) {
				dearer.put(query, before + " accesses after " + some + " runs, " + hits + " after " + many);
			}
		});
		assertThat(dearer).isEmpty();
	}

	/** The costs of what a run's messages ask, one after the other. */
	private Map<String, Long> costs(IntFunction<Stream<MetadataEvent>> events, int run) {
		return CountedQueries
			.costsDuring(() -> events.apply(run).forEach((event) -> this.intake.write(List.of(event))));
	}

	private void write(IntFunction<Stream<MetadataEvent>> events, int from, int to) {
		for (int run = from; run < to; run += 100) {
			this.intake.write(IntStream.range(run, Math.min(to, run + 100)).boxed().flatMap(events::apply).toList());
		}
	}

	/** A run that reads data that nobody writes and what the run before it wrote. */
	private Stream<MetadataEvent> events(int run) {
		List<DataUse> inputs = List.of(DataUse.of(Urn.data("history-cost", "card-transactions")),
				DataUse.of(Urn.data("history-cost", "features")));
		return ran("train", run, inputs, List.of(DataUse.of(Urn.data("history-cost", "features"))));
	}

	private Stream<MetadataEvent> promoted(int run) {
		Urn model = Urn.data("history-cost", "trained");
		Stream<MetadataEvent> made = Stream.concat(registered(model, run),
				ran("train-versions", run, List.of(), List.of(DataUse.of(model).asModel().version("tests:" + run))));
		return (run % 10 != 0) ? made : Stream.concat(made, registered(Urn.data("history-cost/registry", "best"), run));
	}

	private static Stream<MetadataEvent> registered(Urn model, int number) {
		Urn version = Urn.version(model, "tests:" + number);
		return Stream.of(new MetadataEvent.VersionNamed(new StatedVersion(version, model, false), at(number), "tests"),
				new MetadataEvent.AssetDescribed(Statement.captured(version, "model", at(number), "tests",
						Map.of("artifactUri", "s3://history-cost/" + number))));
	}

	private static Instant at(int run) {
		return BEGIN.plusSeconds(60L * run);
	}

	private static Stream<MetadataEvent> ran(String job, int run, List<DataUse> inputs, List<DataUse> outputs) {
		return Stream.of(RunEventType.START, RunEventType.COMPLETE)
			.map((type) -> new RunObserved(new RunObservation(Urn.job("history-cost", job), "r" + run,
					at(run).plusSeconds((type == RunEventType.START) ? 0 : 30), "openlineage", type, null, null, null,
					false, null, null, inputs, outputs)));
	}

}
