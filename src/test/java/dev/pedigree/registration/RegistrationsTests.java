package dev.pedigree.registration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.conformance.GraphContent;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** One artifact in two registries is one version. */
@BesideGraphTest
class RegistrationsTests {

	private static final Urn ONE = Urn.data("registrations-tests/mlflow", "fraud");

	private static final Urn OTHER = Urn.data("registrations-tests/kubeflow", "fraud-detector");

	private static final Urn TABLE = Urn.data("registrations-tests", "transactions");

	private static final Urn SCORES = Urn.data("registrations-tests", "scores");

	private static final Urn TRAINING = Urn.job("registrations-tests", "train");

	private static final Urn SCORING = Urn.job("registrations-tests", "score");

	private static final Urn SCORER = Urn.deployment("registrations-tests", "scorer");

	private static final Urn BATCH = Urn.deployment("registrations-tests", "batch");

	private static final String SHARED = "version:artifact|s3://registrations-tests/models/3";

	private static final String HASH = "sha256:" + "cd".repeat(32);

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

	private static Instant day(int day) {
		return Instant.parse("2026-01-01T00:00:00Z").plusSeconds((day - 1) * 86_400L);
	}

	private static StatedVersion version(Urn model, String version) {
		return new StatedVersion(Urn.version(model, version), model, false);
	}

	private static List<MetadataEvent> registered(Urn model, String version, int day, Map<String, Object> said) {
		StatedVersion stated = version(model, version);
		return List.of(new MetadataEvent.VersionNamed(stated, day(day), "tests"), new MetadataEvent.AssetDescribed(
				Statement.captured(stated.version(), "model", day(day), "tests", said)));
	}

	private static List<MetadataEvent> ran(Urn job, String id, int day, List<DataUse> inputs, List<DataUse> outputs) {
		return List.of(run(job, id, day(day), RunObservation.RunEventType.START, inputs, outputs),
				run(job, id, day(day).plusSeconds(60), RunObservation.RunEventType.COMPLETE, inputs, outputs));
	}

	private static MetadataEvent run(Urn job, String id, Instant at, RunObservation.RunEventType type,
			List<DataUse> inputs, List<DataUse> outputs) {
		return new MetadataEvent.RunObserved(new RunObservation(job, id, at, "openlineage", type, null, null, null,
				false, null, null, inputs, outputs));
	}

	private static DataUse use(Urn model, String version) {
		return DataUse.of(model).asModel().version(version);
	}

	/** What a training, two registries, a scoring job, a cluster and a pipeline say. */
	private static List<List<MetadataEvent>> told() {
		List<List<MetadataEvent>> told = new ArrayList<>();
		told.add(ran(TRAINING, "t1", 1, List.of(DataUse.of(TABLE)), List.of(use(ONE, "mlflow:3"))));
		told.add(registered(ONE, "mlflow:3", 2,
				Map.of("artifactUri", "s3://registrations-tests/models/3", "framework", "xgboost")));
		told.add(registered(OTHER, "kfmr:7", 3,
				Map.of("artifactUri", "s3a://registrations-tests/models/3/", "digest", HASH)));
		told.add(ran(SCORING, "s1", 4, List.of(use(OTHER, "kfmr:7")), List.of(DataUse.of(SCORES))));
		told.add(List.of(new MetadataEvent.Evaluated(new EvaluationStatement(version(OTHER, "kfmr:7"), null, "offline",
				day(4), List.of(new Metric("auc", 0.9, null, null)), day(4), "tests"))));
		told.add(List.of(new MetadataEvent.DeploymentObserved(DeploymentObservation.serving(SCORER, day(5), "kserve",
				"primary", ArtifactKey.of("s3://registrations-tests/models/3/data"), 100.0))));
		told.add(List.of(new MetadataEvent.DeploymentObserved(
				DeploymentObservation.serving(BATCH, day(5), "cicd", "primary", version(OTHER, "kfmr:7"), 100.0))));
		told.add(List.of(new MetadataEvent.VersionNamed(version(ONE, "mlflow:3"), day(2), "tests"),
				new MetadataEvent.AssetDescribed(Statement.captured(version(ONE, "mlflow:3").version(), "dependencies",
						day(2), "tests", Map.of("dependencies", List.of("pkg:pypi/registrations-tests@1.7.6"))))));
		// Read by name, and again, when it was long known who wrote it.
		told.add(ran(SCORING, "s2", 8, List.of(use(ONE, "mlflow:3")), List.of(DataUse.of(SCORES))));
		told.add(ran(SCORING, "s3", 9, List.of(use(OTHER, "kfmr:7")), List.of(DataUse.of(SCORES))));
		told.add(ran(TRAINING, "t2", 9, List.of(DataUse.of(TABLE)), List.of(use(ONE, "mlflow:3"))));
		// The same address by mistake, which is mended a day later.
		told.add(registered(ONE, "mlflow:4", 6, Map.of("artifactUri", "s3://registrations-tests/models/3")));
		told.add(registered(ONE, "mlflow:4", 7, Map.of("artifactUri", "s3://registrations-tests/models/4")));
		return told;
	}

	private List<String> content() {
		return GraphContent.of(this.driver).stream().filter((line) -> line.contains("registrations-tests")).toList();
	}

	@Test
	void artifactInTwoRegistriesIsOneVersion() {
		told().forEach(this.intake::write);
		String one = "version:registrations-tests/mlflow|fraud|mlflow:3";
		String other = "version:registrations-tests/kubeflow|fraud-detector|kfmr:7";
		assertThat(this.asking.value("{ asset(id: \"" + other
				+ "\") { id aliases ... on ModelVersion { version digest framework models { id } trainedBy { id } "
				+ "evaluations { name } servings { deployment { id } } dependencies { purl } "
				+ "registrations { id version model { id } artifactUri } } } }", "asset"))
			.hasToString("{id=" + SHARED + ", aliases=[" + other + ", " + one + "], version=kfmr:7, digest=" + HASH
					+ ", framework=xgboost, models=[{id=" + OTHER + "}, {id=" + ONE + "}], trainedBy={id="
					+ Urn.run(TRAINING, "t2") + "}, evaluations=[{name=offline}], servings=[{deployment={id=" + BATCH
					+ "}}, {deployment={id=" + SCORER
					+ "}}], dependencies=[{purl=pkg:pypi/registrations-tests@1.7.6}], registrations=[{id=" + other
					+ ", version=kfmr:7, model={id=" + OTHER
					+ "}, artifactUri=s3a://registrations-tests/models/3/}, {id=" + one
					+ ", version=mlflow:3, model={id=" + ONE + "}, artifactUri=s3://registrations-tests/models/3}]}");
		assertThat(this.asking.list(
				"{ impact(roots: [\"" + TABLE
						+ "\"], change: BAD_DATA) { affected { edges { node { asset { id } } } } } }",
				"impact.affected.edges[*].node.asset.id"))
			.containsExactlyInAnyOrder(SHARED, "version:registrations-tests|scores|run:s1",
					"version:registrations-tests|scores|run:s2", "version:registrations-tests|scores|run:s3",
					SCORER.value(), BATCH.value());
		assertThat(this.asking.list("{ lineage(id: \"" + OTHER + "\") { edges { from to } } }", "lineage.edges[*]")
			.stream()
			.map(String::valueOf)
			.toList()).containsExactlyInAnyOrder("{from=" + TABLE + ", to=" + TRAINING + "}",
					"{from=" + TRAINING + ", to=" + OTHER + "}", "{from=" + OTHER + ", to=" + SCORING + "}",
					"{from=" + SCORING + ", to=data:registrations-tests|scores}",
					"{from=" + OTHER + ", to=" + SCORER + "}", "{from=" + OTHER + ", to=" + BATCH + "}");
		assertThat(this.asking.value("{ asset(id: \"" + OTHER
				+ "\") { ... on Model { versions { totalCount edges { node { id } } } latestVersion { id } } } }",
				"asset"))
			.hasToString(
					"{versions={totalCount=1, edges=[{node={id=" + SHARED + "}}]}, latestVersion={id=" + SHARED + "}}");
		assertThat(versions(ONE)).containsExactly("version:registrations-tests/mlflow|fraud|mlflow:4", SHARED);
	}

	@Test
	void orderOfMessagesDoesNotMatter() {
		List<String> first = null;
		for (int seed = 0; seed < Seeds.of(12); seed++) {
			List<List<MetadataEvent>> messages = new ArrayList<>(told());
			messages.addAll(told().subList(0, new Random(seed).nextInt(messages.size())));
			Collections.shuffle(messages, new Random(seed));
			clear();
			messages.forEach(this.intake::write);
			List<String> content = content();
			first = (first != null) ? first : content;
			assertThat(content).as("seed %s", seed).hasSizeGreaterThan(60).isEqualTo(first);
		}
	}

	private List<Object> versions(Urn model) {
		return this.asking.list(
				"{ asset(id: \"" + model + "\") { ... on Model { versions { edges { node { id } } } } } }",
				"asset.versions.edges[*].node.id");
	}

	@Test
	void registrationsAreSeparatedWhenALocationChanges() {
		told().forEach(this.intake::write);
		assertThat(versions(OTHER)).containsExactly(SHARED);
		this.intake.write(registered(OTHER, "kfmr:7", 8, Map.of("artifactUri", "s3://registrations-tests/other")));
		assertThat(versions(OTHER)).containsExactly("version:registrations-tests/kubeflow|fraud-detector|kfmr:7");
		assertThat(versions(ONE)).containsExactly("version:registrations-tests/mlflow|fraud|mlflow:4",
				"version:registrations-tests/mlflow|fraud|mlflow:3");
		assertThat(this.asking.value("{ asset(id: \"" + SHARED + "\") { id } }", "asset")).isNull();
		assertThat(this.asking.list("{ asset(id: \"" + OTHER + "\") { ... on Model { deployments { id } } } }",
				"asset.deployments[*].id"))
			.containsExactly(BATCH.value());
		// What was never one with anything leaves the same graph.
		List<String> parted = content();
		List<List<MetadataEvent>> messages = new ArrayList<>(told());
		messages.add(0, registered(OTHER, "kfmr:7", 8, Map.of("artifactUri", "s3://registrations-tests/other")));
		clear();
		messages.forEach(this.intake::write);
		assertThat(parted).isEqualTo(content());
	}

	@Test
	void registrationOfAnotherArtifactLeavesTheSharedVersion() {
		Map<String, Object> first = Map.of("artifactUri", "s3://registrations-tests/first");
		Map<String, Object> second = Map.of("artifactUri", "s3://registrations-tests/second");
		Urn third = Urn.data("registrations-tests/third", "fraud");
		Urn fourth = Urn.data("registrations-tests/fourth", "fraud");
		this.intake.write(registered(ONE, "mlflow:1", 1, first));
		this.intake.write(registered(OTHER, "kfmr:1", 1, first));
		this.intake.write(registered(third, "mlflow:1", 1, first));
		this.intake.write(registered(fourth, "mlflow:1", 1, second));
		assertThat(versions(OTHER)).containsExactly("version:artifact|s3://registrations-tests/first");
		this.intake.write(registered(OTHER, "kfmr:1", 2, second));
		assertThat(versions(OTHER)).containsExactly("version:artifact|s3://registrations-tests/second");
		assertThat(versions(fourth)).containsExactly("version:artifact|s3://registrations-tests/second");
		assertThat(versions(third)).containsExactly("version:artifact|s3://registrations-tests/first");
	}

	@Test
	void twoRegistrationsInOneRegistryAreTwoVersions() {
		this.intake.write(registered(ONE, "mlflow:1", 1, Map.of("artifactUri", "s3://registrations-tests/latest")));
		this.intake.write(registered(OTHER, "kfmr:1", 1, Map.of("artifactUri", "s3://registrations-tests/latest")));
		assertThat(versions(ONE)).containsExactly("version:artifact|s3://registrations-tests/latest");
		this.intake.write(registered(ONE, "mlflow:2", 2, Map.of("artifactUri", "s3://registrations-tests/latest")));
		assertThat(versions(ONE)).containsExactly("version:registrations-tests/mlflow|fraud|mlflow:2",
				"version:registrations-tests/mlflow|fraud|mlflow:1");
		// Their content tells which one it is.
		this.intake.write(registered(ONE, "mlflow:2", 3,
				Map.of("artifactUri", "s3://registrations-tests/latest", "digest", HASH)));
		this.intake.write(registered(OTHER, "kfmr:1", 3,
				Map.of("artifactUri", "s3://registrations-tests/latest", "digest", HASH.toUpperCase(Locale.ROOT))));
		assertThat(versions(ONE)).containsExactly("version:artifact|" + HASH,
				"version:registrations-tests/mlflow|fraud|mlflow:1");
		assertThat(versions(OTHER)).containsExactly("version:artifact|" + HASH);
	}

	/**
	 * A person says that the models are one: it stays one version of one model, and of
	 * two again.
	 */
	@Test
	void sharedVersionSurvivesMergeAndSplitOfItsModels() {
		told().forEach(this.intake::write);
		List<String> before = content();
		this.asking.ask("mutation { mergeAssets(keep: \"" + ONE + "\", merge: \"" + OTHER + "\") { id } }");
		assertThat(versions(OTHER)).containsExactly("version:registrations-tests/kubeflow|fraud-detector|mlflow:4",
				SHARED);
		assertThat(this.asking.list(
				"{ asset(id: \"" + SHARED + "\") { ... on ModelVersion { models { id } registrations { version } } } }",
				"asset.registrations[*].version"))
			.containsExactly("kfmr:7", "mlflow:3");
		this.asking.ask("mutation { splitAsset(alias: \"" + ONE + "\") { id } }");
		assertThat(versions(OTHER)).containsExactly(SHARED);
		assertThat(versions(ONE)).containsExactly("version:registrations-tests/mlflow|fraud|mlflow:4", SHARED);
		assertThat(before).isNotEmpty();
	}

	/**
	 * What people say of a shared version is kept where it was said, and shows until the
	 * registrations part.
	 */
	@Test
	void curatedValuesOfASharedVersionStay() {
		told().forEach(this.intake::write);
		this.asking.ask("mutation { registerTeam(input: { name: \"registrations-tests-team\" }) { name } }");
		this.asking.ask("mutation { assignOwner(asset: \"" + SHARED
				+ "\", owner: \"team:registrations-tests-team\", role: ACCOUNTABLE) { role } }");
		this.asking.ask("mutation { describeAsset(id: \"version:registrations-tests/mlflow|fraud|mlflow:3\", "
				+ "input: { displayName: \"the third\" }) { id } }");
		List<MetadataEvent> again = registered(ONE, "mlflow:3", 10,
				Map.of("artifactUri", "s3://registrations-tests/models/3", "framework", "lightgbm"));
		this.intake.write(again);
		String said = "displayName owners { owner { ... on Team { name } } }";
		assertThat(this.asking
			.value("{ asset(id: \"" + SHARED + "\") { " + said + " ... on ModelVersion { framework } } }", "asset"))
			.hasToString(
					"{displayName=the third, owners=[{owner={name=registrations-tests-team}}], framework=lightgbm}");
		this.intake.write(registered(OTHER, "kfmr:7", 11, Map.of("artifactUri", "s3://registrations-tests/other")));
		assertThat(this.asking.value(
				"{ asset(id: \"version:registrations-tests/mlflow|fraud|mlflow:3\") { displayName } }",
				"asset.displayName"))
			.isEqualTo("the third");
		assertThat(this.asking.value(
				"{ asset(id: \"version:registrations-tests/kubeflow|fraud-detector|kfmr:7\") { " + said + " } }",
				"asset"))
			.hasToString("{displayName=fraud-detector kfmr:7, owners=[{owner={name=registrations-tests-team}}]}");
	}

	/** Subscribers hear of the version that is shared, and of those that part. */
	@Test
	void combinedRegistrationsArePublishedAsChanges() {
		List<List<MetadataEvent>> told = told();
		told.forEach(this.intake::write);
		assertThat(announced()).contains(SHARED);
		this.driver.executableQuery("MATCH (n:Change) WHERE n.id CONTAINS 'registrations-tests' DELETE n").execute();
		this.intake.write(registered(OTHER, "kfmr:7", 8, Map.of("artifactUri", "s3://registrations-tests/other")));
		assertThat(announced()).contains("version:registrations-tests/mlflow|fraud|mlflow:3",
				"version:registrations-tests/kubeflow|fraud-detector|kfmr:7", SCORER.value());
	}

	/** Each change once, and only what did change. */
	@Test
	void onlyActualChangesOfASharedVersionArePublished() {
		told().forEach(this.intake::write);
		this.driver.executableQuery("MATCH (n:Change) WHERE n.id CONTAINS 'registrations-tests' DELETE n").execute();
		this.intake.write(ran(SCORING, "s4", 12, List.of(use(ONE, "mlflow:3"), use(OTHER, "kfmr:7")),
				List.of(DataUse.of(SCORES))));
		assertThat(changes("MATCH (n:Change) WHERE n.id = '" + SHARED + "' RETURN n.change AS id"))
			.containsExactly("VERSION");
	}

	/**
	 * A place that was written over holds many; a word of one of them is none of the
	 * others.
	 */
	@Test
	void onlyChangedVersionsOfOneLocationAreDerived() {
		for (String number : List.of("1", "2")) {
			Map<String, Object> said = Map.of("artifactUri", "s3://registrations-tests/latest", "digest",
					"sha256:" + number.repeat(64));
			this.intake.write(registered(ONE, "mlflow:" + number, 1, said));
			this.intake.write(registered(OTHER, "kfmr:" + number, 1, said));
		}
		this.driver
			.executableQuery(
					"MATCH (n:ModelVersion) WHERE n.urn STARTS WITH 'version:artifact|sha256:' SET n.untouched = true")
			.execute();
		this.intake.write(registered(ONE, "mlflow:2", 2, Map.of("artifactUri", "s3://registrations-tests/latest",
				"digest", "sha256:" + "2".repeat(64), "framework", "onnx")));
		assertThat(changes("MATCH (n:ModelVersion) WHERE n.untouched RETURN n.urn AS id"))
			.containsExactly("version:artifact|sha256:" + "1".repeat(64));
	}

	private List<String> announced() {
		return changes("MATCH (n:Change) WHERE n.id CONTAINS 'registrations-tests' RETURN DISTINCT n.id AS id");
	}

	private List<String> changes(String query) {
		return this.driver.executableQuery(query)
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("id").asString())
			.toList();
	}

	@Test
	void deletedMergedModelsLeaveNothing() {
		told().forEach(this.intake::write);
		this.asking.refused("mutation { forget(id: \"" + SHARED + "\", reason: \"a test\") }", "FORBIDDEN", null);
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"" + SHARED + "\", reason: \"a test\") }")
			.errors()
			.satisfy((errors) -> assertThat(errors).hasSize(1));
		this.asking.ask("mutation { mergeAssets(keep: \"" + ONE + "\", merge: \"" + OTHER + "\") { id } }");
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"" + ONE + "\", reason: \"a test\") }").errors().verify();
		assertThat(content()).noneMatch(
				(line) -> line.contains("version:artifact") || line.contains("mlflow:3") || line.contains("kfmr:7"));
		// What serves is still there, and nobody knows what it is.
		assertThat(this.asking.list("{ unresolvedArtifacts(first: 1000) { edges { node { id } } } }",
				"unresolvedArtifacts.edges[*].node.id"))
			.contains("artifact:s3://registrations-tests/models/3/data");
	}

	@Test
	void deletionInOneRegistryKeepsTheOtherRegistration() {
		told().forEach(this.intake::write);
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"" + ONE + "\", reason: \"a test\") }").errors().verify();
		assertThat(versions(OTHER)).containsExactly("version:registrations-tests/kubeflow|fraud-detector|kfmr:7");
		assertThat(this.asking.list("{ asset(id: \"" + OTHER + "\") { ... on Model { deployments { id } } } }",
				"asset.deployments[*].id"))
			.containsExactlyInAnyOrder(SCORER.value(), BATCH.value());
	}

}
