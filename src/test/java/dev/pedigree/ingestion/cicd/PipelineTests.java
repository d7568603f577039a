package dev.pedigree.ingestion.cicd;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.TestToken;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Evaluation and deployment documents of CI/CD pipelines. */
@GraphTest
class PipelineTests {

	private static final String VERSION = "{\"namespace\": \"pipeline-tests\", \"name\": \"fraud-detector\", \"version\": \"mlflow:%s\"}";

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	@Test
	void evaluationIsIdempotent() throws Exception {
		String document = evaluation("mlflow:7",
				"{\"name\": \"auc\", \"value\": 0.91}, {\"name\": \"auc\", \"value\": 0.84, \"slice\": \"country=SG\"}");
		for (int time = 0; time < 2; time++) {
			assertThat(post("evaluations", document).statusCode()).isEqualTo(201);
		}
		assertThat(this.asking.list("""
				{ asset(id: "version:pipeline-tests|fraud-detector|mlflow:7") { ... on ModelVersion { evaluations {
				  name datasetVersion { id } metrics { name value slice } } } } }""", "asset.evaluations[*]"))
			.singleElement()
			.asString()
			.contains("name=offline", "version:pipeline-tests|holdout|ol:1", "value=0.91", "value=0.84",
					"slice=country=SG");
	}

	/** A typing error creates a new model, so the response names stubs. */
	@Test
	void responseNamesStubs() throws Exception {
		String document = deployment("2026-01-01T00:00:00Z", "9", "");
		assertThat(post("deployments", document).body()).isEqualTo(
				"{\"stubs\":[\"data:pipeline-tests|fraud-detector\",\"version:pipeline-tests|fraud-detector|mlflow:9\"]}");
		this.asking.ask("""
				mutation { registerModelVersion(input: {model: {namespace: "pipeline-tests", name: "fraud-detector"},
				  version: "mlflow:9", framework: "xgboost"}) { id } }""");
		assertThat(post("deployments", document).body()).isEqualTo("{\"stubs\":[]}");
	}

	/** An id that an answer gave can be sent back. */
	@Test
	void versionWithoutSchemeHasSchemeV() throws Exception {
		for (String version : List.of("7", "v:7")) {
			assertThat(post("evaluations", evaluation(version, "{\"name\": \"auc\", \"value\": 0.9}")).statusCode())
				.isEqualTo(201);
		}
		assertThat(this.asking.list(
				"{ asset(id: \"data:pipeline-tests|fraud-detector\") { ... on Model { versions { edges { node { version } } } } } }",
				"asset.versions.edges[*].node.version"))
			.containsExactly("v:7");
	}

	@Test
	void deploymentHistoryIsIndependentOfOrder() throws Exception {
		List<String> documents = new ArrayList<>(List.of(deployment("2026-01-01T00:00:00Z", "1", ""),
				deployment("2026-02-01T00:00:00Z", "2", ", \"role\": \"canary\", \"trafficPercent\": 10"),
				deployment("2026-03-01T00:00:00Z", "2", ", \"endpoint\": \"https://x\""),
				"{\"deployment\": {\"namespace\": \"pipeline-tests\", \"name\": \"scorer\"}, \"at\": \"2026-04-01T00:00:00Z\", \"retired\": true}",
				deployment("2026-05-01T00:00:00Z", "3", "")));
		Object first = null;
		for (int shuffle = 0; shuffle < Seeds.of(6); shuffle++) {
			clear();
			Collections.shuffle(documents, new Random(shuffle));
			for (String document : documents) {
				assertThat(post("deployments", document).statusCode()).isEqualTo(201);
			}
			assertThat(post("deployments", documents.getFirst()).statusCode()).isEqualTo(201);
			Object history = this.asking.value(
					"""
							{ asset(id: "deployment:pipeline-tests|scorer") { ... on Deployment { endpoint environment { name tier }
							  history { role trafficPercent since until version { version } } } } }""",
					"asset");
			first = (first != null) ? first : history;
			assertThat(history).as("shuffle %s", shuffle).isEqualTo(first);
		}
		assertThat(this.asking
			.list("""
					{ asset(id: "deployment:pipeline-tests|scorer") { ... on Deployment { history { role version { version } until } } } }""",
					"asset.history[*]"))
			.extracting((one) -> ((Map<?, ?>) one).get("role") + " " + ((Map<?, ?>) one).get("version") + " "
					+ ((Map<?, ?>) one).get("until"))
			.containsExactly("primary {version=mlflow:1} 2026-03-01T00:00:00.000Z",
					"canary {version=mlflow:2} 2026-04-01T00:00:00.000Z",
					"primary {version=mlflow:2} 2026-04-01T00:00:00.000Z", "primary {version=mlflow:3} null");
	}

	/**
	 * A pipeline knows the digest of the deployed image; the registry states the version
	 * before or after.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void digestIdentifiesTheDeployedVersion(boolean registeredBefore) throws Exception {
		String digest = "sha256:" + (registeredBefore ? "b" : "c").repeat(64);
		String register = """
				mutation { registerModelVersion(input: {model: {namespace: "pipeline-tests", name: "fraud-detector"},
				  version: "mlflow:11", digest: "%s"}) { id } }""".formatted(digest);
		if (registeredBefore) {
			this.asking.ask(register);
		}
		String document = deployment("2026-01-01T00:00:00Z", "x", "").replaceFirst("\"modelVersion\": \\{[^}]*}",
				"\"artifact\": \"oci://registry.example.com/fraud@" + digest + "\"");
		assertThat(post("deployments", document).statusCode()).isEqualTo(201);
		if (!registeredBefore) {
			assertThat(serving()).containsExactly("artifact:" + digest);
			this.asking.ask(register);
		}
		assertThat(serving()).containsExactly("version:pipeline-tests|fraud-detector|mlflow:11");
	}

	private List<Object> serving() {
		return this.asking.list(
				"{ asset(id: \"deployment:pipeline-tests|scorer\") { ... on Deployment { serving { version { id } } } } }",
				"asset.serving[*].version.id");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'',
			textBlock = """
					evaluations; []; 422; ''
					evaluations; {}; 422; /evaluatedAt
					evaluations; {"evaluatedAt": "yesterday"}; 422; /evaluatedAt
					evaluations; {"evaluatedAt": "2026-01-01T00:00:00Z", "modelVersion": {"namespace": "a", "name": "b"}, "metrics": []}; 422; /modelVersion/version
					evaluations; {"evaluatedAt": "2026-01-01T00:00:00Z", "modelVersion": "a", "metrics": []}; 422; /modelVersion
					evaluations; {"evaluatedAt": "2026-01-01T00:00:00Z", "modelVersion": {"namespace": "a", "name": "b", "version": "1"}}; 422; /metrics
					evaluations; {"evaluatedAt": "2026-01-01T00:00:00Z", "modelVersion": {"namespace": "a", "name": "b", "version": "1"}, "metrics": [{"name": "a"}]}; 422; /metrics/0
					evaluations; {"evaluatedAt": "2026-01-01T00:00:00Z", "modelVersion": {"namespace": "a", "name": "b", "version": "1"}, "metrics": [{"name": "a", "value": "x"}]}; 422; /metrics/0/value
					evaluations; {"evaluatedAt": "2026-01-01T00:00:00Z", "modelVersion": {"namespace": "a", "name": "b", "version": "1"}, "metrics": [{"name": "a", "value": 1}, {"name": "a", "value": 1}]}; 422; /metrics/1
					evaluations; {"evaluatedAt": "2026-01-01T00:00:00Z", "evaluator": "ada"}; 422; /evaluator
					deployments; {"deployment": {"namespace": "a", "name": "b"}}; 422; /at
					deployments; {"deployment": {"namespace": "a"}, "at": "2026-01-01T00:00:00Z"}; 422; /deployment/name
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2026-01-01T00:00:00Z"}; 422; /modelVersion
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2026-01-01T00:00:00Z", "retired": "yes"}; 422; /retired
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2026-01-01T00:00:00Z", "retired": true, "modelVersion": {}}; 422; /modelVersion
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2099-01-01T00:00:00Z"}; 422; /at
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2026-01-01T00:00:00Z", "trafficPercent": 101, "modelVersion": {"namespace": "a", "name": "b", "version": "1"}}; 422; /trafficPercent
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2026-01-01T00:00:00Z", "environment": "prod", "tier": "GOLD", "modelVersion": {"namespace": "a", "name": "b", "version": "1"}}; 422; /tier
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2026-01-01T00:00:00Z", "environment": "prod", "modelVersion": {"namespace": "a", "name": "b", "version": "mlflow:"}}; 422; /modelVersion/version
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2026-01-01T00:00:00Z", "environment": "prod", "artifact": "sha256:00", "modelVersion": {"namespace": "a", "name": "b", "version": "1"}}; 422; /artifact
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2026-01-01T00:00:00Z", "retired": true, "artifact": "s3://a/b"}; 422; /artifact
					deployments; {"deployment": {"namespace": "a", "name": "b"}, "at": "2026-01-01T00:00:00Z", "artifact": "s3://a/b"}; 422; /environment
					deployments; {"deployment": ; 400; ''
					""")
	void invalidDocumentsAreRejectedWithPointer(String path, String document, int status, String pointer)
			throws Exception {
		HttpResponse<String> answer = post(path, document);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(document.equals("[]") ? 201 : status);
		if (!document.equals("[]")) {
			JsonNode problem = JsonMapper.shared().readTree(answer.body());
			assertThat(problem.path("pointer").asString("none")).isEqualTo(pointer);
			assertThat(problem.path("reason").asString("")).isNotEmpty();
		}
	}

	@Test
	void invalidDocumentOfAListFailsAlone() throws Exception {
		HttpResponse<String> answer = post("evaluations",
				"[" + evaluation("mlflow:8", "{\"name\": \"auc\", \"value\": 1}") + ", {}]");
		assertThat(answer.statusCode()).isEqualTo(207);
		assertThat(this.asking.value("{ asset(id: \"version:pipeline-tests|fraud-detector|mlflow:8\") { described } }",
				"asset.described"))
			.isEqualTo(false);
	}

	@Test
	void schemasAreServed() throws Exception {
		for (String schema : List.of("evaluation", "deployment", "pedigree-model")) {
			HttpResponse<String> answer = this.http.send(
					HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/schemas/" + schema + ".json"))
						.build(),
					HttpResponse.BodyHandlers.ofString());
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(JsonMapper.shared().readTree(answer.body()).path("$id").asString()).endsWith(schema + ".json");
		}
	}

	private static String evaluation(String version, String metrics) {
		return "{\"modelVersion\": " + VERSION.replace("mlflow:%s", version)
				+ ", \"datasetVersion\": {\"namespace\": \"pipeline-tests\", \"name\": \"holdout\", \"version\": \"ol:1\"},"
				+ " \"name\": \"offline\", \"evaluatedAt\": \"2026-01-01T00:00:00Z\", \"metrics\": [" + metrics + "]}";
	}

	private static String deployment(String at, String version, String more) {
		return "{\"deployment\": {\"namespace\": \"pipeline-tests\", \"name\": \"scorer\"}, \"at\": \"" + at
				+ "\", \"environment\": \"pipeline-prod\", \"tier\": \"PRODUCTION\", \"modelVersion\": "
				+ VERSION.formatted(version) + more + "}";
	}

	private HttpResponse<String> post(String path, String body) throws Exception {
		return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1/" + path))
			.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
