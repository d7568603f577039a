package dev.pedigree.curation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.store.TestStore;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What people say of versions of models, how well they did, and what is vulnerable. */
@BesideGraphTest
class VersionEditorTests {

	private static final String ONE = "version:version-tests|fraud-detector|v:1";

	private static final String DATA = "version:version-tests|card-transactions|ol:7";

	private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	@Test
	void versionIsRegisteredWithAllItsProperties() {
		dataset();
		register("1",
				"""
						description: "First", framework: "xgboost", artifactUri: "s3://models/1", digest: "sha256:0123456789abcdef",
						trainedOn: ["%s"], dependencies: ["pkg:pypi/VT_Torch@2.1.0", "pkg:npm/%%40types/vt-node@20.1.0"]"""
					.formatted(DATA));
		assertThat(version("""
				id described description framework artifactUri digest curated model { name kind }
				trainedOn { id } dependencies { id purl name version }"""))
			.isEqualTo(Map.of("id", ONE, "described", true, "description", "First", "framework", "xgboost",
					"artifactUri", "s3://models/1", "digest", "sha256:0123456789abcdef", "curated",
					List.of("artifactUri", "dependencies", "description", "digest", "framework"), "model",
					Map.of("name", "fraud-detector", "kind", "MODEL"), "trainedOn", List.of(Map.of("id", DATA)),
					"dependencies",
					List.of(Map.of("id", "pkg:npm/%40types/vt-node@20.1.0", "purl", "pkg:npm/%40types/vt-node@20.1.0",
							"name", "@types/vt-node", "version", "20.1.0"),
							Map.of("id", "pkg:pypi/vt-torch@2.1.0", "purl", "pkg:pypi/vt-torch@2.1.0", "name",
									"vt-torch", "version", "2.1.0"))));
	}

	@Test
	void lastRegisteredVersionIsTheLatest() {
		for (String version : List.of("1", "2", "10")) {
			register(version, "");
		}
		Object before = content();
		register("1", "");
		assertThat(content()).isEqualTo(before);
		assertThat(this.asking.value("""
				{ asset(id: "data:version-tests|fraud-detector") { ... on Model { latestVersion { version }
				  versions { edges { node { version } } } } } }""", "asset"))
			.isEqualTo(Map.of("latestVersion", Map.of("version", "v:10"), "versions",
					Map.of("edges", List.of(Map.of("node", Map.of("version", "v:10")),
							Map.of("node", Map.of("version", "v:2")), Map.of("node", Map.of("version", "v:1"))))));
	}

	@Test
	void dependenciesReplaceTheEarlierListAndUnusedPackagesAreDeleted() {
		register("1", "dependencies: [\"pkg:pypi/vt-a@1\", \"pkg:pypi/vt-b@1\"]");
		register("2", "dependencies: [\"pkg:pypi/vt-b@1\"]");
		register("1", "dependencies: [\"pkg:pypi/vt-c@1\"]");
		assertThat(this.driver
			.executableQuery(
					"""
							MATCH (p:Package) WHERE p.urn CONTAINS '/vt-' RETURN p.urn AS urn, COUNT { ()-[:DEPENDS_ON]->(p) } AS used
							ORDER BY urn""")
			.execute()
			.records()).extracting((row) -> row.get("urn").asString() + " " + row.get("used"))
			.containsExactly("pkg:pypi/vt-b@1 1", "pkg:pypi/vt-c@1 1");
	}

	@Test
	void evaluationHasMetricsBySlice() {
		dataset();
		register("1", "");
		Object evaluation = record(
				"""
						datasetVersion: "%s", name: "offline", evaluatedAt: "2026-02-01T00:00:00Z", metrics: [
						{name: "auc", value: 0.91}, {name: "auc", value: 0.85, slice: "country=SG"}, {name: "verdict", text: "passed"}]"""
					.formatted(DATA));
		Map<String, Object> figures = Map.of("name", "offline", "evaluatedAt", "2026-02-01T00:00:00.000Z",
				"modelVersion", Map.of("id", ONE), "datasetVersion", Map.of("id", DATA), "metrics",
				List.of(metric("auc", 0.91, null, null), metric("auc", 0.85, null, "country=SG"),
						metric("verdict", null, "passed", null)));
		assertThat(evaluation).isEqualTo(figures);
		assertThat(version("evaluations { " + EVALUATION + " }")).isEqualTo(Map.of("evaluations", List.of(figures)));
		assertThat(version("evaluations { id }")).asString().contains("evaluation:");
		Object id = this.asking.value("{ asset(id: \"" + ONE + "\") { ... on ModelVersion { evaluations { id } } } }",
				"asset.evaluations[0].id");
		assertThat(
				this.asking.value("{ node(id: \"" + id + "\") { ... on Evaluation { " + EVALUATION + " } } }", "node"))
			.isEqualTo(figures);
	}

	@Test
	void equalEvaluationIsStoredOnceAndItsMetricsCanBeCorrected() {
		register("1", "");
		record("metrics: [{name: \"auc\", value: 0.9}]");
		record("metrics: [{name: \"auc\", value: 0.9}]");
		assertThat((Map<?, ?>) version("evaluations { name }"))
			.extracting("evaluations", InstanceOfAssertFactories.LIST)
			.hasSize(1);
		String at = "evaluatedAt: \"2026-02-01T00:00:00Z\", name: \"shadow\", ";
		record(at + "metrics: [{name: \"auc\", value: 0.9}, {name: \"f1\", value: 0.5}]");
		record(at + "metrics: [{name: \"auc\", value: 0.8}]");
		assertThat(this.asking.list(
				"{ asset(id: \"" + ONE
						+ "\") { ... on ModelVersion { evaluations { name metrics { name value } } } } }",
				"asset.evaluations[?(@.name == 'shadow')].metrics[*].value"))
			.containsExactly(0.8, 0.5);
	}

	@Test
	void evaluationOfAnUnknownVersionCreatesAStub() {
		record("metrics: [{name: \"auc\", value: 0.9}]");
		assertThat(version("described model { kind described }"))
			.isEqualTo(Map.of("described", false, "model", Map.of("kind", "MODEL", "described", false)));
	}

	/** On bad data the versions that were measured on it count as touched. */
	@Test
	void badDataAffectsVersionsEvaluatedOnIt() {
		dataset();
		register("1", "");
		record("datasetVersion: \"" + DATA + "\", metrics: [{name: \"auc\", value: 0.9}]");
		assertThat(this.asking.list("{ impact(roots: [\"" + DATA
				+ "\"], change: BAD_DATA) { affected { edges { node { hops asset { id } reasons { code } } } } } }",
				"impact.affected.edges[*].node"))
			.singleElement()
			.asString()
			.contains(ONE, "EVALUATION");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			pkg:pypi/vt-torch@2.1.0; 1; v:1
			pkg:pypi/vt-torch; 3; v:1 v:2 v:3
			pkg:pypi/vt-torch?vers=>=2.0|<2.1.1; 2; v:1 v:3
			pkg:pypi/vt-torch?vers=vers:pypi/>=2.1.0rc1|<2.1.0; 1; v:3
			pkg:pypi/VT_torch?vers=%3E%3D2.1.1; 1; v:2
			pkg:pypi/vt-torch@9; 0; ''
			pkg:pypi/vt-nothing; 0; ''
			""")
	void vulnerablePackagesTouchTheVersionsThatDependOnThem(String root, int packages, String versions) {
		register("1", "dependencies: [\"pkg:pypi/vt-torch@2.1.0\"]");
		register("2", "dependencies: [\"pkg:pypi/vt-torch@2.10.0\"]");
		register("3", "dependencies: [\"pkg:pypi/vt-torch@2.1.0rc2\"]");
		Object impact = this.asking.value("{ impact(roots: [\"" + root
				+ "\"], change: VULNERABILITY) { complete roots { id } total affected { edges { node { hops asset { version } } } } } }",
				"impact");
		List<String> expected = versions.isEmpty() ? List.of() : List.of(versions.split(" ", -1));
		assertThat((Map<?, ?>) impact).extracting("complete", "total").containsExactly(true, expected.size());
		assertThat((Map<?, ?>) impact).extracting("roots", InstanceOfAssertFactories.LIST).hasSize(packages);
		assertThat(expected).allMatch((one) -> String.valueOf(impact).contains("version=" + one));
	}

	@Test
	void rangeOfOnePackageDoesNotMatchAnother() {
		register("1", "dependencies: [\"pkg:pypi/vt-torch@2.1.0\"]");
		register("2", "dependencies: [\"pkg:pypi/vt-numpy@1.26.0\"]");
		assertThat(this.asking.list("""
				{ impact(roots: ["pkg:pypi/vt-torch", "pkg:pypi/vt-numpy?vers=<1.26"], change: VULNERABILITY) {
				  affected { edges { node { asset { version } } } } } }""",
				"impact.affected.edges[*].node.asset.version"))
			.containsExactly("v:1");
	}

	/** What cannot be compared is not cleared in silence. */
	@Test
	void incomparableVersionCountsAsAffectedAndIsNamed() {
		register("1", "dependencies: [\"pkg:pypi/vt-torch@nightly\", \"pkg:npm/vt-left@latest\"]");
		register("2", "dependencies: [\"pkg:pypi/vt-torch\"]");
		register("3", "dependencies: [\"pkg:pypi/vt-torch@3.0\"]");
		for (String root : List.of("pkg:pypi/vt-torch?vers=<2", "pkg:npm/vt-left?vers=<2", "pkg:pypi/vt-torch@2.0")) {
			assertThat(String.valueOf(this.asking
				.value("{ impact(roots: [\"" + root + "\"], change: VULNERABILITY) { total assumptions } }", "impact")))
				.as(root)
				.contains("counts as affected")
				.doesNotContain("total=0");
		}
		assertThat(this.asking.value("{ impact(roots: [\"pkg:pypi/vt-torch@3.0\"], change: VULNERABILITY) { total } }",
				"impact.total"))
			.isEqualTo(2);
	}

	@Test
	void metricThatReturnsToAnEarlierValueIsANewEvaluation() {
		register("1", "");
		for (String value : List.of("0.9", "0.8", "0.9", "0.9")) {
			record("metrics: [{name: \"auc\", value: " + value + "}]");
		}
		assertThat(this.asking.list(
				"{ asset(id: \"" + ONE + "\") { ... on ModelVersion { evaluations { metrics { value } } } } }",
				"asset.evaluations[*].metrics[0].value"))
			.containsExactly(0.9, 0.8, 0.9);
	}

	@Test
	void vulnerablePackageLeadsToDeploymentsAndOwners() {
		register("1", "dependencies: [\"pkg:pypi/vt-torch@2.1.0\"]");
		this.asking
			.ask("""
					mutation { recordDeployment(input: {key: {namespace: "version-tests", name: "scorer"}, environment: "prod",
					  tier: PRODUCTION, version: "%s", trafficPercent: 100}) { id } }"""
				.formatted(ONE));
		this.asking.ask("mutation { registerTeam(input: {name: \"version-team\"}) { id } }");
		this.asking.ask("""
				mutation { assignOwner(asset: "data:version-tests|fraud-detector", owner: "team:version-team",
				  role: ACCOUNTABLE) { role } }""");
		assertThat(this.asking
			.value("""
					{ impact(roots: ["pkg:pypi/vt-torch"], change: VULNERABILITY) { roots { id } assumptions
					  affected(liveOnly: true) { edges { node { hops asset { id } } } } contacts { owner { ... on Team { name } } } } }""",
					"impact"))
			.isEqualTo(Map.of("roots", List.of(Map.of("id", "pkg:pypi/vt-torch@2.1.0")), "assumptions",
					List.of("a model version without stated dependencies is not found"), "affected",
					Map.of("edges", List.of(Map.of("node", Map.of("hops", 1, "asset", Map.of("id", ONE))),
							Map.of("node",
									Map.of("hops", 2, "asset", Map.of("id", "deployment:version-tests|scorer"))))),
					"contacts", List.of(Map.of("owner", Map.of("name", "version-team")))));
		assertThat(this.asking.value("""
				{ impact(roots: ["pkg:pypi/vt-torch"], change: VULNERABILITY, maxHops: 1) { total complete } }""",
				"impact"))
			.isEqualTo(Map.of("total", 1, "complete", false));
		assertThat(this.asking.value("""
				{ impact(roots: ["pkg:pypi/vt-torch"], change: VULNERABILITY, maxHops: 0) { total complete } }""",
				"impact"))
			.isEqualTo(Map.of("total", 0, "complete", false));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'',
			textBlock = """
					mutation { registerModelVersion(input: {model: {namespace: "version-tests", name: "m"}, version: " "}) { id } }; INVALID_ARGUMENT; input.version
					mutation { registerModelVersion(input: {model: {namespace: "version-tests", name: "m"}, version: "mlflow:"}) { id } }; INVALID_ARGUMENT; input.version
					mutation { registerModelVersion(input: {model: {namespace: "version-tests", name: "m"}, version: "1", digest: "abc"}) { id } }; INVALID_ARGUMENT; input.digest
					mutation { registerModelVersion(input: {model: {namespace: "version-tests", name: "m"}, version: "1", dependencies: ["torch"]}) { id } }; INVALID_ARGUMENT; input.dependencies[0]
					mutation { registerModelVersion(input: {model: {namespace: "version-tests", name: "m"}, version: "1", trainedOn: ["data:none|none"]}) { id } }; NOT_FOUND; input.trainedOn[0]
					mutation { registerModelVersion(input: {model: {namespace: "version-tests", name: "m"}, version: "1", trainedOn: ["data:version-tests|fraud-detector"]}) { id } }; INVALID_ARGUMENT; input.trainedOn[0]
					mutation { recordEvaluation(input: {modelVersion: "nothing", metrics: [{name: "a", value: 1}]}) { id } }; NOT_FOUND; input.modelVersion
					mutation { recordEvaluation(input: {modelVersion: "version:version-tests|m|v:1", metrics: []}) { id } }; INVALID_ARGUMENT; input.metrics
					mutation { recordEvaluation(input: {modelVersion: "version:version-tests|m|v:1", metrics: [{name: "a"}]}) { id } }; INVALID_ARGUMENT; input.metrics[0]
					mutation { recordEvaluation(input: {modelVersion: "version:version-tests|m|v:1", metrics: [{name: "a", value: 1}, {name: "a", value: 2}]}) { id } }; INVALID_ARGUMENT; input.metrics[1]
					mutation { recordEvaluation(input: {modelVersion: "version:version-tests|m|v:1", evaluatedAt: "2099-01-01T00:00:00Z", metrics: [{name: "a", value: 1}]}) { id } }; INVALID_ARGUMENT; input.evaluatedAt
					mutation { recordEvaluation(input: {modelVersion: "version:version-tests|m|v:1", datasetVersion: "version:version-tests|fraud-detector|v:1", metrics: [{name: "a", value: 1}]}) { id } }; INVALID_ARGUMENT; input.datasetVersion
					{ impact(roots: ["torch"], change: VULNERABILITY) { total } }; INVALID_ARGUMENT; roots
					{ impact(roots: ["pkg:pypi/torch?vers=>=a>b"], change: VULNERABILITY) { total } }; INVALID_ARGUMENT; roots
					{ impact(roots: ["pkg:pypi/torch?vers=<2%"], change: VULNERABILITY) { total } }; INVALID_ARGUMENT; roots
					{ impact(roots: ["pkg:pypi/torch?vers=vers:npm/1"], change: VULNERABILITY) { total } }; INVALID_ARGUMENT; roots
					{ impact(roots: ["pkg:pypi/torch@1?vers=>=1"], change: VULNERABILITY) { total } }; INVALID_ARGUMENT; roots
					{ impact(roots: ["pkg:pypi/torch"], change: VULNERABILITY, window: {from: "2026-01-01T00:00:00Z"}) { total } }; INVALID_ARGUMENT; window
					""")
	void whatIsWrongIsNamedAndNothingIsWritten(String document, String code, String argument) {
		register("1", "");
		Object before = content();
		this.asking.refused(document, code, argument);
		assertThat(content()).isEqualTo(before);
	}

	/** Registered, evaluated, captured and merged in any order. */
	@Test
	void orderOfStatementsDoesNotMatter() {
		List<MetadataEvent> events = new ArrayList<>();
		Random random = new Random(11);
		Urn model = Urn.data("version-tests", "fraud-detector");
		Urn other = Urn.data("version-tests", "detector");
		for (int i = 0; i < 24; i++) {
			Instant at = YEAR.plusSeconds(random.nextInt(1000));
			Urn of = random.nextBoolean() ? model : other;
			StatedVersion version = new StatedVersion(Urn.version(of, "v:" + random.nextInt(3)), of, false);
			events.add(switch (random.nextInt(4)) {
				case 0 -> new MetadataEvent.VersionNamed(version, at, "manual");
				case 1 -> new MetadataEvent.Evaluated(new EvaluationStatement(version, null, "offline", YEAR,
						List.of(new Metric("auc", random.nextInt(9) / 10.0, random.nextBoolean() ? "ok" : null, null)),
						YEAR.plusSeconds(random.nextInt(3)), "manual"));
				case 2 ->
					new MetadataEvent.RunObserved(new dev.pedigree.run.RunObservation(Urn.job("version-tests", "train"),
							"run-" + i, at, "openlineage", dev.pedigree.run.RunObservation.RunEventType.COMPLETE, null,
							null, null, false, null, null, List.of(),
							List.of(DataUse.of(of)
								.version(Objects.requireNonNull(version.version().version()))
								.asModel())));
				default -> new MetadataEvent.AssetDescribed(Statement.captured(version.version(), "dependencies", at,
						"openlineage", Map.of("dependencies", List.of("pkg:pypi/vt-" + random.nextInt(3) + "@1"))));
			});
			if (events.getLast() instanceof MetadataEvent.AssetDescribed) {
				events.add(new MetadataEvent.VersionNamed(version, at, "manual"));
			}
		}
		events.add(new MetadataEvent.DataNamed(
				new DataUse(model, Set.of(other), null, true, DataUse.WriteMode.UNKNOWN, null, null, false, null, null),
				YEAR, "openlineage"));
		Object first = null;
		for (int shuffle = 0; shuffle < Seeds.of(8); shuffle++) {
			clear();
			List<List<MetadataEvent>> messages = messages(events);
			Collections.shuffle(messages, new Random(shuffle));
			// Some of them share a transaction.
			for (int i = 0; i < messages.size(); i += 1 + shuffle % 4) {
				this.intake.write(messages.subList(i, Math.min(messages.size(), i + 1 + shuffle % 4))
					.stream()
					.flatMap(List::stream)
					.toList());
			}
			Object content = content();
			first = (first != null) ? first : content;
			assertThat(content).as("shuffle %s", shuffle).isEqualTo(first);
		}
		assertThat(String.valueOf(first)).contains("Metric", "Package", "ModelVersion");
	}

	/** A description of a version comes with the message that names it. */
	private static List<List<MetadataEvent>> messages(List<MetadataEvent> events) {
		List<List<MetadataEvent>> messages = new ArrayList<>();
		for (int i = 0; i < events.size(); i++) {
			messages.add((events.get(i) instanceof MetadataEvent.AssetDescribed)
					? List.of(events.get(i), events.get(++i)) : List.of(events.get(i)));
		}
		return messages;
	}

	private static final String EVALUATION = "name evaluatedAt modelVersion { id } datasetVersion { id }"
			+ " metrics { name value text slice }";

	private void dataset() {
		this.intake.write(List
			.of(new MetadataEvent.RunObserved(new dev.pedigree.run.RunObservation(Urn.job("version-tests", "load"),
					"run-1", YEAR, "openlineage", dev.pedigree.run.RunObservation.RunEventType.COMPLETE, null, null,
					null, false, null, null, List.of(),
					List.of(DataUse.of(Urn.data("version-tests", "card-transactions")).version("ol:7"))))));
	}

	private void register(String version, String input) {
		this.asking.ask("mutation { registerModelVersion(input: {model: {namespace: \"version-tests\", name:"
				+ " \"fraud-detector\"}, version: \"" + version + "\", " + input + "}) { id } }");
	}

	private @Nullable Object record(String input) {
		return this.asking.value("mutation { recordEvaluation(input: {modelVersion: \"" + ONE + "\", " + input + "}) { "
				+ EVALUATION + " } }", "recordEvaluation");
	}

	private @Nullable Object version(String fields) {
		return this.asking.value("{ asset(id: \"" + ONE + "\") { ... on ModelVersion { " + fields + " } } }", "asset");
	}

	private static Map<String, @Nullable Object> metric(String name, @Nullable Double value, @Nullable String text,
			@Nullable String slice) {
		Map<String, @Nullable Object> metric = new java.util.HashMap<>();
		metric.put("name", name);
		metric.put("value", value);
		metric.put("text", text);
		metric.put("slice", slice);
		return metric;
	}

	/** All nodes and edges of these tests, without the times of recording. */
	private Object content() {
		return this.driver
			.executableQuery(
					"""
							MATCH (n) WHERE n.namespace = 'version-tests' OR n:Evaluation AND n.urn CONTAINS 'version-tests'
							  OR n:Metric AND n.key CONTAINS 'version-tests' OR n:Package AND n.urn CONTAINS '/vt-'
							WITH n, coalesce(n.urn, n.key) AS key ORDER BY key
							RETURN labels(n) AS labels, [name IN keys(n) WHERE name <> 'recordedAt' | [name, n[name]]] AS values,
							  COLLECT { MATCH (n)-[r]->(m) WHERE NOT r:TOLD WITH type(r) AS type, coalesce(m.urn, m.key) AS to ORDER BY type, to
							    RETURN type + ' ' + to } AS edges""")
			.execute()
			.records()
			.stream()
			.map((row) -> {
				Map<String, Object> values = new java.util.TreeMap<>();
				row.get("values")
					.values()
					.forEach((pair) -> values.put(pair.get(0).asString(), pair.get(1).asObject()));
				return new java.util.TreeSet<>(row.get("labels").asList(org.neo4j.driver.Value::asString)) + " "
						+ values + " " + row.get("edges").asList();
			})
			.toList();
	}

}
