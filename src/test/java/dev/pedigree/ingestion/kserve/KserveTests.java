package dev.pedigree.ingestion.kserve;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.connector.Connected;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Lists and watches of a cluster, from services to queries. */
@GraphTest
public class KserveTests {

	private static final Cluster cluster = new Cluster();

	private static final Connected connected = new Connected("cluster");

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	/** Adds the settings of the stub source. */
	public static void connect(DynamicPropertyRegistry registry) {
		connected.connect(registry, "kserve", cluster::url);
		connected.set(registry, "tier", "PRODUCTION");
		connected.set(registry, "owner-tag", "team");
		connected.set(registry, "locations.[pvc://models/]", "s3://kserve-tests/");
	}

	@AfterEach
	void show() {
		cluster.hidden = "none";
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
		connected.begin(this.asking);
	}

	/** Has a new round begun, and waits until it watches. */
	private void watch() {
		int before = cluster.asked.size();
		poll();
		Connected.await(() -> cluster.asked.stream()
			.skip(before)
			.anyMatch((path) -> path.contains("/inferenceservices") && path.contains("watch=true")));
	}

	@Test
	void serviceLifecycleIsCaptured() {
		cluster.apply(service("fraud", "model: {modelFormat: {name: xgboost}, storageUri: 'pvc://models/fraud/1'}"));
		watch();
		Connected.await(() -> exists("fraud"));
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
		Connected.await(() -> history("fraud").size() == 3);
		assertThat(history("fraud")).containsExactlyInAnyOrder(one + " primary 100.0", one + " primary 90.0 now",
				two + " canary 10.0 now");
		cluster.apply(service("fraud", "sklearn: {storageUri: 's3a://kserve-tests/fraud/2/'}"));
		Connected.await(() -> history("fraud").size() == 4);
		assertThat(history("fraud")).containsExactlyInAnyOrder(one + " primary 100.0", one + " primary 90.0",
				two + " canary 10.0", two + " primary 100.0 now");
		assertThat(lists()).as("watched, and not listed again").isEqualTo(lists);
		assertThat(connected.source(this.asking).get("captured")).as("counted while it is watched")
			.asInstanceOf(InstanceOfAssertFactories.LONG)
			.isGreaterThanOrEqualTo(3);
		cluster.delete(KserveKind.INFERENCE_SERVICE, "risk", "fraud");
		Connected.await(() -> history("fraud").stream().noneMatch((line) -> line.endsWith("now")));
		assertThat(history("fraud")).hasSize(4);
	}

	/**
	 * What calls services is found from what they serve, and is no deployment of its own.
	 */
	@Test
	void graphUsesItsServices() {
		String graph = """
				apiVersion: serving.kserve.io/v1alpha1
				kind: InferenceGraph
				metadata: {name: checks, namespace: risk, labels: {team: risk-ml}}
				spec:
				  nodes:
				    root:
				      routerType: Sequence
				      steps: [%s]
				""";
		cluster.apply(service("first", "model: {storageUri: 's3://kserve-tests/first'}"));
		cluster.apply(graph.formatted("{serviceName: first}, {serviceName: second}"));
		poll();
		Connected.await(() -> consumed().size() == 2 && exists("first") && history("first").size() == 1);
		assertThat(this.asking.list(
				"{ asset(id: \"application:kserve://cluster/risk|checks\") { ... on Application { consumes { id described } } } }",
				"asset.consumes")
			.stream()
			.map(String::valueOf)).containsExactly("{id=deployment:kserve://cluster/risk|first, described=true}",
					"{id=deployment:kserve://cluster/risk|second, described=false}");
		assertThat(this.asking.list("""
				{ impact(roots: ["artifact:s3://kserve-tests/first"], change: BAD_DATA) { affected { edges { node { hops
				  asset { id owners { owner { ... on Team { name } } } } } } } } }""", "impact.affected.edges[*].node")
			.stream()
			.map(String::valueOf))
			.contains("{hops=2, asset={id=application:kserve://cluster/risk|checks, owners=[{owner={name=risk-ml}}]}}");
		cluster.apply(graph.formatted("{serviceName: second}"));
		Connected.await(() -> consumed().size() == 1);
		cluster.delete(KserveKind.INFERENCE_GRAPH, "risk", "checks");
		Connected.await(() -> consumed().isEmpty());
		assertThat(this.driver.executableQuery("""
				MATCH (d:Deployment)-[used:FED {source: 'kserve:cluster'}]->(a:Application {name: 'checks'})
				WHERE used.since < used.until RETURN d.name AS name ORDER BY name""").execute().records())
			.extracting((row) -> row.get("name").asString())
			.containsExactly("first", "second");
	}

	/** The names of the deployments that the graph uses; none while it is not there. */
	private List<String> consumed() {
		return this.driver.executableQuery(
				"MATCH (d:Deployment)-[:FEEDS]->(:Application {name: 'checks'}) RETURN d.name AS name ORDER BY name")
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("name").asString())
			.toList();
	}

	/** Samples of unused facets have no settings of containers either. */
	@Test
	void containerSettingsAreNotStored() {
		cluster.apply(service("private",
				"""
						model: {storageUri: 's3://kserve-tests/private', args: ['--api-key', 'shh-cluster'], command: ['shh-cluster'],
						  env: [{name: HF_AUTH, value: shh-cluster}]}""")
				+ """
						  transformer: {containers: [{name: x, image: y, args: ['--api-key', shh-cluster],
						    env: [{name: HF_AUTH, value: shh-cluster}]}]}
						""");
		poll();
		Connected.await(() -> exists("private"));
		// Counted once the deployment is written.
		Connected.await(() -> this.asking.list("{ sources { unused { name } } }", "sources[*].unused[*].name")
			.contains("transformer"));
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

	/** The resource version of a watch is too old; the next list has the changes. */
	@Test
	void nextListRepairsAMissedEvent() {
		cluster.apply(service("gone", "model: {storageUri: 's3://kserve-tests/gone'}"));
		poll();
		Connected.await(() -> exists("gone"));
		cluster.faults.addAll(List.of(503, 429));
		cluster.tooOld.set(1);
		poll();
		Connected.await(() -> cluster.tooOld.get() == 0);
		cluster.delete(KserveKind.INFERENCE_SERVICE, "risk", "gone");
		cluster.apply(service("late", "model: {storageUri: 's3://kserve-tests/late'}"));
		Connected.await(() -> exists("late"));
		Connected.await(() -> history("gone").stream().noneMatch((line) -> line.endsWith("now")));
		assertThat(cluster.faults).isEmpty();
	}

	/**
	 * It was taken in a round that broke off before its list was kept, and deleted since.
	 */
	@Test
	void serviceDeletedAfterAFailedRoundIsRetired() {
		Instant began = Instant.now().minusSeconds(60);
		this.intake.write(List.of(new MetadataEvent.DeploymentObserved(
				DeploymentObservation.serving(Urn.deployment("kserve://cluster/risk", "never-listed"), began,
						"kserve:cluster", "primary", ArtifactKey.of("s3://kserve-tests/never-listed"), 100.0))));
		assertThat(history("never-listed")).hasSize(1).allMatch((line) -> line.endsWith("now"));
		poll();
		Connected.await(() -> history("never-listed").stream().noneMatch((line) -> line.endsWith("now")));
	}

	/** A proxy that has lost the cluster behind it answers 404 for everything. */
	@Test
	void otherServerRetiresNothing() {
		cluster.apply(service("kept", "model: {storageUri: 's3://kserve-tests/kept'}"));
		watch();
		Connected.await(() -> exists("kept"));
		cluster.proxied = true;
		poll();
		Connected.await(() -> problem().contains("none of the kinds"));
		assertThat(history("kept")).containsExactly("artifact:s3://kserve-tests/kept primary 100.0 now");
		cluster.proxied = false;
		watch();
	}

	/** An account that was made before there were graphs sees what it saw. */
	@Test
	void forbiddenKindDoesNotStopTheOthers() {
		cluster.hidden = "inferencegraphs";
		cluster.apply(service("seen", "model: {storageUri: 's3://kserve-tests/seen'}"));
		poll();
		Connected.await(() -> exists("seen"));
		untilTold("No permission to list inferencegraphs");
		cluster.hidden = "inference";
		untilTold("No permission to list inferenceservices");
		assertThat(history("seen")).containsExactly("artifact:s3://kserve-tests/seen primary 100.0 now");
		cluster.hidden = "none";
		watch();
	}

	/** A round reports its problem when it ends, at the request of the next one. */
	private void untilTold(String problem) {
		Connected.await(() -> {
			poll();
			return problem().contains(problem);
		});
	}

	@Test
	void rotatedTokenIsRead() {
		cluster.token = "next-token";
		poll();
		Connected.await(() -> problem().contains("The cluster does not answer"));
		assertThat(problem()).asString().doesNotContain("token");
		connected.token("next-token");
		cluster.apply(service("after", "model: {storageUri: 's3://kserve-tests/after'}"));
		poll();
		Connected.await(() -> exists("after"));
	}

	private String problem() {
		return String.valueOf(connected.source(this.asking).get("problem"));
	}

}
