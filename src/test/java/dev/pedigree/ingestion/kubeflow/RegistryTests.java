package dev.pedigree.ingestion.kubeflow;

import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.connector.Connected;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Polls of a Kubeflow model registry, from models to queries. */
@GraphTest
public class RegistryTests {

	private static final String MODEL = "data:kubeflow://kregistry|fraud";

	private static final RegistryServer server = new RegistryServer();

	private static final Connected connected = new Connected("kregistry");

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	/** Adds the settings of the stub source. */
	public static void connect(DynamicPropertyRegistry registry) {
		connected.connect(registry, "kubeflow-registry", server::url);
		connected.set(registry, "tier", "PRODUCTION");
	}

	@BeforeEach
	void clear() {
		server.models.clear();
		server.versions.clear();
		server.artifacts.clear();
		server.services.clear();
		poll();
		TestStore.clear();
		server.asked.clear();
		server.put(server.models, "1", 1_770_000_000_000L,
				"{\"name\": \"fraud\", \"state\": \"LIVE\", \"owner\": \"risk-ml\", \"description\": \"Card fraud\", \"license\": \"apache-2.0\"}");
		server.put(server.versions, "2", 1_770_000_100_000L,
				"{\"name\": \"v1\", \"registeredModelId\": \"1\", \"state\": \"LIVE\", \"author\": \"ada@example.com\","
						+ " \"customProperties\": {\"champion\": {\"metadataType\": \"MetadataBoolValue\", \"bool_value\": true},"
						+ " \"rank\": {\"metadataType\": \"MetadataIntValue\", \"int_value\": \"7\"}}}");
		server.put(server.artifacts, "5", 1_770_000_200_000L,
				"{\"versionOf\": \"2\", \"artifactType\": \"model-artifact\", \"uri\": \"s3a://kubeflow-tests/fraud/1/\", \"modelFormatName\": \"onnx\", \"modelFormatVersion\": \"1\"}");
		server.put(server.artifacts, "6", 1_770_000_200_000L,
				"{\"versionOf\": \"2\", \"artifactType\": \"metric\", \"name\": \"auc\", \"value\": 0.93}");
		server.put(server.versions, "3", 1_770_000_300_000L,
				"{\"name\": \"v2\", \"registeredModelId\": \"1\", \"state\": \"LIVE\"}");
		server.put(server.versions, "4", 1_770_000_400_000L,
				"{\"name\": \"v3\", \"registeredModelId\": \"1\", \"state\": \"LIVE\"}");
	}

	private Map<?, ?> poll() {
		return connected.poll(this.asking);
	}

	private String version(String id) {
		return String.valueOf(this.asking.value("{ asset(id: \"version:kubeflow://kregistry|fraud|kfmr:" + id
				+ "\") { displayName tags ... on ModelVersion { artifactUri framework stage registered evaluations { metrics { name value } } } } }",
				"asset"));
	}

	@Test
	void modelsAndVersionsAreFoundWithTheirArtifacts() {
		assertThat(poll().get("problem")).isNull();
		assertThat(this.asking
			.value("{ asset(id: \"data:kubeflow://kregistry|registered_models/1\") { id displayName description tags "
					+ "owners { owner { ... on Team { name } } } ... on Model { registered versions { edges { node { version } } } } } }",
					"asset"))
			.hasToString("{id=" + MODEL + ", displayName=fraud, description=Card fraud, tags=[license:apache-2.0], "
					+ "owners=[{owner={name=risk-ml}}], registered=true, versions={edges=[{node={version=kfmr:4}}, "
					+ "{node={version=kfmr:3}}, {node={version=kfmr:2}}]}}");
		assertThat(version("2")).isEqualTo("{displayName=v1, tags=[champion, rank:7], "
				+ "artifactUri=s3a://kubeflow-tests/fraud/1/, framework=onnx 1, stage=LIVE, registered=true, "
				+ "evaluations=[{metrics=[{name=auc, value=0.93}]}]}");
		assertThat(this.driver.executableQuery(
				"MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS 'ada@example.com' AND n.urn STARTS WITH 'version') RETURN n")
			.execute()
			.records()).isEmpty();
	}

	/** Only changed versions are fetched, and a late artifact is found. */
	@Test
	void onlyChangedVersionsAreFetched() {
		poll();
		server.asked.clear();
		poll();
		assertThat(server.asked).noneMatch((path) -> path.matches("model_versions/.*"));
		server.put(server.artifacts, "7", 1_770_000_500_000L,
				"{\"versionOf\": \"4\", \"artifactType\": \"model-artifact\", \"uri\": \"s3://kubeflow-tests/fraud/3\"}");
		server.put(server.artifacts, "5", 1_770_000_600_000L,
				"{\"versionOf\": \"2\", \"artifactType\": \"model-artifact\", \"uri\": \"s3://kubeflow-tests/fraud/one\"}");
		server.put(server.versions, "3", 1_770_000_700_000L,
				"{\"name\": \"v2\", \"registeredModelId\": \"1\", \"state\": \"ARCHIVED\"}");
		poll();
		assertThat(version("4")).contains("artifactUri=s3://kubeflow-tests/fraud/3");
		assertThat(version("2")).contains("artifactUri=s3://kubeflow-tests/fraud/one");
		assertThat(version("3")).contains("stage=ARCHIVED, registered=false");
		// One that no version has is looked for once.
		server.put(server.artifacts, "8", 1_770_000_800_000L, "{\"artifactType\": \"doc-artifact\"}");
		poll();
		server.asked.clear();
		poll();
		assertThat(server.asked).noneMatch((path) -> path.matches("model_versions/.*"));
	}

	/** Its controller writes down once what a service serves, and when it is gone. */
	@Test
	void servicesAreCapturedWithoutACluster() {
		server.put(server.environments, "10", 1_770_000_000_000L, "{\"name\": \"risk\"}");
		server.put(server.services, "11", 1_770_000_200_000L, service("fraud", "2", "DEPLOYED"));
		server.put(server.services, "12", 1_770_000_200_000L, service("latest", "", "DEPLOYED"));
		server.put(server.services, "13", 1_770_000_200_000L, service("third", "3", "DEPLOYED"));
		assertThat(poll().get("problem")).isNull();
		String deployment = "{ asset(id: \"deployment:kubeflow://kregistry/risk|fraud\") { ... on Deployment { endpoint "
				+ "environment { name tier } history { role until version { version } } } } }";
		assertThat(this.asking.value(deployment, "asset"))
			.hasToString("{endpoint=http://fraud.risk.example.com, environment={name=kregistry/risk, tier=PRODUCTION}, "
					+ "history=[{role=primary, until=null, version={version=kfmr:2}}]}");
		assertThat(this.asking.list(
				"{ deployments(filter: {namespace: \"kubeflow://kregistry/risk\"}) { edges { node { name } } } }",
				"deployments.edges[*].node.name"))
			.containsExactly("fraud", "latest", "third");
		server.put(server.services, "11", 1_770_000_300_000L, service("fraud", "2", "UNDEPLOYED"));
		poll();
		assertThat(this.asking.value(deployment, "asset.history"))
			.hasToString("[{role=primary, until=2026-02-02T02:45:00.000Z, version={version=kfmr:2}}]");
	}

	/**
	 * A service without modelVersionId serves the newest version, whenever that is read.
	 */
	@Test
	void serviceWithoutVersionServesTheNewest() {
		server.versions.clear();
		server.artifacts.clear();
		server.put(server.environments, "10", 1_770_000_000_000L, "{\"name\": \"risk\"}");
		server.put(server.services, "12", 1_770_000_200_000L, service("latest", "", "DEPLOYED"));
		poll();
		String question = "{ asset(id: \"deployment:kubeflow://kregistry/risk|latest\") { ... on Deployment { serving { version { id } } } } }";
		assertThat(this.asking.value(question, "asset.serving"))
			.hasToString("[{version={id=artifact:unknown:deployment:kubeflow://kregistry/risk|latest:primary}}]");
		server.put(server.versions, "2", 1_770_000_100_000L,
				"{\"name\": \"v1\", \"registeredModelId\": \"1\", \"state\": \"LIVE\"}");
		server.put(server.versions, "3", 1_770_000_300_000L,
				"{\"name\": \"v2\", \"registeredModelId\": \"1\", \"state\": \"LIVE\"}");
		poll();
		assertThat(this.asking.value(question, "asset.serving"))
			.hasToString("[{version={id=version:kubeflow://kregistry|fraud|kfmr:2}}]");
	}

	private static String service(String name, String version, String state) {
		return "{\"name\": \"" + name + "/0b7d6a32-1111-2222-3333-444455556666\", \"servingEnvironmentId\": \"10\", "
				+ "\"registeredModelId\": \"1\", "
				+ (version.isEmpty() ? "" : "\"modelVersionId\": \"" + version + "\", ") + "\"desiredState\": \""
				+ state + "\", \"customProperties\": {\"url\": {\"metadataType\": "
				+ "\"MetadataStringValue\", \"string_value\": \"http://" + name + ".risk.example.com\"}}}";
	}

	/**
	 * The settings map the registry's environments to namespaces of a cluster.
	 */
	@Test
	void serviceIsTheDeploymentOfItsCluster() {
		String payload = "{\"instance\": \"kregistry\", \"environment\": \"risk\", "
				+ "\"locations\": {\"kubeflow://kregistry/\": \"kserve://prod/\"}, \"inference_service\": "
				+ service("fraud", "2", "DEPLOYED").replaceFirst("\\{",
						"{\"id\": \"11\", \"lastUpdateTimeSinceEpoch\": \"1770000200000\", ")
				+ "}";
		assertThat(new RegistryConnector().translate(JsonMapper.shared().readTree(payload)).events()).singleElement()
			.isInstanceOfSatisfying(MetadataEvent.DeploymentObserved.class, (event) -> {
				assertThat(event.seen().deployment().value()).isEqualTo("deployment:kserve://prod/risk|fraud");
				assertThat(event.seen().environment()).hasToString("environment:prod/risk");
				assertThat(event.seen().secondHand()).isTrue();
			});
	}

	@Test
	void failedRequestsLoseNothing() {
		server.faults.addAll(List.of(503, 429));
		assertThat(poll().get("problem")).isNull();
		assertThat(version("2")).contains("fraud/1");
		server.put(server.versions, "4", 1_770_000_900_000L,
				"{\"name\": \"v3 again\", \"registeredModelId\": \"1\", \"state\": \"LIVE\"}");
		server.faults.add(401);
		assertThat(poll().get("problem")).asString().contains("401");
		assertThat(poll().get("problem")).isNull();
		assertThat(version("4")).contains("displayName=v3 again");
		// What lacks the id of its model is refused and listed, the others are taken.
		server.put(server.versions, "9", 1_770_001_000_000L, "{\"name\": \"v9\"}");
		server.put(server.versions, "4", 1_770_001_000_000L,
				"{\"name\": \"v3 at last\", \"registeredModelId\": \"1\", \"state\": \"LIVE\"}");
		poll();
		assertThat(version("4")).contains("displayName=v3 at last");
		assertThat(this.asking
			.list("{ rejectedPayloads(first: 50) { edges { node { reason source } } } }",
					"rejectedPayloads.edges[*].node")
			.stream()
			.map(String::valueOf)
			.filter((one) -> one.contains("kubeflow-registry"))).isNotEmpty();
	}

}
