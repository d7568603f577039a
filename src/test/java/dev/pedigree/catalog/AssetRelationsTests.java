package dev.pedigree.catalog;

import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Versions, runs, training, and the filters of lists. */
@GraphTest
class AssetRelationsTests {

	private static final String MODEL = "data:related-tests|fraud-detector";

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	/**
	 * A model with versions of 2, 3 (two of one time), 5 (left behind by a failure) and
	 * of no time; a job with three runs, of which the last trained versions 3a on two
	 * versions of data.
	 */
	@BeforeEach
	void graph() {
		this.driver
			.executableQuery(
					"""
							MERGE (m:Entity {urn: 'data:related-tests|fraud-detector'})
							SET m:Asset:Standing:Model, m += {namespace: 'related-tests', name: 'fraud-detector', described: true,
							  lifecycle: 'PRODUCTION', tags: ['cards'], createdAt: datetime('2026-01-01T00:00:00Z'),
							  updatedAt: datetime('2026-01-09T00:00:00Z')}
							MERGE (stub:Entity {urn: 'data:related-tests|stub-model'})
							SET stub:Asset:Standing:Model, stub += {namespace: 'related-tests', name: 'stub-model', described: false,
							  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z')}
							MERGE (t:Entity {urn: 'team:related-tests'}) SET t:Owner:Team, t.name = 'related-tests'
							MERGE (t)-[:OWNS {role: 'MAINTAINER', source: 'manual', since: datetime('2026-01-01T00:00:00Z')}]->(m)
							FOREACH (v IN [['mlflow:2', 2, false], ['mlflow:3a', 3, false], ['mlflow:3b', 3, false], ['run:5', 5, true],
							    ['initial', null, false], ['ol:x', null, false]] |
							  MERGE (n:Entity {urn: 'version:related-tests|fraud-detector|' + v[0]})
							  SET n:Asset:Recorded:Version:ModelVersion, n += {namespace: 'related-tests', name: 'fraud-detector',
							    version: v[0], asset: m.urn, at: datetime({year: 2026, month: 1, day: v[1]}), partial: v[2]}
							  MERGE (n)-[:VERSION_OF]->(m))
							MERGE (j:Entity {urn: 'job:related-tests|train'})
							SET j:Asset:Standing:Job, j += {namespace: 'related-tests', name: 'train', jobType: 'JOB'}
							FOREACH (i IN range(1, 3) |
							  MERGE (r:Entity {urn: 'run:related-tests|train|' + i})
							  SET r:Asset:Recorded:Run, r += {namespace: 'related-tests', name: toString(i), job: j.urn,
							    state: ['COMPLETE', 'FAIL', 'COMPLETE'][i - 1], startedAt: datetime({year: 2026, month: 1, day: i})}
							  MERGE (r)-[:RUN_OF]->(j))
							WITH 1 AS one
							MATCH (r:Entity {urn: 'run:related-tests|train|3'})
							MATCH (v:Entity {urn: 'version:related-tests|fraud-detector|mlflow:3a'})
							MERGE (r)-[:FED]->(v)
							WITH r
							UNWIND ['ol:1', 'ol:2'] AS version
							MERGE (d:Entity {urn: 'data:related-tests|card-transactions'})
							SET d:Asset:Standing:Dataset, d += {namespace: 'related-tests', name: 'card-transactions'}
							MERGE (v:Entity {urn: 'version:related-tests|card-transactions|' + version})
							SET v:Asset:Recorded:Version:DatasetVersion, v += {namespace: 'related-tests', name: 'card-transactions',
							  version: version, asset: d.urn, at: datetime('2026-01-01T00:00:00Z'), rowCount: 5000000000}
							MERGE (v)-[:VERSION_OF]->(d)
							MERGE (v)-[:FED]->(r)
							""")
			.execute();
	}

	@Test
	void versionsComeNewestFirstPageByPage() {
		String page = """
				{ asset(id: "data:related-tests|fraud-detector") { ... on Model { versions(first: 2 %s) { totalCount
				  edges { cursor node { version } } pageInfo { hasNextPage endCursor } } } } }""";
		assertThat(versions(page, "")).containsExactly("run:5", "mlflow:3b");
		String second = cursor(page, "");
		assertThat(versions(page, second)).containsExactly("mlflow:3a", "mlflow:2");
		String third = cursor(page, second);
		assertThat(versions(page, third)).containsExactly("ol:x", "initial");
		assertThat(versions(page, cursor(page, third))).isEmpty();
		assertThat(this.asking.value(page.formatted(third), "asset.versions.pageInfo.hasNextPage")).isEqualTo(false);
		assertThat(this.asking.value(page.formatted(""), "asset.versions.totalCount")).isEqualTo(6);
		assertThat(versions(page.replace("first: 2", "first: 5"), "")).hasSize(5);
		assertThat(versions(page.replace("first: 2", "first: 5"), third)).containsExactly("ol:x", "initial");
	}

	@Test
	void theNewestVersionIsOneThatNoFailureLeftBehind() {
		assertThat(this.asking.value("{ asset(id: \"" + MODEL + "\") { ... on Model { latestVersion { version } } } }",
				"asset.latestVersion.version"))
			.isEqualTo("mlflow:3b");
	}

	@Test
	void aVersionKnowsItsModelAndItsTraining() {
		assertThat(this.asking.value("""
				{ asset(id: "version:related-tests|fraud-detector|mlflow:3a") { displayName ... on ModelVersion {
				  model { name } models { name } trainedBy { name state job { name } }
				  trainedOn { version rowCount dataset { name } } } } }""", "asset"))
			.isEqualTo(Map.of("displayName", "fraud-detector mlflow:3a", "model", Map.of("name", "fraud-detector"),
					"models", List.of(Map.of("name", "fraud-detector")), "trainedBy",
					Map.of("name", "3", "state", "COMPLETE", "job", Map.of("name", "train")), "trainedOn",
					List.of(Map.of("version", "ol:1", "rowCount", 5000000000L, "dataset",
							Map.of("name", "card-transactions")),
							Map.of("version", "ol:2", "rowCount", 5000000000L, "dataset",
									Map.of("name", "card-transactions")))));
	}

	@Test
	void aVersionNobodyTrainedHasNoTraining() {
		assertThat(this.asking.list(
				"{ asset(id: \"version:related-tests|fraud-detector|mlflow:2\") { ... on ModelVersion { trainedOn { id } } } }",
				"asset.trainedOn"))
			.isEmpty();
	}

	@Test
	void aJobKnowsItsRuns() {
		assertThat(this.asking
			.value("""
					{ asset(kind: JOB, namespace: "related-tests", name: "train") { ... on Job { jobType
					  lastRun { name startedAt endedAt } runs(first: 2) { totalCount edges { node { name state } } } } } }""",
					"asset.runs"))
			.isEqualTo(
					Map.of("totalCount", 3, "edges", List.of(Map.of("node", Map.of("name", "3", "state", "COMPLETE")),
							Map.of("node", Map.of("name", "2", "state", "FAIL")))));
		assertThat(this.asking.value(
				"{ asset(kind: RUN, namespace: \"related-tests\", name: \"2\") { id ... on Run { startedAt } } }",
				"asset"))
			.isEqualTo(Map.of("id", "run:related-tests|train|2", "startedAt", "2026-01-02T00:00:00.000Z"));
	}

	@Test
	void filtersLetThroughWhatTheySay() {
		assertThat(models("tag: \"cards\"")).containsExactly("fraud-detector");
		assertThat(models("tag: \"other\"")).isEmpty();
		assertThat(models("lifecycle: [PRODUCTION, RETIRED]")).containsExactly("fraud-detector");
		assertThat(models("lifecycle: UNKNOWN")).containsExactly("stub-model");
		assertThat(models("described: false")).containsExactly("stub-model");
		assertThat(models("owned: false")).containsExactly("stub-model");
		assertThat(models("owned: true")).containsExactly("fraud-detector");
		assertThat(models("team: \"team:related-tests\"")).containsExactly("fraud-detector");
		this.asking.refused("{ models(filter: {team: \"team:none\"}) { totalCount } }", "NOT_FOUND", "filter.team");
		assertThat(models("updatedSince: \"2026-01-09T00:00:00Z\"")).containsExactly("fraud-detector");
		assertThat(models("updatedSince: \"2026-01-09T00:00:00.001Z\"")).isEmpty();
	}

	private List<Object> models(String filter) {
		return this.asking.list("{ models(first: null, filter: {namespace: \"related-tests\", " + filter
				+ "}) { totalCount edges { node { name } } } }", "models.edges[*].node.name");
	}

	private List<Object> versions(String page, String after) {
		return this.asking.list(page.formatted(after), "asset.versions.edges[*].node.version");
	}

	private String cursor(String page, String after) {
		return "after: \"" + this.asking.value(page.formatted(after), "asset.versions.pageInfo.endCursor") + "\"";
	}

}
