package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.conformance.GraphContent;
import dev.pedigree.description.Statement;
import dev.pedigree.graph.LockContention;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What serves is told by where it lies; which version that is, by the versions. */
@GraphTest
class ArtifactsTests {

	private static final Urn MODEL = Urn.data("artifacts-tests", "fraud-detector");

	private static final Urn SCORER = Urn.deployment("artifacts-tests", "fraud-scorer");

	private static final String HASH = "sha256:" + "ab".repeat(32);

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

	/** A version that was registered some day, and what it says of its artifact. */
	private static List<MetadataEvent> version(String number, int day, Map<String, Object> made) {
		StatedVersion version = new StatedVersion(Urn.version(MODEL, "mlflow:" + number), MODEL, false);
		List<MetadataEvent> events = new ArrayList<>();
		events.add(new MetadataEvent.VersionNamed(version, day(day), "mlflow:tests"));
		events.add(new MetadataEvent.AssetDescribed(
				Statement.captured(version.version(), "model", day(day), "mlflow:tests", made)));
		return events;
	}

	private static MetadataEvent serves(int day, String role, String address, double traffic) {
		return new MetadataEvent.DeploymentObserved(DeploymentObservation.serving(SCORER, day(day), "kserve:tests",
				role, ArtifactKey.of(address), traffic));
	}

	private static MetadataEvent share(int day, String role, double traffic) {
		return new MetadataEvent.DeploymentObserved(
				DeploymentObservation.share(SCORER, day(day), "kserve:tests", role, traffic));
	}

	private static MetadataEvent over(int day, String... going) {
		return new MetadataEvent.DeploymentObserved(
				DeploymentObservation.over(SCORER, day(day), "kserve:tests", Set.of(going)));
	}

	private List<Object> history() {
		return this.asking
			.list("{ asset(id: \"" + SCORER
					+ "\") { ... on Deployment { history { version { id } role trafficPercent since until } } } }",
					"asset.history")
			.stream()
			.<Object>map((row) -> {
				Map<?, ?> serving = (Map<?, ?>) row;
				return ((Map<?, ?>) Objects.requireNonNull(serving.get("version"))).get("id") + " "
						+ serving.get("role") + " " + serving.get("trafficPercent") + " "
						+ String.valueOf(serving.get("since")).substring(5, 10) + ((serving.get("until") != null)
								? "-" + String.valueOf(serving.get("until")).substring(5, 10) : "");
			})
			.toList();
	}

	private static String version(String number) {
		return "version:artifacts-tests|fraud-detector|mlflow:" + number;
	}

	@Test
	void artifactIsUnresolvedUntilAVersionHasItsLocation() {
		this.intake.write(List.of(serves(2, "primary", "s3a://artifacts-tests/models/3/data/", 100)));
		String artifact = "artifact:s3://artifacts-tests/models/3/data";
		assertThat(history()).containsExactly(artifact + " primary 100.0 01-02");
		assertThat(unresolved()).containsExactly(artifact);
		assertThat(this.asking.value("{ asset(id: \"" + artifact
				+ "\") { displayName kind described ... on ModelVersion { model { id } servings { deployment { id } } } } }",
				"asset"))
			.asString()
			.isEqualTo(
					"{displayName=s3://artifacts-tests/models/3/data, kind=MODEL_VERSION, described=false, model=null, "
							+ "servings=[{deployment={id=" + SCORER + "}}]}");
		assertThat(this.asking.list(
				"{ impact(roots: [\"" + artifact
						+ "\"], change: BAD_DATA) { affected { edges { node { asset { id } } } } } }",
				"impact.affected.edges[*].node.asset.id"))
			.containsExactly(SCORER.value());
		this.intake.write(version("3", 1, Map.of("artifactUri", "s3://artifacts-tests/models/3")));
		assertThat(history()).containsExactly(version("3") + " primary 100.0 01-02");
		assertThat(unresolved()).isEmpty();
		assertThat(this.asking.list("{ asset(id: \"" + MODEL + "\") { ... on Model { deployments { id } } } }",
				"asset.deployments[*].id"))
			.containsExactly(SCORER.value());
		// It says that it lies elsewhere, after all.
		this.intake.write(version("3", 3, Map.of("artifactUri", "s3://artifacts-tests/models/30")));
		assertThat(history()).containsExactly(artifact + " primary 100.0 01-02");
	}

	private List<Object> unresolved() {
		return this.asking
			.list("{ unresolvedArtifacts(first: 1000) { edges { node { id } } } }",
					"unresolvedArtifacts.edges[*].node.id")
			.stream()
			.filter((id) -> String.valueOf(id).contains("artifacts-tests"))
			.toList();
	}

	/** A canary, its promotion, an address written over, an image, and the end. */
	@Test
	void servingsDoNotDependOnTheOrderOfMessages() {
		List<List<MetadataEvent>> told = new ArrayList<>();
		told.add(version("1", 1, Map.of("artifactUri", "s3://artifacts-tests/latest")));
		told.add(version("2", 5, Map.of("artifactUri", "s3a://artifacts-tests/latest/")));
		told.add(version("3", 6, Map.of("artifactUri", "s3://artifacts-tests/models/3", "digest", HASH)));
		told.add(List.of(serves(2, "primary", "s3://artifacts-tests/latest", 100), over(2, "primary")));
		told.add(List.of(serves(7, "canary", "s3://artifacts-tests/models/3/data", 10), share(7, "primary", 90),
				over(7, "primary", "canary")));
		told.add(List.of(serves(8, "primary", "s3://artifacts-tests/models/3/data", 100), over(8, "primary")));
		told.add(List.of(serves(9, "primary", "s3://artifacts-tests/latest", 100), over(9, "primary")));
		told.add(List.of(serves(10, "primary", "oci://quay.io/x@" + HASH, 100), over(10, "primary")));
		told.add(List.of(over(12)));
		List<Object> expected = List.of(version("1") + " primary 100.0 01-02-01-07",
				version("1") + " primary 90.0 01-07-01-08", version("3") + " canary 10.0 01-07-01-08",
				version("3") + " primary 100.0 01-08-01-09", version("2") + " primary 100.0 01-09-01-10",
				version("3") + " primary 100.0 01-10-01-12");
		List<String> first = null;
		for (int seed = 0; seed < Seeds.of(12); seed++) {
			Random random = new Random(seed);
			List<List<MetadataEvent>> shuffled = new ArrayList<>(told);
			shuffled.addAll(told.subList(0, random.nextInt(told.size())));
			Collections.shuffle(shuffled, random);
			clear();
			for (List<MetadataEvent> events : shuffled) {
				List<MetadataEvent> some = new ArrayList<>(events);
				Collections.shuffle(some, random);
				this.intake.write(some);
			}
			assertThat(history()).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(expected);
			List<String> content = GraphContent.of(this.driver)
				.stream()
				.filter((line) -> line.contains("artifacts-tests"))
				.toList();
			first = (first != null) ? first : content;
			assertThat(content).as("seed %s", seed).hasSizeGreaterThan(20).isEqualTo(first);
		}
	}

	/** Whole folders of models lie in folders that are a version's own, too. */
	@Test
	void nearestFolderDeterminesTheVersion() {
		this.intake.write(version("1", 5, Map.of("artifactUri", "s3://artifacts-tests/models")));
		this.intake.write(version("2", 1, Map.of("artifactUri", "s3://artifacts-tests/models/2")));
		this.intake.write(List.of(serves(6, "primary", "s3://artifacts-tests/models/2/data", 50),
				serves(6, "canary", "s3://artifacts-tests/models/20", 30),
				serves(6, "other", "s3://artifacts-tests", 20)));
		assertThat(history()).containsExactlyInAnyOrder(version("2") + " primary 50.0 01-06",
				version("1") + " canary 30.0 01-06", "artifact:s3://artifacts-tests other 20.0 01-06");
	}

	@Test
	void curatorResolvesACopyToAVersion() {
		this.intake.write(version("3", 1, Map.of("artifactUri", "s3://artifacts-tests/models/3")));
		this.intake.write(version("4", 1, Map.of("artifactUri", "s3://artifacts-tests/models/4")));
		this.intake.write(List.of(serves(2, "primary", "s3://artifacts-tests/copy/of-3", 100)));
		assertThat(resolve("artifact:s3://artifacts-tests/copy/of-3", "\"" + version("4") + "\""))
			.isEqualTo(version("4"));
		assertThat(resolve("s3a://artifacts-tests/copy/of-3/", "\"" + version("3") + "\"")).isEqualTo(version("3"));
		assertThat(history()).containsExactly(version("3") + " primary 100.0 01-02");
		assertThat(this.asking.value("{ assetByAlias(key: \"artifact:s3://artifacts-tests/copy/of-3\") { id } }",
				"assetByAlias.id"))
			.isEqualTo(version("3"));
		assertThat(resolve("s3://artifacts-tests/copy/of-3", "null"))
			.isEqualTo("artifact:s3://artifacts-tests/copy/of-3");
		assertThat(history()).containsExactly("artifact:s3://artifacts-tests/copy/of-3 primary 100.0 01-02");
		this.asking.refused(mutation("s3://artifacts-tests/nowhere", "\"" + version("3") + "\""), "NOT_FOUND",
				"artifact");
		this.asking.refused(mutation("s3://artifacts-tests/copy/of-3", "\"" + version("7") + "\""), "NOT_FOUND",
				"version");
		this.asking.refused(mutation("s3://artifacts-tests/copy/of-3", "\"artifact:s3://artifacts-tests/copy/of-3\""),
				"INVALID_ARGUMENT", "version");
		assertThat(this.driver.executableQuery("MATCH (n:Alias) WHERE n.key CONTAINS 'artifacts-tests' RETURN n.key")
			.execute()
			.records()).isEmpty();
	}

	/** What versions say counts again once a person takes back what he said. */
	@Test
	void resolutionCanBeWithdrawn() {
		this.intake.write(version("3", 1, Map.of("artifactUri", "s3://artifacts-tests/models/3")));
		this.intake.write(version("4", 1, Map.of("digest", HASH.toUpperCase(Locale.ROOT).replace("SHA", "sha"))));
		this.intake.write(List.of(serves(2, "primary", "s3://artifacts-tests/models/3", 50),
				serves(2, "canary", "oci://quay.io/x@" + HASH, 50)));
		assertThat(history()).containsExactlyInAnyOrder(version("3") + " primary 50.0 01-02",
				version("4") + " canary 50.0 01-02");
		assertThat(resolve("s3://artifacts-tests/models/3", "\"" + version("4") + "\"")).isEqualTo(version("4"));
		assertThat(history()).contains(version("4") + " primary 50.0 01-02");
		assertThat(this.asking.value(mutation("s3://artifacts-tests/models/3", "null"), "resolveArtifact")).isNull();
		assertThat(history()).contains(version("3") + " primary 50.0 01-02");
	}

	@Test
	void servingOfADeletedVersionIsAnArtifactAgain() {
		this.intake.write(version("3", 1, Map.of("artifactUri", "s3://artifacts-tests/models/3")));
		this.intake.write(List.of(serves(2, "primary", "s3://artifacts-tests/models/3", 100)));
		forget(MODEL.value());
		assertThat(history()).containsExactly("artifact:s3://artifacts-tests/models/3 primary 100.0 01-02");
		forget(SCORER.value());
		assertThat(unresolved()).isEmpty();
	}

	private void forget(String id) {
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"" + id + "\", reason: \"a test\") }").errors().verify();
	}

	@Test
	void artifactCannotBeSplitOff() {
		this.intake.write(version("3", 1, Map.of()));
		this.intake.write(List.of(serves(2, "primary", "s3://artifacts-tests/x", 100)));
		resolve("s3://artifacts-tests/x", "\"" + version("3") + "\"");
		this.asking.refused("mutation { splitAsset(alias: \"artifact:s3://artifacts-tests/x\") { id } }",
				"INVALID_ARGUMENT", "alias");
	}

	/** It was said of a version of the one, and that is what it is again. */
	@Test
	void resolutionMovesWithItsModelOnASplit() {
		Urn smaller = Urn.data("artifacts-tests", "a-detector");
		this.intake.write(List.of(new MetadataEvent.VersionNamed(
				new StatedVersion(Urn.version(smaller, "mlflow:3"), smaller, false), day(1), "mlflow:tests")));
		this.intake.write(version("3", 1, Map.of()));
		this.intake.write(List.of(serves(2, "primary", "s3://artifacts-tests/copy", 100)));
		resolve("s3://artifacts-tests/copy", "\"" + version("3") + "\"");
		this.asking.ask("mutation { mergeAssets(keep: \"" + smaller + "\", merge: \"" + MODEL + "\") { id } }");
		assertThat(history()).containsExactly("version:artifacts-tests|a-detector|mlflow:3 primary 100.0 01-02");
		this.asking.ask("mutation { splitAsset(alias: \"" + MODEL + "\") { id } }");
		assertThat(history()).containsExactly(version("3") + " primary 100.0 01-02");
	}

	private static String mutation(String artifact, String version) {
		return "mutation { resolveArtifact(artifact: \"" + artifact + "\", version: " + version + ") { id } }";
	}

	private @Nullable Object resolve(String artifact, String version) {
		return this.asking.value(mutation(artifact, version), "resolveArtifact.id");
	}

	/** Neither sees what the other one is about to commit. */
	@Test
	void concurrentServingAndRegistrationAreLinked() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
			for (int i = 0; i < 25; i++) {
				clear();
				Future<?> one = threads.submit(() -> LockContention.retried(() -> {
					this.intake.write(List.of(serves(2, "primary", "s3://artifacts-tests/models/3", 100)));
					return true;
				}));
				Future<?> other = threads.submit(() -> LockContention.retried(() -> {
					this.intake.write(version("3", 1, Map.of("artifactUri", "s3://artifacts-tests/models/3")));
					return true;
				}));
				one.get();
				other.get();
				assertThat(history()).as("round %s", i).containsExactly(version("3") + " primary 100.0 01-02");
			}
		}
	}

}
