package dev.pedigree.ingestion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recorded OpenLineage events in the folder PEDIGREE_FIXTURES: each is accepted, or
 * rejected for the expected reason, which was compared with the specification.
 */
@GraphTest
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class FixturesTests {

	/** A sample of one facet, without the event around it. */
	private static final String NO_EVENT = "the event has no run, job or dataset; one of them is required";

	/** An expected-output file: {@code {{ any(result) }}} or a JSON-unit matcher. */
	private static final String NO_UUID = "run.runId must be a UUID";

	private static final String NO_TIME = "eventTime is missing";

	private static final String MATCHER_FOR_TIME = "eventTime must be a date and time, such as 2026-01-31T12:00:00Z";

	/** How many events of each file are refused, and why; all others are accepted. */
	private static final Map<String, Expected> REFUSED = Map.ofEntries(
			Map.entry("dbt_bigquery_successful_run_ol_events.json", new Expected(4, NO_UUID)),
			Map.entry("dbt_postgres_failed_run_ol_events.json", new Expected(8, NO_UUID)),
			Map.entry("dbt_postgres_seed_ol_events.json", new Expected(12, NO_UUID)),
			Map.entry("dbt_snowflake_successful_run_ol_events.json", new Expected(6, NO_UUID)),
			Map.entry("facet_BaseSubsetDatasetFacet_2.json", new Expected(1, NO_EVENT)),
			Map.entry("facet_ColumnLineageDatasetFacet_1.json", new Expected(1, NO_EVENT)),
			Map.entry("facet_LifecycleStateChangeDatasetFacet_1.json", new Expected(1, NO_EVENT)),
			Map.entry("facet_OwnershipDatasetFacet_1.json", new Expected(1, NO_EVENT)),
			Map.entry("facet_SymlinksDatasetFacet_1.json", new Expected(1, NO_EVENT)),
			Map.entry("facet_TagsRunFacet_1.json", new Expected(1, NO_EVENT)),
			Map.entry("flink1_expected_failed.json", new Expected(1, NO_TIME)),
			Map.entry("flink1_expected_jdbc.json", new Expected(1, NO_TIME)),
			Map.entry("flink1_expected_kafka.json", new Expected(1, MATCHER_FOR_TIME)),
			Map.entry("flink1_expected_protobuf.json", new Expected(1, MATCHER_FOR_TIME)),
			Map.entry("flink2_sql_kafka.json", new Expected(1, NO_TIME)),
			Map.entry("hivehook_cllComplexQueryCTEJoinsComplete.json", new Expected(1, NO_TIME)),
			Map.entry("hivehook_partitionedExportComplete.json", new Expected(1, MATCHER_FOR_TIME)),
			Map.entry("hivehook_simpleCtasComplete.json", new Expected(1, NO_TIME)),
			Map.entry("lineagefacet_dataset-to-dataset.json", new Expected(1, NO_EVENT)),
			Map.entry("lineagefacet_generator.json", new Expected(1, NO_EVENT)),
			Map.entry("lineagefacet_job-to-job.json", new Expected(1, NO_EVENT)));

	@Autowired
	IngestionService reception;

	@Autowired
	Driver driver;

	@Test
	void fixturesAreAcceptedOrRejectedAsExpected() throws IOException {
		Map<String, Expected> refused = new TreeMap<>();
		int accepted = 0;
		for (Path file : files()) {
			List<RequestBody.Payload> payloads = RequestBody
				.of(Files.readAllBytes(file), file.toString().endsWith("ndjson") ? "application/x-ndjson" : null,
						10_000)
				.payloads();
			List<PayloadOutcome> outcomes = this.reception.receive("openlineage", "tests", payloads);
			for (int i = 0; i < outcomes.size(); i++) {
				System.out.printf("%-48s %3d  %s%n", file.getFileName(), i, said(outcomes.get(i)));
				if (outcomes.get(
						i) instanceof PayloadOutcome.Refused(String pointer, String reason, boolean json, String kept)) {
					refused.merge(file.getFileName().toString(), new Expected(1, reason), Expected::plus);
				}
				else {
					assertThat(outcomes.get(i)).isInstanceOf(PayloadOutcome.Accepted.class);
					accepted++;
				}
			}
		}
		int count = refused.values().stream().mapToInt(Expected::events).sum();
		System.out.printf("%d events accepted, %d refused%n", accepted, count);
		assertThat(refused).isEqualTo(new TreeMap<>(REFUSED));
		assertThat(accepted).isEqualTo(40);
	}

	/**
	 * By hand, from the rules of executions: both runs of the job are under one parent
	 * run, so they are one execution, and the second file does not end the first.
	 */
	@Test
	void sparkJobThatReadsTwoFilesInTurnIsFedByBoth() throws IOException {
		Path file = Path.of(System.getenv("PEDIGREE_FIXTURES"), "openlineage", "own_spark_3.5.6_run.ndjson");
		this.reception.receive("openlineage", "tests",
				RequestBody.of(Files.readAllBytes(file), "application/x-ndjson", 10_000).payloads());
		String start = "2026-11-21T04:45:22.657Z";
		assertThat(rows("""
				MATCH (data)-[edge:FEEDS|FED]-(:Job {name: 'churn_features.collect_limit'})
				RETURN data.name AS data, type(edge) AS type, toString(edge.since) AS since,
				  toString(edge.lastConfirmed) AS lastConfirmed ORDER BY data
				""")).containsExactly(
				Map.of("data", "/srv/spark/spark/in/customers.csv", "type", "FEEDS", "since", start, "lastConfirmed",
						start),
				Map.of("data", "/srv/spark/spark/in/orders.csv", "type", "FEEDS", "since", start, "lastConfirmed",
						start));
		assertThat(
				rows("""
						MATCH (run:Run)-[:RUN_OF]->(:Job {name: 'churn_features.collect_limit'})
						MATCH (version)-[read:FED]->(run)
						RETURN right(run.name, 6) AS run, version.name AS data, version.version AS version, read.binding AS binding
						ORDER BY data
						"""))
			.containsExactly(
					Map.of("run", "25c32f", "data", "/srv/spark/spark/in/customers.csv", "version", "initial",
							"binding", "INITIAL"),
					Map.of("run", "7d55d1", "data", "/srv/spark/spark/in/orders.csv", "version", "initial", "binding",
							"INITIAL"));
	}

	private List<Map<String, Object>> rows(String query) {
		return this.driver.executableQuery("CYPHER 25 " + query)
			.execute()
			.records()
			.stream()
			.map((record) -> record.asMap())
			.toList();
	}

	private static String said(PayloadOutcome outcome) {
		return (outcome instanceof PayloadOutcome.Refused refused)
				? "refused  " + refused.pointer() + "  " + refused.reason() : outcome.word();
	}

	private static List<Path> files() throws IOException {
		Path folder = Path.of(System.getenv("PEDIGREE_FIXTURES"), "openlineage");
		try (Stream<Path> files = Files.list(folder)) {
			List<Path> sorted = new ArrayList<>(files.sorted().toList());
			assertThat(sorted).as("event files in %s", folder).isNotEmpty();
			return sorted;
		}
	}

	/**
	 * What is refused of a file.
	 *
	 * @param events how many events
	 * @param reason the one reason
	 */
	private record Expected(int events, String reason) {

		Expected plus(Expected other) {
			assertThat(other.reason).isEqualTo(this.reason);
			return new Expected(this.events + other.events, this.reason);
		}

	}

}
