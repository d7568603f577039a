package dev.pedigree.ingestion.kserve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A cluster that is listed and watched, from its services to an answer. */
@GraphTest
class KserveTests {

	private static final Cluster cluster = new Cluster();

	private static final Path token;

	static {
		try {
			token = Files.createTempFile("kserve-tests", "token");
			Files.writeString(token, "good-token");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	@DynamicPropertySource
	static void connect(DynamicPropertyRegistry registry) {
		registry.add("pedigree.sources.cluster.type", () -> "kserve");
		registry.add("pedigree.sources.cluster.url", cluster::url);
		registry.add("pedigree.sources.cluster.token", () -> "file:" + token);
		registry.add("pedigree.sources.cluster.every", () -> "1h");
		registry.add("pedigree.sources.cluster.timeout", () -> "2s");
		registry.add("pedigree.sources.cluster.tier", () -> "PRODUCTION");
		registry.add("pedigree.sources.cluster.owner-tag", () -> "team");
		registry.add("pedigree.sources.cluster.locations.[pvc://models/]", () -> "s3://kserve-tests/");
	}

	@AfterAll
	static void close() {
		cluster.close();
	}

	private static String service(String name, String predictor) {
		return """
				apiVersion: serving.kserve.io/v1beta1
				kind: InferenceService
				metadata: {name: %s, namespace: risk, labels: {team: risk-ml}}
				spec:
				  predictor: {%s}
				""".formatted(name, predictor);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100)).until(condition);
	}

	/** What serves where, as lines without times. */
	private List<String> history(String name) {
		return this.asking
			.list("{ asset(id: \"deployment:kserve://cluster/risk|" + name
					+ "\") { ... on Deployment { history { version { id } role trafficPercent until } } } }",
					"asset.history")
			.stream()
			.map((row) -> {
				Map<?, ?> serving = (Map<?, ?>) row;
				return ((Map<?, ?>) Objects.requireNonNull(serving.get("version"))).get("id") + " "
						+ serving.get("role") + " " + serving.get("trafficPercent")
						+ ((serving.get("until") == null) ? " now" : "");
			})
			.toList();
	}

	private boolean exists(String name) {
		return !this.driver.executableQuery("MATCH (n:Deployment {urn: $urn}) RETURN n")
			.withParameters(Map.of("urn", "deployment:kserve://cluster/risk|" + name))
			.execute()
			.records()
			.isEmpty();
	}

	private void poll() {
		this.asking.ask("mutation { pollSource(name: \"cluster\") { name } }");
	}

	/** Has a new round begun, and waits until it watches. */
	private void watch() {
		int before = cluster.asked.size();
		poll();
		await(() -> cluster.asked.stream()
			.skip(before)
			.anyMatch((path) -> path.contains("/inferenceservices") && path.contains("watch=true")));
	}

	@Test
	void aServiceIsFollowedFromItsCanaryToItsEnd() {
		cluster.apply(service("fraud", "model: {modelFormat: {name: xgboost}, storageUri: 'pvc://models/fraud/1'}"));
		watch();
		await(() -> exists("fraud"));
		String one = "artifact:s3://kserve-tests/fraud/1";
		String two = "artifact:s3://kserve-tests/fraud/2";
		assertThat(history("fraud")).containsExactly(one + " primary 100.0 now");
		assertThat(this.asking.value("""
				{ asset(id: "deployment:kserve://cluster/risk|fraud") { owners { owner { ... on Team { name } } }
				  ... on Deployment { environment { id tier } } } }""", "asset")).hasToString(
				"{owners=[{owner={name=risk-ml}}], environment={id=environment:cluster/risk, tier=PRODUCTION}}");
		int lists = lists();
		cluster
			.apply(service("fraud", "canaryTrafficPercent: 10, sklearn: {storageUri: 's3a://kserve-tests/fraud/2/'}"));
		await(() -> history("fraud").size() == 3);
		assertThat(history("fraud")).containsExactlyInAnyOrder(one + " primary 100.0", one + " primary 90.0 now",
				two + " canary 10.0 now");
		cluster.apply(service("fraud", "sklearn: {storageUri: 's3a://kserve-tests/fraud/2/'}"));
		await(() -> history("fraud").size() == 4);
		assertThat(history("fraud")).containsExactlyInAnyOrder(one + " primary 100.0", one + " primary 90.0",
				two + " canary 10.0", two + " primary 100.0 now");
		assertThat(lists()).as("watched, and not listed again").isEqualTo(lists);
		cluster.delete("risk", "fraud");
		await(() -> history("fraud").stream().noneMatch((line) -> line.endsWith("now")));
		assertThat(history("fraud")).hasSize(4);
	}

	/** Not even the samples of what is not used hold what containers are given. */
	@Test
	void whatContainersAreGivenIsKeptNowhere() {
		cluster.apply(service("private",
				"""
						model: {storageUri: 's3://kserve-tests/private', args: ['--api-key', 'shh-cluster'], command: ['shh-cluster'],
						  env: [{name: HF_AUTH, value: shh-cluster}]}""")
				+ """
						  transformer: {containers: [{name: x, image: y, args: ['--api-key', shh-cluster],
						    env: [{name: HF_AUTH, value: shh-cluster}]}]}
						""");
		poll();
		await(() -> exists("private"));
		assertThat(this.asking.list("{ sources { unused { name } } }", "sources[*].unused[*].name"))
			.contains("transformer");
		assertThat(this.driver.executableQuery(
				"""
						MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS 'shh-cluster') RETURN n LIMIT 1""")
			.execute()
			.records()).isEmpty();
	}

	private static int lists() {
		return (int) cluster.asked.stream()
			.filter((path) -> path.contains("/inferenceservices") && !path.contains("watch"))
			.count();
	}

	/** The watch is told that its state is too old, and what it missed is on the list. */
	@Test
	void whatAWatchMissedIsFoundByTheNextList() {
		cluster.apply(service("gone", "model: {storageUri: 's3://kserve-tests/gone'}"));
		poll();
		await(() -> exists("gone"));
		cluster.faults.addAll(List.of(503, 429));
		cluster.tooOld.set(1);
		poll();
		await(() -> cluster.tooOld.get() == 0);
		cluster.delete("risk", "gone");
		cluster.apply(service("late", "model: {storageUri: 's3://kserve-tests/late'}"));
		await(() -> exists("late"));
		await(() -> history("gone").stream().noneMatch((line) -> line.endsWith("now")));
		assertThat(cluster.faults).isEmpty();
	}

	/** A proxy that has lost the cluster behind it answers 404 for everything. */
	@Test
	void whatIsNoClusterEndsNothingAndSaysSo() {
		cluster.apply(service("kept", "model: {storageUri: 's3://kserve-tests/kept'}"));
		watch();
		await(() -> exists("kept"));
		cluster.proxied = true;
		poll();
		await(() -> String.valueOf(problem()).contains("none of the kinds"));
		assertThat(history("kept")).containsExactly("artifact:s3://kserve-tests/kept primary 100.0 now");
		cluster.proxied = false;
		watch();
	}

	@Test
	void aTokenThatExpiresIsToldAndTheNextOneIsRead() throws IOException {
		cluster.token = "next-token";
		poll();
		await(() -> String.valueOf(problem()).contains("The cluster does not answer"));
		assertThat(problem()).asString().doesNotContain("token");
		Files.writeString(token, "next-token");
		cluster.apply(service("after", "model: {storageUri: 's3://kserve-tests/after'}"));
		poll();
		await(() -> exists("after"));
	}

	private Object problem() {
		return String.valueOf(this.asking.list("{ sources { problem } }", "sources[*].problem"));
	}

}
