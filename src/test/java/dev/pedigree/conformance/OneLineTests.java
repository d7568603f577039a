package dev.pedigree.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.ingestion.IngestionService;
import dev.pedigree.ingestion.PayloadOutcome;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One line from a table to a deployment, told by systems that do not know each other:
 * Spark reads it and writes features, a run logs these features under another spelling
 * and registers a version, Kubeflow registers the same artifact, a cluster serves what
 * lies there, first as a canary, and a repository says which commit brought it there.
 */
@GraphTest
class OneLineTests {

	private static final String TABLE = "data:postgres://one-line-db:5432|shop.public.transactions";

	private static final String DEPLOYMENT = "deployment:kserve://one-line/risk|fraud";

	/** What MLflow calls mlflow:2 and Kubeflow kfmr:4. */
	private static final String SHARED = "version:artifact|s3://one-line-models/7/one-line-r1/artifacts/model";

	@Autowired
	IngestionService reception;

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	@BeforeEach
	@AfterEach
	void clear() {
		TestStore.clear();
	}

	/** What all of them say, Spark first. */
	static List<JsonNode> told() throws IOException {
		try (InputStream file = OneLineTests.class.getResourceAsStream("/one-line/told.json")) {
			return List.copyOf(JsonMapper.shared().readTree(Objects.requireNonNull(file)).values());
		}
	}

	private void tell(List<JsonNode> messages) {
		for (JsonNode message : messages) {
			assertThat(this.reception.receiveAll(message.path("source").asString(), "one-line",
					List.of(message.path("payload"))))
				.as("%s", message)
				.hasOnlyElementsOfType(PayloadOutcome.Accepted.class);
		}
	}

	@Test
	void aTableIsFollowedToWhatServesAndToItsOwners() throws IOException {
		tell(told());
		assertThat(this.asking.value("{ impact(roots: [\"" + TABLE
				+ "\"], change: SCHEMA_CHANGE) { complete affected(liveOnly: true) { edges { node { asset { id } hops } } } "
				+ "contacts { owner { ... on Team { name } } } unowned { edges { node { id } } } } }", "impact"))
			.hasToString(
					"{complete=true, affected={edges=[{node={asset={id=data:kubeflow://one-line|fraud-detector}, hops=2}}, "
							+ "{node={asset={id=data:mlflow://one-line|fraud}, hops=2}}, " + "{node={asset={id="
							+ DEPLOYMENT + "}, hops=3}}]}, "
							+ "contacts=[{owner={name=risk-ml}}, {owner={name=platform}}], "
							+ "unowned={edges=[{node={id=data:kubeflow://one-line|fraud-detector}}, {node={id=job:one-line|card_features.execute_insert_into_hadoop_fs_relation_command}}, "
							+ "{node={id=data:s3://one-line-lake|features/card}}, "
							+ "{node={id=job:mlflow://one-line/experiments/7|train.py}}]}}");
		assertThat(this.asking.value(
				"{ asset(id: \"" + DEPLOYMENT + "\") { ... on Deployment { commit rollout rolledOutBy ready } } }",
				"asset"))
			.hasToString("{commit=9f2c4d1, rollout=success, rolledOutBy=ada, ready=true}");
		// A recall follows what did flow: the first version was trained on nothing known.
		assertThat(this.asking.list(
				"{ impact(roots: [\"" + TABLE
						+ "\"], change: BAD_DATA) { affected { edges { node { asset { id } } } } } }",
				"impact.affected.edges[*].node.asset.id"))
			.containsExactlyInAnyOrder(SHARED,
					"version:s3://one-line-lake|features/card|run:0195a000-0000-7000-8000-000000000001",
					"version:s3://one-line-lake|features/card|mlflow-digest:8f3c1a2b", DEPLOYMENT);
		assertThat(this.asking
			.list("{ asset(id: \"" + DEPLOYMENT
					+ "\") { ... on Deployment { history { version { version } role trafficPercent since until } } } }",
					"asset.history")
			.stream()
			.map(String::valueOf)).containsExactlyInAnyOrder(
					"{version={version=mlflow:1}, role=primary, trafficPercent=100.0, since=2026-03-01T00:30:00.001Z, until=2026-03-01T08:00:00.000Z}",
					"{version={version=mlflow:1}, role=primary, trafficPercent=90.0, since=2026-03-01T08:00:00.000Z, until=2026-03-01T10:00:00.000Z}",
					"{version={version=kfmr:4}, role=canary, trafficPercent=10.0, since=2026-03-01T08:00:00.000Z, until=2026-03-01T10:00:00.000Z}",
					"{version={version=kfmr:4}, role=primary, trafficPercent=100.0, since=2026-03-01T10:00:00.000Z, until=null}");
	}

	/** No dataset, version or deployment twice, whoever speaks first. */
	@Test
	void theOrderInWhichTheySpeakDoesNotMatter() throws IOException {
		List<String> first = null;
		for (int seed = 0; seed < Seeds.of(10); seed++) {
			List<JsonNode> messages = new ArrayList<>(told());
			messages.addAll(told().subList(0, new Random(seed).nextInt(messages.size())));
			Collections.shuffle(messages, new Random(seed));
			clear();
			tell(messages);
			List<String> content = GraphContent.of(this.driver)
				.stream()
				.filter((line) -> line.contains("one-line"))
				.toList();
			first = (first != null) ? first : content;
			assertThat(content).as("seed %s", seed).hasSizeGreaterThan(60).isEqualTo(first);
		}
		assertThat(nodes("Dataset")).containsExactly("data:postgres://one-line-db:5432|shop.public.transactions",
				"data:s3://one-line-lake|features/card", "data:s3://one-line-raw|customers");
		assertThat(nodes("ModelVersion")).containsExactly(SHARED, "version:mlflow://one-line|fraud|mlflow:1");
		assertThat(nodes("Deployment")).containsExactly(DEPLOYMENT);
	}

	private List<String> nodes(String label) {
		return this.driver
			.executableQuery("MATCH (n:$($label)) WHERE n.urn CONTAINS 'one-line' RETURN n.urn AS urn ORDER BY urn")
			.withParameters(Map.of("label", label))
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("urn").asString())
			.toList();
	}

}
