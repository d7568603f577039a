package dev.pedigree.ingestion.mlflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.ingestion.connector.Connected;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of model versions, on servers with and without them. */
@GraphTest
public class ModelFilesTests {

	private static final String MLMODEL = """
			artifact_path: s3://lake/models/m-1/artifacts
			flavors:
			  python_function:
			    code: /home/grace/secret-project
			    env:
			      conda: conda.yaml
			      virtualenv: python_env.yaml
			    python_version: 3.12.3
			  sklearn:
			    sklearn_version: 1.7.0
			metadata:
			  owner: grace@mlflow.example
			saved_input_example_info:
			  artifact_path: input_example.json
			signature:
			  inputs: '[{"type": "double", "name": "amount", "required": true}, {"type": "string", "name": "note", "required": false},
			    {"type": "long", "name": "api_key", "optional": true}]'
			  outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float32", "shape": [-1, 2]}}]'
			  params: '[{"name": "temperature", "type": "double", "default": 0.5, "shape": null}, {"name": "stop", "type": "string", "default": ["default-of-a-parameter"], "shape": [-1]}]'
			""";

	private static final String ALL = """
			{framework=sklearn, flavors=[python_function, sklearn 1.7.0], pythonVersion=3.12.3, \
			inputs=[amount: double, note: string (optional), api_key: long (optional)], outputs=[float32[-1, 2]], \
			parameters=[temperature: double (optional), stop: string[-1] (optional)], \
			dependencies=[{purl=pkg:pypi/numpy@1.26.4}, {purl=pkg:pypi/scikit-learn@1.7.0}, {purl=pkg:pypi/secretstorage@3.3.3}]}""";

	private static final String NONE = "{framework=null, flavors=[], pythonVersion=null, inputs=[], outputs=[], "
			+ "parameters=[], dependencies=[]}";

	private static final MlflowServer server = new MlflowServer();

	private static final Connected connected = new Connected("handed-out");

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	/** Adds the settings of the stub source. */
	public static void connect(DynamicPropertyRegistry registry) {
		connected.connect(registry, "mlflow", server::url);
		connected.set(registry, "timeout", "500ms");
	}

	@BeforeEach
	void clear() {
		synchronized (server) {
			server.models.clear();
			server.versions.clear();
			server.runs.clear();
			server.files.clear();
			server.fileFault = null;
		}
		poll();
		TestStore.clear();
		synchronized (server) {
			server.askedFiles.clear();
		}
	}

	private static void version(String model, String source, String runId) {
		synchronized (server) {
			server.model(model, "{'creation_timestamp': 1790000000000, 'last_updated_timestamp': 1790000000000}");
			server.version(model, "1",
					"""
							{'creation_timestamp': 1790000200000, 'last_updated_timestamp': 1790000200000, 'current_stage': 'None',
							 'source': '%s', 'run_id': '%s', 'tags': []}"""
						.formatted(source, runId));
		}
	}

	private static void files(String model, String mlmodel, String name, String packages) {
		synchronized (server) {
			server.files.put(model + "/1/MLmodel", mlmodel);
			server.files.put(model + "/1/" + name, packages);
		}
	}

	private void poll() {
		assertThat(connected.poll(this.asking).get("problem")).isNull();
	}

	private String made(String model) {
		return String.valueOf(this.asking.value("""
				{ asset(id: "version:mlflow://handed-out|%s|mlflow:1") { ... on ModelVersion {
				    framework flavors pythonVersion inputs outputs parameters dependencies { purl } } } }"""
			.formatted(model), "asset"));
	}

	private static List<String> askedFiles() {
		synchronized (server) {
			return List.copyOf(server.askedFiles);
		}
	}

	@Test
	void versionHasSignatureAndPackages() {
		version("scorer", "models:/m-1", "");
		files("scorer", MLMODEL, "requirements.txt", """
				--index-url https://ada:index-password@pypi.example/simple
				scikit_learn==1.7.0
				numpy==1.26.4 ; python_version >= "3.9"
				secretstorage==3.3.3
				pandas>=2
				own @ git+https://ghp_token@git.example/own.git
				""");
		poll();
		assertThat(made("scorer")).isEqualTo(ALL);
		for (String secret : List.of("index-password", "ghp_token", "/home/grace", "grace@mlflow.example",
				"default-of-a-parameter", "input_example")) {
			assertThat(this.driver
				.executableQuery(
						"""
								MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS $text
								  OR any(one IN CASE WHEN n[name] IS :: LIST<STRING NOT NULL> THEN n[name] ELSE [] END WHERE one CONTAINS $text))
								  AND any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS 'handed-out')
								RETURN n LIMIT 1""")
				.withParameters(Map.of("text", secret))
				.execute()
				.records()).as(secret).isEmpty();
		}
	}

	@Test
	void filesAreFetchedOnce() {
		version("scorer", "models:/m-1", "");
		files("scorer", MLMODEL, "requirements.txt", "numpy==1.26.4");
		poll();
		assertThat(askedFiles()).containsExactly("scorer/1/MLmodel", "scorer/1/requirements.txt");
		poll();
		assertThat(askedFiles()).hasSize(2);
		synchronized (server) {
			Objects.requireNonNull(server.versions.get("scorer/1")).put("last_updated_timestamp", 1790000300000L);
		}
		poll();
		poll();
		assertThat(askedFiles()).hasSize(4);
	}

	/**
	 * A status of one file affects its version only; another one stops all file requests
	 * of the round.
	 */
	@ParameterizedTest
	@CsvSource({ "400, 2, 2", "401, 1, 2", "403, 2, 2", "404, 1, 2", "405, 1, 2", "500, 2, 2", "501, 1, 2",
			"302, 1, 2" })
	void serverWithoutFilesIsCaptured(int status, int requests, int inTwoRounds) {
		version("refused-a", "s3://lake/a", "");
		version("refused-b", "s3://lake/b", "");
		files("refused-a", MLMODEL, "requirements.txt", "numpy==1.26.4");
		synchronized (server) {
			server.fileFault = MlflowServer.Fault.status(status);
		}
		poll();
		assertThat(made("refused-a")).isEqualTo(NONE);
		assertThat(made("refused-b")).isEqualTo(NONE);
		assertThat(this.asking
			.value("""
					{ asset(id: "version:mlflow://handed-out|refused-b|mlflow:1") { ... on ModelVersion { registered artifactUri } } }""",
					"asset"))
			.hasToString("{registered=true, artifactUri=s3://lake/b}");
		assertThat(askedFiles()).hasSize(requests);
		assertThat(connected.source(this.asking).get("unused")).asString()
			.contains("{place=mlflow.files, name=MLmodel}");
		poll();
		assertThat(askedFiles()).hasSize(inTwoRounds);
	}

	@ParameterizedTest
	@ValueSource(strings = { "503", "slow" })
	void missingFilesAreFetchedLater(String fault) {
		version("owed-a", "s3://lake/a", "");
		version("owed-b", "s3://lake/b", "");
		files("owed-a", MLMODEL, "requirements.txt", "numpy==1.26.4");
		files("owed-b", MLMODEL, "requirements.txt", "numpy==1.26.4");
		synchronized (server) {
			server.fileFault = fault.equals("slow") ? new MlflowServer.Fault(200, null, false, Duration.ofMillis(700))
					: MlflowServer.Fault.status(503);
		}
		poll();
		assertThat(askedFiles()).containsOnly("owed-a/1/MLmodel");
		synchronized (server) {
			server.fileFault = null;
			server.askedFiles.clear();
		}
		poll();
		assertThat(askedFiles()).containsExactlyInAnyOrder("owed-a/1/MLmodel", "owed-a/1/requirements.txt",
				"owed-b/1/MLmodel", "owed-b/1/requirements.txt");
		assertThat(made("owed-b")).contains("pkg:pypi/numpy@1.26.4", "amount: double");
		poll();
		assertThat(askedFiles()).hasSize(4);
	}

	/** A round without the files does not remove their contents. */
	@Test
	void contentsOfFilesRemainWithoutTheServer() {
		version("scorer", "models:/m-1", "");
		files("scorer", MLMODEL, "requirements.txt", "numpy==1.26.4\nscikit-learn==1.7.0\nsecretstorage==3.3.3");
		poll();
		synchronized (server) {
			server.fileFault = MlflowServer.Fault.status(403);
			Objects.requireNonNull(server.versions.get("scorer/1"))
				.set("tags", MlflowServer.object("{'a': [{'key': 'checked', 'value': 'true'}]}").get("a"));
		}
		poll();
		assertThat(askedFiles()).hasSize(3);
		assertThat(made("scorer")).isEqualTo(ALL);
	}

	@Test
	void mlflow1ModelHasCondaPackages() {
		version("old-scorer", "s3://lake/old", "");
		files("old-scorer", """
				flavors:
				  python_function:
				    env: conda.yaml
				    loader_module: mlflow.sklearn
				    python_version: 3.8.13
				  sklearn:
				    sklearn_version: 0.24.2
				mlflow_version: 1.30.1
				""", "conda.yaml", """
				channels: [ "https://ada:channel-password@conda.example/main" ]
				dependencies:
				- python=3.8.13
				- pip<=22
				- scipy=1.7.1
				- pip:
				  - mlflow==1.30.1
				  - cloudpickle>=2
				name: mlflow-env
				""");
		poll();
		assertThat(made("old-scorer")).isEqualTo("{framework=sklearn, flavors=[python_function, sklearn 0.24.2], "
				+ "pythonVersion=3.8.13, inputs=[], outputs=[], parameters=[], dependencies=[{purl=pkg:pypi/mlflow@1.30.1}]}");
	}

	/** Invalid files; an environment file in another folder is not fetched. */
	@ParameterizedTest
	@ValueSource(strings = { "flavors: [", "<html><body>Sign in</body></html>", "", "- 1", "flavors: none",
			"flavors: {spark: {}, '': {}, {a: b}: 1, keras: {keras_version: [1]}}",
			"{flavors: {sklearn: {}}, signature: {inputs: '[1, {\"items\": 2}', outputs: [3]}}",
			"flavors: {python_function: {env: ../../../etc/passwd}}",
			"flavors: {python_function: {env: 'https://elsewhere.example/conda.yaml'}}" })
	void versionWithInvalidFileIsCaptured(String mlmodel) {
		version("broken", "s3://lake/broken", "");
		files("broken", mlmodel, "requirements.txt", "numpy==1.26.4");
		poll();
		assertThat(made("broken")).contains("inputs=[]", "dependencies=[]");
		assertThat(askedFiles()).containsExactly("broken/1/MLmodel");
	}

	@Test
	void tooLargeFileIsIgnored() {
		version("long", "s3://lake/long", "");
		files("long", MLMODEL, "requirements.txt", "numpy==1.26.4\n" + "# padding\n".repeat(100_000));
		poll();
		assertThat(made("long")).contains("amount: double", "dependencies=[]");
	}

	/** MLflow 2 has the model file in a tag of the run, if the tag is long enough. */
	@Test
	void modelFileInATagIsNotFetched() {
		ObjectNode brief = MlflowServer
			.object("""
					{'artifact_path': 'model', 'run_id': 'r7', 'flavors': {'sklearn': {'sklearn_version': '1.3.0', 'code': '/home/grace/code'},
					   'python_function': {'env': {'virtualenv': 'python_env.yaml'}, 'python_version': '3.11.0'}}}""");
		ObjectNode whole = brief.deepCopy();
		whole.putObject("signature").put("inputs", "[{\"type\": \"double\", \"name\": \"score\"}]").putNull("outputs");
		version("told", "s3://lake/r7/artifacts/model", "r7");
		files("told", MLMODEL, "requirements.txt", "numpy==1.26.4");
		history("[" + brief + "," + whole + "]");
		poll();
		assertThat(made("told"))
			.isEqualTo("{framework=sklearn, flavors=[python_function, sklearn 1.3.0], pythonVersion=3.11.0, "
					+ "inputs=[score: double], outputs=[], parameters=[], dependencies=[{purl=pkg:pypi/numpy@1.26.4}]}");
		assertThat(askedFiles()).containsExactly("told/1/requirements.txt");
		version("told-less", "s3://lake/r7/artifacts/other/model", "r7");
		files("told-less", MLMODEL, "requirements.txt", "numpy==1.26.4");
		history("[" + brief + "]");
		poll();
		assertThat(made("told-less")).contains("inputs=[amount: double, ");
		assertThat(askedFiles()).endsWith("told-less/1/MLmodel", "told-less/1/requirements.txt").hasSize(3);
	}

	private static void history(String told) {
		ObjectNode run = MlflowServer.object("""
				{'info': {'run_id': 'r7', 'experiment_id': '1', 'status': 'FINISHED', 'start_time': 1790000100000,
				          'end_time': 1790000150000, 'artifact_uri': 's3://lake/r7/artifacts'}, 'data': {}}""");
		((ObjectNode) run.path("data")).putArray("tags")
			.addObject()
			.put("key", "mlflow.log-model.history")
			.put("value", told);
		synchronized (server) {
			server.runs.put("r7", run);
		}
	}

	@Test
	void promptsHaveNoFiles() {
		version("greeting", "prompt-template", "");
		synchronized (server) {
			Objects.requireNonNull(server.versions.get("greeting/1"))
				.set("tags",
						MlflowServer.object("{'a': [{'key': 'mlflow.prompt.is_prompt', 'value': 'true'}]}").get("a"));
		}
		poll();
		assertThat(askedFiles()).isEmpty();
	}

}
