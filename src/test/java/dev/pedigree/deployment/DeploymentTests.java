package dev.pedigree.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class DeploymentTests {

	private static final String ONE = "version:deployment-tests|fraud-detector|mlflow:1";

	private static final String TWO = "version:deployment-tests|fraud-detector|mlflow:2";

	private static final String THREE = "version:deployment-tests|fraud-detector|mlflow:3";

	private static final String SCORER = "deployment:deployment-tests|fraud-scorer";

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	@BeforeEach
	void graph() {
		clear();
		this.driver.executableQuery("""
				MERGE (d:Entity {urn: 'data:deployment-tests|card-transactions'})
				SET d:Asset:Standing:Dataset, d += {namespace: 'deployment-tests', name: 'card-transactions',
				  described: true, createdAt: datetime('2026-01-01T00:00:00Z'), sources: [],
				  updatedAt: datetime('2026-01-01T00:00:00Z')}""").execute();
	}

	private void clear() {
		TestStore.clear();
	}

	/**
	 * A model that turns out to have a smaller name keeps its history, and goes on with
	 * it.
	 */
	@Test
	void historyFollowsAMergedModel() {
		this.asking.ask(record(ONE, "primary", "2026-01-01T00:00:00Z"));
		this.asking.ask(record(TWO, "primary", "2026-01-03T00:00:00Z"));
		Urn other = Urn.data("deployment-tests", "a-detector");
		DataUse detector = new DataUse(Urn.data("deployment-tests", "fraud-detector"), Set.of(other), null, true,
				DataUse.WriteMode.UNKNOWN, null, null, false, null, null);
		this.intake.write(
				List.of(new MetadataEvent.DataNamed(detector, Instant.parse("2026-01-04T00:00:00Z"), "openlineage")));
		assertThat(edges()).containsExactlyInAnyOrder("mlflow:1 primary 90.0 01-01 01-03",
				"mlflow:2 primary 90.0 01-03 ", "model null null 01-01 ");
		this.asking.ask(record("version:deployment-tests|a-detector|mlflow:3", "primary", "2026-01-05T00:00:00Z"));
		assertThat(edges()).containsExactlyInAnyOrder("mlflow:1 primary 90.0 01-01 01-03",
				"mlflow:2 primary 90.0 01-03 01-05", "mlflow:3 primary 90.0 01-05 ", "model null null 01-01 ");
	}

	@Test
	void nextVersionEndsTheServing() {
		this.asking.ask(record(ONE, "primary", "2026-01-01T00:00:00Z"));
		assertThat(this.asking.value(record(TWO, "primary", "2026-01-03T00:00:00Z"), "recordDeployment")).isEqualTo(
				Map.of("id", SCORER, "environment", Map.of("id", "environment:deployment-tests", "tier", "STAGING"),
						"serving", List.of(Map.of("version", Map.of("version", "mlflow:2"), "role", "primary",
								"trafficPercent", 90.0, "since", "2026-01-03T00:00:00.000Z", "approximate", false))));
		assertThat(this.asking.list("""
				{ asset(id: "%s") { ... on Deployment { history { version { version } since until } } } }"""
			.formatted(SCORER), "asset.history")).hasSize(2)
			.first()
			.isEqualTo(Map.of("version", Map.of("version", "mlflow:1"), "since", "2026-01-01T00:00:00.000Z", "until",
					"2026-01-03T00:00:00.000Z"));
		assertThat(edges()).containsExactlyInAnyOrder("mlflow:1 primary 90.0 01-01 01-03",
				"mlflow:2 primary 90.0 01-03 ", "model null null 01-01 ");
	}

	@Test
	void historyDoesNotDependOnTheOrderOfMessages() {
		List<String> told = new ArrayList<>(List.of(record(ONE, "primary", "2026-01-01T00:00:00Z"),
				record(TWO, "primary", "2026-01-03T00:00:00Z"), record(ONE, "primary", "2026-01-04T00:00:00Z"),
				record(TWO, "canary", "2026-01-02T00:00:00Z"), record(THREE, "canary", "2026-01-02T00:00:00Z"),
				retire("2026-01-05T00:00:00Z"), record(TWO, "primary", "2026-01-07T00:00:00Z"),
				record(TWO, "primary", "2026-01-08T00:00:00Z")));
		Random random = new Random(11);
		for (int i = 0; i < 6; i++) {
			clear();
			// A retirement can only be told of a deployment that is known.
			this.asking.ask(told.stream().filter((one) -> one.contains("record")).findFirst().orElseThrow());
			told.forEach(this.asking::ask);
			told.forEach(this.asking::ask);
			assertThat(edges()).containsExactlyInAnyOrder("mlflow:1 primary 90.0 01-01 01-03",
					"mlflow:2 primary 90.0 01-03 01-04", "mlflow:1 primary 90.0 01-04 01-05",
					"mlflow:3 canary 90.0 01-02 01-05", "mlflow:2 primary 90.0 01-07 ", "model null null 01-01 01-05",
					"model null null 01-07 ");
			Collections.shuffle(told, random);
		}
	}

	@Test
	void concurrentMessagesGiveTheSameHistory() {
		List<String> told = new ArrayList<>();
		for (int day = 1; day <= 9; day++) {
			told.add(record((day % 2 == 0) ? ONE : TWO, "primary", "2026-01-0" + day + "T00:00:00Z"));
		}
		try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
			List<Future<?>> all = new ArrayList<>();
			told.forEach((document) -> all.add(threads.submit(() -> this.asking.ask(document).errors().verify())));
			all.forEach((one) -> assertThat(one).succeedsWithin(Duration.ofSeconds(60)));
		}
		List<String> expected = new ArrayList<>(List.of("model null null 01-01 ", "mlflow:2 primary 90.0 01-09 "));
		for (int day = 1; day < 9; day++) {
			expected.add("mlflow:%d primary 90.0 01-0%d 01-0%d".formatted((day % 2 == 0) ? 1 : 2, day, day + 1));
		}
		assertThat(edges()).containsExactlyInAnyOrderElementsOf(expected);
	}

	@Test
	void currentServingIsNotWrittenAgain() {
		String now = record(ONE, "primary", "").replace("at: \"\"", "").replace("tier: STAGING", "");
		this.asking.ask(now);
		this.asking.ask(now);
		this.asking.ask(now);
		assertThat(count("MATCH (s:ServingStated {deployment: '" + SCORER + "'}) RETURN count(s) AS n")).isEqualTo(1);
		this.asking.ask(now.replace("trafficPercent: 90", "trafficPercent: 100"));
		assertThat(count("MATCH (s:ServingStated {deployment: '" + SCORER + "'}) RETURN count(s) AS n")).isEqualTo(2);
	}

	@Test
	void unknownServingVersionIsAStub() {
		this.asking.ask(record(ONE, "primary", "2026-01-01T00:00:00Z"));
		assertThat(this.asking.value("""
				{ asset(id: "%s") { kind described ... on ModelVersion { model { id kind described
				  deployments { id } } servings { deployment { id } role } } } }""".formatted(ONE), "asset"))
			.isEqualTo(Map.of("kind", "MODEL_VERSION", "described", false, "model",
					Map.of("id", "data:deployment-tests|fraud-detector", "kind", "MODEL", "described", false,
							"deployments", List.of(Map.of("id", SCORER))),
					"servings", List.of(Map.of("deployment", Map.of("id", SCORER), "role", "primary"))));
	}

	@Test
	void invalidDeploymentsAreRejected() {
		String good = record(ONE, "primary", "2026-01-01T00:00:00Z");
		this.asking.refused(good.replace(ONE, "mlflow:1"), "NOT_FOUND", "input.version");
		this.asking.refused(good.replace(ONE, "version:deployment-tests|fraud-detector|1"), "NOT_FOUND",
				"input.version");
		this.asking.refused(good.replace(ONE, "data:deployment-tests|card-transactions"), "INVALID_ARGUMENT",
				"input.version");
		this.asking.refused(good.replace(ONE, "version:deployment-tests|card-transactions|ol:1"), "INVALID_ARGUMENT",
				"input.version");
		this.asking.refused(good.replace("trafficPercent: 90", "trafficPercent: 101"), "INVALID_ARGUMENT",
				"input.trafficPercent");
		this.asking.refused(good.replace("\"primary\"", "\" \""), "INVALID_ARGUMENT", "input.role");
		this.asking.refused(good.replace("fraud-scorer", ""), "INVALID_ARGUMENT", "input.key.name");
		this.asking.refused(good.replace("2026", "2126"), "INVALID_ARGUMENT", "input.at");
		this.asking.refused(good.replace("environment: \"deployment-tests\"", "environment: \"\""), "INVALID_ARGUMENT",
				"input.environment");
		this.asking.refused(retire("2026-01-01T00:00:00Z"), "NOT_FOUND", "id");
		this.asking.refused(retire("2026-01-01T00:00:00Z").replace(SCORER, "data:deployment-tests|card-transactions"),
				"INVALID_ARGUMENT", "id");
		assertThat(count("MATCH (n:Entity {urn: '" + SCORER + "'}) RETURN count(n) AS n")).isZero();
	}

	@Test
	void deploymentThatMovesRunsInItsNewEnvironmentOnly() {
		String moved = record(ONE, "primary", "2026-01-02T00:00:00Z").replace("environment: \"deployment-tests\"",
				"environment: \"deployment-tests-moved\"");
		this.asking.ask(record(ONE, "primary", "2026-01-01T00:00:00Z"));
		this.asking.ask(moved);
		String list = "{ deployments(environment: \"%s\") { edges { node { name } } } }";
		assertThat(this.asking.list(list.formatted("deployment-tests"), "deployments.edges[*].node.name")).isEmpty();
		assertThat(this.asking.list(list.formatted("deployment-tests-moved"), "deployments.edges[*].node.name"))
			.containsExactly("fraud-scorer");
	}

	@Test
	void deploymentsAreListedByEnvironmentAndTime() {
		this.asking.ask(record(ONE, "primary", "2026-01-01T00:00:00Z"));
		this.asking.ask(record(ONE, "primary", "2026-01-01T00:00:00Z").replace("fraud-scorer", "other-scorer"));
		this.asking.ask(retire("2026-01-03T00:00:00Z"));
		String list = "{ deployments(environment: \"%s\" %s) { totalCount edges { node { name } } } }";
		String names = "deployments.edges[*].node.name";
		assertThat(this.asking.list(list.formatted("deployment-tests", ""), names)).containsExactly("fraud-scorer",
				"other-scorer");
		assertThat(this.asking.list(list.formatted("environment:deployment-tests", "asOf: \"2026-01-02T00:00:00Z\""),
				names))
			.hasSize(2);
		assertThat(this.asking.list(list.formatted("deployment-tests", "asOf: \"2026-01-03T00:00:00Z\""), names))
			.containsExactly("other-scorer");
		this.asking.refused(list.formatted("deployment-test", ""), "NOT_FOUND", "environment");
		this.asking.as("ROLE_READER", list.formatted("deployment-test", ""))
			.errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getMessage())
				.isEqualTo("environment: nothing has the name 'deployment-test'; the nearest is 'deployment-tests'"));
		assertThat(this.asking.list("""
				{ asset(id: "%s") { ... on Deployment { history(from: "2026-01-03T00:00:00Z") { role } } } }"""
			.formatted(SCORER), "asset.history")).isEmpty();
	}

	@Test
	void deploymentInheritsTheOwnersOfItsModel() {
		this.asking.ask(record(ONE, "primary", "2026-01-01T00:00:00Z"));
		this.asking.ask("mutation { registerTeam(input: {name: \"risk-ml\"}) { id } }");
		this.asking.ask("""
				mutation { assignOwner(asset: "data:deployment-tests|fraud-detector", owner: "team:risk-ml",
				  role: MAINTAINER, at: "2026-01-01T00:00:00Z") { role } }""");
		assertThat(this.asking.list(
				"{ deployments(filter: {team: \"team:risk-ml\", namespace: \"deployment-tests\"}) { edges { node { owners { inheritedFrom { name } } } } } }",
				"deployments.edges[*].node.owners[*].inheritedFrom.name"))
			.containsExactly("fraud-detector");
		this.asking.ask(retire("2026-01-02T00:00:00Z"));
		assertThat(this.asking.list("{ asset(id: \"%s\") { owners { role } } }".formatted(SCORER), "asset.owners"))
			.isEmpty();
		assertThat(this.asking.list(
				"{ asset(id: \"%s\") { owners(asOf: \"2026-01-01T12:00:00Z\") { role } } }".formatted(SCORER),
				"asset.owners"))
			.hasSize(1);
	}

	@Test
	void applicationUsesDeployments() {
		this.asking.ask(record(ONE, "primary", "2026-01-01T00:00:00Z"));
		String register = """
				mutation { registerApplication(input: {key: {namespace: "deployment-tests", name: "checkout"}, %s})
				  { id displayName description consumes { id } } }""";
		Map<String, Object> checkout = Map.of("id", "application:deployment-tests|checkout", "displayName", "Checkout",
				"description", "Pays", "consumes", List.of(Map.of("id", SCORER)));
		String use = "consumes: [\"" + SCORER + "\"]";
		this.asking.ask(register.formatted("displayName: \"Checkout\", description: \"Pays\", " + use));
		assertThat(this.asking.value(register.formatted(use), "registerApplication")).isEqualTo(checkout);
		assertThat(this.asking.value(register.formatted("displayName: \"Checkout\""), "registerApplication"))
			.isEqualTo(checkout);
		assertThat(this.asking.list(register.formatted("consumes: []"), "registerApplication.consumes")).isEmpty();
		assertThat(count("MATCH (:Deployment {urn: '" + SCORER
				+ "'})-[f:FED]->(:Application) WHERE f.since <= f.until RETURN count(f) AS n"))
			.isEqualTo(1);
		this.asking.refused(register.formatted("consumes: [\"none\"]"), "NOT_FOUND", "input.consumes");
		this.asking.refused(register.formatted("consumes: [\"" + ONE + "\"]"), "INVALID_ARGUMENT", "input.consumes");
	}

	/** A register that only heard of a deployment is believed until somebody knows. */
	@Test
	void secondHandStatementsCountOnlyWithoutFirstHandOnes() {
		Urn model = Urn.data("deployment-tests", "fraud-detector");
		Urn scorer = Urn.deployment("deployment-tests", "fraud-scorer");
		List<MetadataEvent> told = new ArrayList<>();
		told.add(new MetadataEvent.DeploymentObserved(DeploymentObservation
			.serving(scorer, Instant.parse("2026-01-01T00:00:00Z"), "register", null, version(model, 1), null)
			.asSecondHand()));
		told.add(new MetadataEvent.DeploymentObserved(
				DeploymentObservation.retired(scorer, Instant.parse("2026-01-09T00:00:00Z"), "register")
					.asSecondHand()));
		this.intake.write(told);
		assertThat(edges()).containsExactlyInAnyOrder("mlflow:1 primary null 01-01 01-09",
				"model null null 01-01 01-09");
		told.add(new MetadataEvent.DeploymentObserved(DeploymentObservation.serving(scorer,
				Instant.parse("2026-01-05T00:00:00Z"), "cluster", "primary", version(model, 2), 100.0)));
		for (int seed = 0; seed < Seeds.of(4); seed++) {
			clear();
			Collections.shuffle(told, new Random(seed));
			told.forEach((event) -> this.intake.write(List.of(event)));
			assertThat(edges()).containsExactlyInAnyOrder("mlflow:2 primary 100.0 01-05 ", "model null null 01-05 ");
		}
	}

	private static StatedVersion version(Urn model, int number) {
		return new StatedVersion(Urn.version(model, "mlflow:" + number), model, false);
	}

	/**
	 * The edges into the deployment: version (or "model"), role, traffic, since and until
	 * as month and day.
	 */
	private List<String> edges() {
		return this.driver.executableQuery("""
				MATCH (v)-[e:FEEDS|FED]->(:Entity {urn: $urn})
				RETURN coalesce(v.version, 'model') + ' ' + coalesce(e.role, 'null') + ' '
				  + coalesce(toString(e.traffic), 'null') + ' ' + substring(toString(e.since), 5, 5) + ' '
				  + coalesce(substring(toString(e.until), 5, 5), '') AS edge, type(e) = 'FED' AS past""")
			.withParameters(Map.of("urn", SCORER))
			.execute()
			.records()
			.stream()
			.peek((row) -> assertThat(row.get("past").asBoolean()).isEqualTo(!row.get("edge").asString().endsWith(" ")))
			.map((row) -> row.get("edge").asString())
			.toList();
	}

	private long count(String query) {
		return this.driver.executableQuery(query).execute().records().getFirst().get("n").asLong();
	}

	private static String record(String version, String role, String at) {
		return """
				mutation { recordDeployment(input: {key: {namespace: "deployment-tests", name: "fraud-scorer"},
				  environment: "deployment-tests", tier: STAGING, version: "%s", role: "%s", trafficPercent: 90, at: "%s"})
				  { id environment { id tier } serving { version { version } role trafficPercent since approximate } } }"""
			.formatted(version, role, at);
	}

	private static String retire(String at) {
		return "mutation { retireDeployment(id: \"%s\", at: \"%s\") { id serving { role } } }".formatted(SCORER, at);
	}

}
