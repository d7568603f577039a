package dev.pedigree.ingestion.kserve;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Roles, health and times of KServe objects. */
class KserveObjectTests {

	private static KserveObject service(String predictor, String metadata, String status) {
		String json = "{'metadata': {'name': 'fraud'" + metadata + "}, 'spec': {'predictor': " + predictor + "}"
				+ (status.isEmpty() ? "" : ", 'status': " + status) + "}";
		return new KserveObject(new PayloadNode(JsonMapper.shared().readTree(json.replace('\'', '"')), ""),
				KserveKind.INFERENCE_SERVICE, "prod/risk");
	}

	private static final String MODEL = "{'model': {'storageUri': 's3://lake/fraud'}}";

	private static String status(String ready, String model) {
		return "{'conditions': [{'type': 'IngressReady', 'status': 'True'}, {'type': 'Ready', 'status': '" + ready
				+ "', 'reason': 'MinimumReplicas', 'message': 'two pods crash', 'lastTransitionTime': '2026-02-01T00:00:00Z'}], "
				+ "'observedGeneration': 2, 'modelStatus': " + model + "}";
	}

	/**
	 * Ready may be true while the model fails to load, and a past failure remains.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			True  | Loaded       | UpToDate            | true  |
			True  | FailedToLoad | BlockedByFailedLoad | false | BlockedByFailedLoad: ModelLoadFailed: exit 137
			True  | Loaded       | InvalidSpec         | false | InvalidSpec: ModelLoadFailed: exit 137
			False | Loaded       | UpToDate            | false | MinimumReplicas: two pods crash
			""")
	void healthOfTheStatus(String ready, String state, String transition, boolean answers, @Nullable String problem) {
		// The observed generation in the status is that of a child object.
		KserveObject service = service(MODEL, ", 'generation': 5",
				status(ready, "{'states': {'activeModelState': '" + state + "'}, 'transitionStatus': '" + transition
						+ "', 'lastFailureInfo': {'reason': 'ModelLoadFailed', 'message': 'exit 137'}}"));
		assertThat(service.health()).isEqualTo(new KserveObject.Health(answers, problem));
	}

	@Test
	void healthIsUnknownWithoutStatus() {
		assertThat(service(MODEL, "", "").health()).isNull();
	}

	@Test
	void changedAtIsCreationOrLastWrite() {
		assertThat(service(MODEL, ", 'generation': 1, 'creationTimestamp': '2026-01-01T00:00:00Z'", "").changedAt())
			.isEqualTo("2026-01-01T00:00:00.001Z");
		assertThat(service(MODEL, ", 'generation': 2, 'creationTimestamp': '2026-01-01T00:00:00Z', 'managedFields': ["
				+ "{'manager': 'kubectl', 'time': '2026-01-05T00:00:00Z'}, {'manager': 'argo', 'time': '2026-01-04T00:00:00Z'}, "
				+ "{'manager': 'kserve', 'subresource': 'status', 'time': '2026-01-09T00:00:00Z'}]", "")
			.changedAt()).isEqualTo("2026-01-05T00:00:00Z");
		assertThat(service(MODEL, ", 'generation': 2, 'creationTimestamp': '2026-01-01T00:00:00Z'", "").changedAt())
			.isNull();
	}

	/**
	 * The status may be that of the specification before, when all went to one revision.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			1 |                                                                     | primary
			2 |                                                                     | canary
			2 | , 'annotations': {'serving.kserve.io/deploymentMode': 'Serverless'}    | canary
			2 | , 'annotations': {'serving.kserve.io/deploymentMode': 'RawDeployment'} | primary
			""")
	void canaryRequiresRevisionsAndAPredecessor(int generation, @Nullable String annotations, String role) {
		KserveObject service = service("{'canaryTrafficPercent': 20, 'model': {'storageUri': 's3://lake/fraud'}}",
				", 'generation': " + generation + ((annotations != null) ? annotations : ""),
				"{'components': {'predictor': {'traffic': [{'latestRevision': true, 'percent': 100}]}}}");
		assertThat(service.roles()).isEqualTo(
				Map.of(role, new KserveObject.TrafficRole("s3://lake/fraud", role.equals("canary") ? 20.0 : 100.0)));
	}

	@Test
	void stoppedServiceServesNothing() {
		assertThat(service(MODEL, ", 'annotations': {'serving.kserve.io/stop': 'true'}", "").roles()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{'model': {'args': ['--model_name=x', '--model_id=org/model']}}  | hf://org/model
			{'model': {'args': ['--model_id', 'org/model', '--x']}}          | hf://org/model
			{'model': {'storageUris': [{'uri': 's3://lake/a'}, {'uri': 'b'}]}} | s3://lake/a
			{'minReplicas': 1}                                               | inferenceservice://prod/risk/fraud
			""")
	void addressOfTheModel(String predictor, String address) {
		assertThat(service(predictor, "", "").roles().get("primary"))
			.isEqualTo(new KserveObject.TrafficRole(address, 100.0));
	}

	/** A cluster counts seconds; what was written last is over when it is deleted. */
	@Test
	void deletedAtIsTimestampOrObservation() {
		Instant seen = Instant.parse("2026-02-01T00:00:00Z");
		assertThat(service(MODEL, ", 'deletionTimestamp': '2026-01-09T00:00:00Z'", "").deletedAt(seen))
			.isEqualTo("2026-01-09T00:00:00Z");
		assertThat(service(MODEL, "", "").deletedAt(seen)).isEqualTo(seen);
		assertThat(service(MODEL, ", 'generation': 1, 'creationTimestamp': '2026-02-01T00:00:03Z'", "").deletedAt(seen))
			.isEqualTo("2026-02-01T00:00:03.001Z");
	}

	@Test
	void v1alpha2NamesBothSidesOfACanary() {
		String json = """
				{"metadata": {"name": "fraud"}, "spec": {"canaryTrafficPercent": 30,
				 "default": {"predictor": {"sklearn": {"storageUri": "s3://lake/1"}}},
				 "canary": {"predictor": {"sklearn": {"storageUri": "s3://lake/2"}}}}}""";
		assertThat(new KserveObject(new PayloadNode(JsonMapper.shared().readTree(json), ""),
				KserveKind.INFERENCE_SERVICE, "prod/risk")
			.roles())
			.isEqualTo(Map.of("primary", new KserveObject.TrafficRole("s3://lake/1", 70.0), "canary",
					new KserveObject.TrafficRole("s3://lake/2", 30.0)));
	}

	/** A canary inherits unstated values from the predictor. */
	@Test
	void namedCanariesServeBesideThePredictor() {
		assertThat(service(MODEL + """
				, 'canary': [
				  {'trafficPercent': 25, 'predictor': {'name': 'v2', 'model': {'storageUri': 's3://lake/fraud-2'}}},
				  {'trafficPercent': 5, 'predictor': {'name': 'args', 'model': {'args': ['--workers', '2']}}},
				  {'predictor': {'name': 'idle', 'containers': [{'image': 'acme/fraud:3'}]}}]""",
				", 'generation': 4, 'annotations': {'serving.kserve.io/deploymentMode': 'Standard'}", "")
			.roles())
			.isEqualTo(Map.of("primary", new KserveObject.TrafficRole("s3://lake/fraud", 70.0), "canary v2",
					new KserveObject.TrafficRole("s3://lake/fraud-2", 25.0), "canary args",
					new KserveObject.TrafficRole("s3://lake/fraud", 5.0), "canary idle",
					new KserveObject.TrafficRole("oci://acme/fraud:3", 0.0)));
	}

	private static InferenceGraph graph(String nodes) {
		return InferenceGraph.of("prod", "risk",
				new PayloadNode(JsonMapper.shared().readTree(nodes.replace('\'', '"')), "/spec/nodes"));
	}

	@Test
	void servicesOfAGraph() {
		InferenceGraph graph = graph(
				"""
						{'root': {'routerType': 'Sequence', 'steps': [{'serviceName': 'embed'}, {'nodeName': 'split'},
						   {'serviceUrl': 'http://translate.language.svc.cluster.local/v1/models/translate:predict'}]},
						 'split': {'routerType': 'Splitter', 'steps': [{'serviceName': 'fraud', 'weight': 80},
						   {'serviceUrl': 'http://fraud-new-predictor-default.risk.svc:8080', 'weight': 20}, {'nodeName': 'root'}]},
						 'unused': {'routerType': 'Switch', 'steps': [{'serviceName': 'never'}]},
						 'also': 7}""");
		assertThat(graph.services()).extracting((service) -> service.value())
			.containsExactlyInAnyOrder("deployment:kserve://prod/risk|embed", "deployment:kserve://prod/risk|fraud",
					"deployment:kserve://prod/language|translate", "deployment:kserve://prod/risk|fraud-new");
		assertThat(graph.unknown()).isEmpty();
		assertThat(graph("{'root': {'steps': [{'serviceUrl': 'https://single-1.default.example.com/x'}]}}").unknown())
			.extracting(PayloadNode::pointer)
			.containsExactly("/spec/nodes/root/steps/0/serviceUrl");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
			{} > /spec/nodes/root > is missing
			{'root': {'steps': {}}} > /spec/nodes/root/steps > must be an array
			{'root': {'steps': [{'nodeName': 'lost'}]}} > /spec/nodes/lost > is missing
			""")
	void invalidGraphIsRejected(String nodes, String place, String reason) {
		assertThatExceptionOfType(InvalidPayloadException.class).isThrownBy(() -> graph(nodes))
			.satisfies((refused) -> assertThat(refused.pointer()).isEqualTo(place))
			.withMessageContaining(reason);
	}

	@Test
	void invalidServiceIsRejectedWithPointer() {
		assertThatExceptionOfType(InvalidPayloadException.class).isThrownBy(() -> service("7", "", "").roles())
			.satisfies((refused) -> assertThat(refused.pointer()).isEqualTo("/spec/predictor"))
			.withMessageContaining("must be an object");
	}

	/** The labels of Kubeflow's registry take precedence over the address. */
	@ParameterizedTest
	@CsvSource(delimiter = '>',
			textBlock = """
					'modelregistry.kubeflow.org/name': 'registry', 'modelregistry.kubeflow.org/registered-model-id': '3', 'modelregistry.kubeflow.org/model-version-id': '4' > version:kubeflow://registry-a|registered_models/3|kfmr:4
					'modelregistry.kubeflow.org/name': 'other', 'modelregistry.kubeflow.org/registered-model-id': '3', 'modelregistry.kubeflow.org/model-version-id': '4' > version:kubeflow://other|registered_models/3|kfmr:4
					'modelregistry.kubeflow.org/name': 'registry', 'modelregistry.kubeflow.org/registered-model-id': '3' > s3://lake/fraud
					'modelregistry.kubeflow.org/registered-model-id': '3', 'modelregistry.kubeflow.org/model-version-id': '4' > s3://lake/fraud
					""",
			quoteCharacter = '`')
	void versionOfTheRegistryLabels(String labels, String serves) {
		String payload = ("{'instance': 'prod', 'observed_at': 1770000000000, 'locations': {'kubeflow://registry/': 'kubeflow://registry-a/'},"
				+ " 'object': {'kind': 'InferenceService', 'metadata': {'name': 'fraud', 'namespace': 'risk', 'labels': {"
				+ labels + "}}, 'spec': {'predictor': " + MODEL + "}}}")
			.replace('\'', '"');
		assertThat(new KserveConnector().translate(JsonMapper.shared().readTree(payload))
			.events()
			.stream()
			.filter(MetadataEvent.DeploymentObserved.class::isInstance)
			.map((event) -> ((MetadataEvent.DeploymentObserved) event).seen())
			.filter((seen) -> seen.role() != null)
			.map((seen) -> (seen.version() != null) ? seen.version().version().value()
					: Objects.requireNonNull(seen.artifact()).key()))
			.containsExactly(serves);
	}

}
