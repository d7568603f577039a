package dev.pedigree.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.GraphTest;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.MetadataEvent.RunObserved;
import dev.pedigree.run.RunObservation.RunEventType;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** One event in, one edge out. */
@GraphTest
class WriteTests {

	@Autowired
	EventWriter intake;

	@Autowired
	Driver driver;

	@Test
	void completeRunFeedsBothWays() {
		Urn job = Urn.job("write-tests", "train");
		Urn in = Urn.data("write-tests", "card-transactions");
		Urn out = Urn.data("write-tests", "fraud-detector");
		for (int i = 0; i < 3; i++) {
			Instant start = Instant.parse("2026-01-0" + (i + 1) + "T00:00:00Z");
			this.intake.write(List.of(run(job, "r" + i, start, RunEventType.START, in, out)));
			this.intake.write(List.of(run(job, "r" + i, start.plusSeconds(60), RunEventType.COMPLETE, in, out)));
		}
		assertThat(edges()).containsExactlyInAnyOrder(
				"data:write-tests|card-transactions FEEDS 2026-01-01T00:00:00Z job:write-tests|train",
				"job:write-tests|train FEEDS 2026-01-01T00:00:00Z data:write-tests|fraud-detector",
				"version:write-tests|card-transactions|initial FED INITIAL run:write-tests|train|r0",
				"version:write-tests|card-transactions|initial FED INITIAL run:write-tests|train|r1",
				"version:write-tests|card-transactions|initial FED INITIAL run:write-tests|train|r2",
				"run:write-tests|train|r0 FED written version:write-tests|fraud-detector|run:r0",
				"run:write-tests|train|r1 FED written version:write-tests|fraud-detector|run:r1",
				"run:write-tests|train|r2 FED written version:write-tests|fraud-detector|run:r2");
	}

	/** Names that are longer than an index takes are cut in the urn alone. */
	@Test
	void longNamesAreKeptWhole() {
		Urn job = Urn.job("write-tests-long", "j".repeat(20_000));
		Urn in = Urn.data("write-tests-long", "a".repeat(20_000) + "1");
		Urn out = Urn.data("write-tests-long", "a".repeat(20_000) + "2");
		this.intake
			.write(List.of(run(job, "r", Instant.parse("2026-01-01T00:00:00Z"), RunEventType.COMPLETE, in, out)));
		assertThat(this.driver
			.executableQuery("MATCH (a:Standing {namespace: 'write-tests-long'}) RETURN size(a.name) AS length")
			.execute()
			.records()).extracting((row) -> row.get("length").asInt())
			.containsExactlyInAnyOrder(20_000, 20_001, 20_001);
	}

	/** A drop that no run tells of ends what flows in, and leaves the readers. */
	@Test
	void dataMayBeDroppedWithoutARun() {
		Urn load = Urn.job("write-tests-drop", "load");
		Urn train = Urn.job("write-tests-drop", "train");
		Urn data = Urn.data("write-tests-drop", "card-transactions");
		Urn other = Urn.data("write-tests-drop", "other");
		Instant day = Instant.parse("2026-01-01T00:00:00Z");
		this.intake.write(List.of(run(load, "r", day, RunEventType.COMPLETE, other, data),
				run(train, "r", day, RunEventType.COMPLETE, data, other),
				new MetadataEvent.DataNamed(new DataUse(data, Set.of(), null, false, DataUse.WriteMode.UNKNOWN, null,
						null, true, null, null), day.plusSeconds(60), "openlineage")));
		assertThat(this.driver
			.executableQuery("MATCH (a:Standing)-[r:FEEDS|FED]->(b:Standing {namespace: 'write-tests-drop'}) "
					+ "WHERE $data IN [a.urn, b.urn] RETURN a.name + ' ' + type(r) + ' ' + b.name AS row")
			.withParameters(Map.of("data", data.value()))
			.execute()
			.records()).extracting((row) -> row.get("row").asString())
			.containsExactlyInAnyOrder("load FED card-transactions", "card-transactions FEEDS train");
		assertThat(this.driver.executableQuery("MATCH (d:Entity {urn: $data}) RETURN d.gone AS gone")
			.withParameters(Map.of("data", data.value()))
			.execute()
			.records()
			.getFirst()
			.get("gone")
			.asBoolean()).isTrue();
	}

	private List<String> edges() {
		return this.driver
			.executableQuery("MATCH (a:Entity)-[r:FEEDS|FED]->(b:Entity) WHERE a.namespace = 'write-tests' "
					+ "RETURN a.urn + ' ' + type(r) + ' ' + coalesce(r.binding, toString(r.since), 'written') + ' ' "
					+ "+ b.urn AS row")
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("row").asString())
			.toList();
	}

	private static MetadataEvent run(Urn job, String id, Instant at, RunEventType type, Urn in, Urn out) {
		return new RunObserved(new RunObservation(job, id, at, "openlineage", type, null, null, null, false, null, null,
				List.of(DataUse.of(in)), List.of(DataUse.of(out).asModel())));
	}

}
