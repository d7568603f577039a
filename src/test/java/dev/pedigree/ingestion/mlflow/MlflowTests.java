package dev.pedigree.ingestion.mlflow;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.conformance.GraphContent;
import dev.pedigree.ingestion.IngestionService;
import dev.pedigree.ingestion.PayloadOutcome;
import dev.pedigree.ingestion.connector.Connected;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.ModelVersionsPage;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Webhooks and polls of an MLflow server, from its registry to queries. */
@GraphTest
public class MlflowTests {

	private static final String SECRET = Connected.SECRET;

	private static final MlflowServer server = new MlflowServer();

	private static final Connected connected = new Connected("tests");

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	@Autowired
	IngestionService reception;

	@LocalServerPort
	int port;

	/** Adds the settings of the stub source. */
	public static void connect(DynamicPropertyRegistry registry) {
		connected.connect(registry, "mlflow", server::url);
		connected.set(registry, "owner-tag", "team");
	}

	@BeforeEach
	void clear() {
		synchronized (server) {
			server.models.clear();
			server.versions.clear();
			server.runs.clear();
			server.loggedModels.clear();
			server.faults.clear();
			server.token = "good-token";
		}
		poll();
		forget();
	}

	private void forget() {
		TestStore.clear();
	}

	private static void estate() {
		synchronized (server) {
			server.model("fraud-detector",
					"""
							{'creation_timestamp': 1790000000000, 'last_updated_timestamp': 1790000500000, 'description': 'Finds fraud',
							 'tags': [{'key': 'team', 'value': 'risk-ml'}, {'key': 'risk', 'value': 'high'}],
							 'aliases': [{'alias': 'champion', 'version': '1'}]}""");
			server.model("other-detector",
					"{'creation_timestamp': 1790000000001, 'last_updated_timestamp': 1790000000001}");
			server.model("third-detector",
					"{'creation_timestamp': 1790000000002, 'last_updated_timestamp': 1790000000002}");
			server.version("fraud-detector", "1",
					"""
							{'creation_timestamp': 1790000200000, 'last_updated_timestamp': 1790000300000, 'current_stage': 'Production',
							 'description': '', 'source': 'models:/m-1', 'run_id': 'r1', 'status': 'READY', 'tags': [{'key': 'checked', 'value': 'true'}]}""");
			server
				.run("""
						{'info': {'run_id': 'r1', 'experiment_id': '1', 'run_name': 'train-1', 'status': 'FINISHED',
						          'start_time': 1790000100000, 'end_time': 1790000150000, 'lifecycle_stage': 'active'},
						 'data': {'metrics': [{'key': 'auc', 'value': 0.91}, {'key': 'loss', 'value': 'NaN'}, {'key': 'lift', 'value': 1.7976931348623157e+308}],
						          'params': [{'key': 'max_depth', 'value': '6'}, {'key': 'api_key', 'value': 'shh-do-not-keep'}],
						          'tags': [{'key': 'mlflow.user', 'value': 'grace@mlflow.example'}, {'key': 'mlflow.source.name', 'value': '/home/ada/train.py'},
						                   {'key': 'mlflow.source.git.commit', 'value': '9f2c4d1'}]},
						 'inputs': {'dataset_inputs': [
						   {'dataset': {'name': 'features', 'digest': '8f3c1a2b', 'source_type': 's3', 'source': '{\\"uri\\": \\"s3a://mlflow-tests/churn/features/\\"}',
						                'profile': '{\\"num_rows\\": 1200}'}},
						   {'dataset': {'name': 'dataset', 'digest': '00aa11bb', 'source_type': 'code', 'source': 'not json'}}]}}""");
			server.loggedModels.put("m-1", MlflowServer
				.object("""
						{'info': {'model_id': 'm-1', 'artifact_uri': 's3://mlflow-tests/models/m-1', 'model_type': 'xgboost'},
						 'data': {'metrics': [{'key': 'auc', 'value': 0.93, 'dataset_name': 'features', 'dataset_digest': '8f3c1a2b'}]}}"""));
		}
	}

	private void poll() {
		assertThat(connected.poll(this.asking).get("problem")).isNull();
		Connected.await(() -> "0".equals(String.valueOf(source().get("waiting"))));
	}

	private Map<?, ?> source() {
		return connected.source(this.asking);
	}

	/** Notebooks of one experiment make different models; none ends what another does. */
	@Test
	void notebookRunsEndNoEdges() {
		synchronized (server) {
			for (int i = 0; i < 5; i++) {
				String model = (i == 0) ? "by-notebook" : "by-another";
				server.model(model, "{'creation_timestamp': 1790000000003, 'last_updated_timestamp': 1790000000003}");
				server.version(model, "1" + i,
						"{'creation_timestamp': 17900003%1$d0000, 'last_updated_timestamp': 17900003%1$d0000, 'run_id': 'n%1$d', 'status': 'READY'}"
							.formatted(i));
				server
					.run("""
							{'info': {'run_id': 'n%1$d', 'experiment_id': '7', 'status': 'FINISHED', 'lifecycle_stage': 'active',
							          'start_time': 17900002%1$d0000, 'end_time': 17900002%1$d5000},
							 'data': {'tags': [{'key': 'mlflow.source.name', 'value': '/opt/python/ipykernel_launcher.py'}]}}"""
						.formatted(i));
			}
		}
		poll();
		assertThat(this.asking.list(
				"{ lineage(id: \"job:mlflow://tests/experiments/7|ipykernel_launcher.py\", direction: DOWNSTREAM) { nodes { asset { id } } } }",
				"lineage.nodes[*].asset.id"))
			.contains("data:mlflow://tests|by-notebook", "data:mlflow://tests|by-another");
	}

	@Test
	void registryIsCapturedWithLineage() {
		estate();
		poll();
		assertThat(this.asking.value(
				"""
						{ asset(id: "data:mlflow://tests|fraud-detector") { kind description tags sources owners { owner { ... on Team { name } } }
						  ... on Model { registered promotions { alias version } latestVersion { version stage registered framework artifactUri tags
						    trainedBy { state parameters { name value } job { name } }
						    evaluations { datasetVersion { name version } metrics { name value text } } } } } }""",
				"asset"))
			.asString()
			.isEqualTo("{kind=MODEL, description=Finds fraud, tags=[risk:high, team:risk-ml], sources=[mlflow:tests], "
					+ "owners=[{owner={name=risk-ml}}], registered=true, promotions=[{alias=champion, version=1}], "
					+ "latestVersion={version=mlflow:1, stage=Production, registered=true, framework=xgboost, "
					+ "artifactUri=s3://mlflow-tests/models/m-1, tags=[checked], trainedBy={state=COMPLETE, "
					+ "parameters=[{name=api_key, value=***}, {name=max_depth, value=6}], job={name=train.py}}, "
					+ "evaluations=[{datasetVersion={name=churn/features, version=mlflow-digest:8f3c1a2b}, metrics=[{name=auc, value=0.93, text=null}]}, "
					+ "{datasetVersion=null, metrics=[{name=auc, value=0.91, text=null}, {name=lift, value=null, text=Infinity}, "
					+ "{name=loss, value=null, text=NaN}]}]}}");
		assertThat(this.asking
			.list("""
					{ lineage(id: "data:s3://mlflow-tests|churn/features", direction: DOWNSTREAM) { nodes { asset { id } } } }""",
					"lineage.nodes[*].asset.id"))
			.containsExactly("data:s3://mlflow-tests|churn/features", "job:mlflow://tests/experiments/1|train.py",
					"data:mlflow://tests|fraud-detector");
		assertThat(this.asking.list(
				"{ datasets(filter: {namespace: \"mlflow://tests/experiments/1\"}) { edges { node { id } } } }",
				"datasets.edges[*].node.id"))
			.containsExactly("data:mlflow://tests/experiments/1|dataset");
		assertThat(nothingHolds("shh-do-not-keep")).isTrue();
		assertThat(nothingHolds("grace@mlflow.example")).isTrue();
	}

	/**
	 * MLflow's own client reads the same from the stub as the catalog, so the stub
	 * behaves like a server.
	 */
	@Test
	void mlflowClientReturnsTheSame() {
		estate();
		server.version("fraud-detector", "2",
				"{'creation_timestamp': 1790000300000, 'last_updated_timestamp': 1790000300000, 'run_id': 'r2'}");
		server.version("other-detector", "1",
				"{'creation_timestamp': 1790000300000, 'last_updated_timestamp': 1790000300000, 'run_id': 'r1'}");
		poll();
		try (MlflowClient client = new MlflowClient(new BasicMlflowHostCreds(server.url(), server.token))) {
			List<String> seen = new ArrayList<>();
			ModelVersionsPage page = client.searchModelVersions();
			for (;;) {
				page.getItems().forEach((version) -> seen.add(version.getName() + " mlflow:" + version.getVersion()));
				if (!page.hasNextPage()) {
					break;
				}
				page = (ModelVersionsPage) page.getNextPage();
			}
			assertThat(seen).hasSize(3)
				.containsExactlyInAnyOrderElementsOf(this.asking.list(
						"{ models(filter: {namespace: \"mlflow://tests\"}) { edges { node { versions { edges { node { name version } } } } } } }",
						"models.edges[*].node.versions.edges[*].node")
					.stream()
					.map((row) -> ((Map<?, ?>) row).get("name") + " " + ((Map<?, ?>) row).get("version"))
					.toList());
			Service.Run run = client.getRun("r1");
			assertThat(this.asking.value(
					"{ asset(id: \"run:mlflow://tests/experiments/1|train.py|r1\") { ... on Run { state parameters { name value } } } }",
					"asset.parameters"))
				.asString()
				.contains("name=max_depth, value=" + run.getData().getParamsList().getFirst().getValue());
			assertThat(run.getData().getMetricsList()).extracting(Service.Metric::getKey, Service.Metric::getValue)
				.containsExactly(tuple("auc", 0.91), tuple("loss", Double.NaN), tuple("lift", Double.MAX_VALUE));
			assertThat(run.getInputs().getDatasetInputsList()).extracting((input) -> input.getDataset().getDigest())
				.containsExactly("8f3c1a2b", "00aa11bb");
		}
	}

	private boolean nothingHolds(String text) {
		return this.driver
			.executableQuery(
					"""
							MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS $text
							  OR any(one IN CASE WHEN n[name] IS :: LIST<STRING NOT NULL> THEN n[name] ELSE [] END WHERE one CONTAINS $text))
							RETURN n LIMIT 1""")
			.withParameters(Map.of("text", text))
			.execute()
			.records()
			.isEmpty();
	}

	@Test
	void pollFindsChangesWithoutWebhooks() {
		estate();
		poll();
		Instant before = Instant.now();
		synchronized (server) {
			server.version("fraud-detector", "2",
					"""
							{'creation_timestamp': 1790000600000, 'last_updated_timestamp': 1790000600000, 'current_stage': 'None', 'run_id': '',
							 'source': 's3://mlflow-tests/models/2'}""");
			Objects.requireNonNull(server.models.get("fraud-detector"))
				.set("aliases", MlflowServer.object("{'a': [{'alias': 'champion', 'version': '2'}]}").get("a"));
			server.models.remove("third-detector");
			server.versions.remove("fraud-detector/1");
		}
		poll();
		assertThat(this.asking.value("""
				{ asset(id: "data:mlflow://tests|fraud-detector") {
				  ... on Model { registered promotions { version } versions { edges { node { version registered } } } }
				  asOf(at: "%s") { ... on Model { promotions { version } } } } }""".formatted(before), "asset"))
			.asString()
			.isEqualTo(
					"{registered=true, promotions=[{version=2}], versions={edges=[{node={version=mlflow:2, registered=true}}, "
							+ "{node={version=mlflow:1, registered=false}}]}, asOf={promotions=[{version=1}]}}");
		assertThat(this.asking.value(
				"{ asset(id: \"data:mlflow://tests|third-detector\") { ... on Model { registered } } }",
				"asset.registered"))
			.isEqualTo(false);
	}

	@Test
	void renamedModelHasBothKeys() {
		estate();
		poll();
		synchronized (server) {
			server.model("fraud-finder", Objects.requireNonNull(server.models.remove("fraud-detector")).toString());
			server.version("fraud-finder", "1",
					Objects.requireNonNull(server.versions.remove("fraud-detector/1")).toString());
		}
		poll();
		for (String name : List.of("fraud-detector", "fraud-finder")) {
			assertThat(this.asking.value("{ asset(id: \"data:mlflow://tests|" + name
					+ "\") { id ... on Model { registered versions { edges { node { version registered } } } } } }",
					"asset"))
				.as(name)
				.asString()
				.isEqualTo("{id=data:mlflow://tests|fraud-detector, registered=true, "
						+ "versions={edges=[{node={version=mlflow:1, registered=true}}]}}");
		}
	}

	/** What a server answers on different days, in any order and twice. */
	@Test
	void orderOfPayloadsDoesNotMatter() {
		estate();
		List<JsonNode> payloads = new ArrayList<>();
		synchronized (server) {
			ObjectNode run = Objects.requireNonNull(server.runs.get("r1"));
			ObjectNode open = run.deepCopy();
			((ObjectNode) open.path("info")).put("status", "RUNNING").remove("end_time");
			ObjectNode version = Objects.requireNonNull(server.versions.get("fraud-detector/1"));
			payloads.add(withFiles(version, 1790000800000L, "[{'name': 'numpy', 'version': '1.26.4'}]"));
			payloads.add(withFiles(version, 1790000300000L, "[{'name': 'numpy', 'version': '1.26.4'}]"));
			payloads.add(withFiles(version, 1790000850000L, "[]"));
			payloads.add(MlflowServer.object("{'observed_at': 1790000600000}")
				.set("registered_model", server.models.get("fraud-detector")));
			payloads.add(MlflowServer.object("{'observed_at': 1790000700000}")
				.set("registered_model",
						Objects.requireNonNull(server.models.get("fraud-detector"))
							.deepCopy()
							.set("aliases", MlflowServer.object("{'a': []}").get("a"))));
			payloads.add(MlflowServer.object("{}").set("run", open));
			payloads.add(MlflowServer.object("{}").set("run", run));
			payloads.add(MlflowServer.object("{}").set("model_version", version).set("run", run));
			payloads.add(MlflowServer.object("{}")
				.set("model_version",
						version.deepCopy()
							.put("last_updated_timestamp", 1790000400000L)
							.put("current_stage", "Archived")));
			payloads.add(MlflowServer
				.object("{'removed': {'name': 'fraud-detector', 'version': '1', 'at': 1790000900000}}"));
			payloads.add(MlflowServer
				.object("{'renamed': {'from': 'fraud-detector', 'to': 'a-detector', 'at': 1790000950000}}"));
		}
		payloads.forEach((payload) -> ((ObjectNode) payload).put("instance", "tests"));
		List<String> first = null;
		for (int shuffle = 0; shuffle < Seeds.of(8); shuffle++) {
			List<JsonNode> shuffled = new ArrayList<>(payloads);
			shuffled.addAll(payloads);
			Collections.shuffle(shuffled, new Random(shuffle));
			forget();
			shuffled
				.forEach((payload) -> assertThat(this.reception.receiveAll("mlflow", "mlflow:tests", List.of(payload)))
					.hasOnlyElementsOfType(PayloadOutcome.Accepted.class));
			List<String> content = GraphContent.of(this.driver)
				.stream()
				.filter((line) -> line.contains("mlflow://tests") || line.contains("mlflow-tests"))
				.toList();
			first = (first != null) ? first : content;
			assertThat(content).as("shuffle %s", shuffle).hasSizeGreaterThan(20).isEqualTo(first);
			assertThat(this.asking.value("""
					{ asset(id: "version:mlflow://tests|fraud-detector|mlflow:1") { ... on ModelVersion {
					    framework pythonVersion inputs parameters dependencies { purl } } } }""", "asset")).asString()
				.isEqualTo("{framework=sklearn, pythonVersion=3.12.3, inputs=[amount: double], parameters=[], "
						+ "dependencies=[{purl=pkg:pypi/numpy@1.26.4}]}");
		}
	}

	/** A version with the contents of its files. */
	private static ObjectNode withFiles(ObjectNode version, long seen, String packages) {
		ObjectNode files = MlflowServer.object("""
				{'flavors': [{'name': 'python_function'}, {'name': 'sklearn', 'version': '1.7.0'}], 'python': '3.12.3',
				 'inputs': [{'name': 'amount', 'type': 'double'}], 'packages': %s}""".formatted(packages));
		return MlflowServer.object("{'observed_at': " + seen + "}")
			.setAll(Map.of("model_version", version.deepCopy(), "model_file", files));
	}

	@Test
	void webhookTriggersOnePoll() throws Exception {
		estate();
		poll();
		synchronized (server) {
			server.version("fraud-detector", "2",
					"""
							{'creation_timestamp': 1790000600000, 'last_updated_timestamp': 1790000600000, 'current_stage': 'None', 'run_id': '',
							 'source': 's3://mlflow-tests/models/2'}""");
			server.asked.clear();
		}
		String body = "{\"entity\": \"model_version\", \"action\": \"created\", \"timestamp\": \"2026-11-21T04:50:59.503884+00:00\", "
				+ "\"data\": {\"name\": \"fraud-detector\", \"version\": \"2\", \"source\": \"s3://x\", \"run_id\": null}}";
		String id = "delivery-" + System.nanoTime();
		String now = String.valueOf(Instant.now().getEpochSecond());
		assertThat(push(body, id, now, signature(SECRET, id, now, body)).statusCode()).isEqualTo(202);
		assertThat(push(body, id, now, signature(SECRET, id, now, body)).statusCode()).isEqualTo(200);
		Connected.await(() -> "0".equals(String.valueOf(source().get("waiting"))));
		assertThat(
				this.asking.value("{ asset(id: \"version:mlflow://tests|fraud-detector|mlflow:2\") { id described } }",
						"asset.described"))
			.isEqualTo(true);
		assertThat(server.asked).containsExactlyInAnyOrder("registered-models/get", "model-versions/get",
				"/model-versions/get-artifact");
		String prompt = body.replace("model_version", "prompt");
		assertThat(push(prompt, id + "p", now, signature(SECRET, id + "p", now, prompt)).statusCode()).isEqualTo(200);
	}

	@Test
	void webhookWithInvalidSignatureIsRejected() throws Exception {
		String body = "{\"entity\": \"model_version\", \"action\": \"created\", \"data\": {\"name\": \"m\", \"version\": \"1\"}}";
		String now = String.valueOf(Instant.now().getEpochSecond());
		String old = String.valueOf(Instant.now().getEpochSecond() - 400);
		assertThat(push(body.replace("\"1\"", "\"2\""), "d", now, signature(SECRET, "d", now, body)).statusCode())
			.isEqualTo(401);
		assertThat(push(body, "d", old, signature(SECRET, "d", old, body)).statusCode()).isEqualTo(401);
		assertThat(push(body, "d", now, signature("guessed", "d", now, body)).body())
			.contains("its signature is missing or wrong");
		assertThat(push(body, "e", now, signature(SECRET, "d", now, body)).statusCode()).isEqualTo(401);
		assertThat(push(body, "d", now, "v1,").statusCode()).isEqualTo(401);
		assertThat(push("{\"entity\": 1}", "d", now, signature(SECRET, "d", now, "{\"entity\": 1}")).body())
			.contains("/entity");
		assertThat(source().get("waiting")).hasToString("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "429", "500", "half", "slow" })
	void failedRequestIsRetried(String fault) {
		estate();
		Object failed = source().get("lastFailure");
		synchronized (server) {
			server.faults.add(new MlflowServer.Fault(200, null, false, Duration.ZERO));
			server.faults.add(switch (fault) {
				case "429" -> new MlflowServer.Fault(429, "1", false, Duration.ZERO);
				case "500" -> MlflowServer.Fault.status(500);
				case "half" -> new MlflowServer.Fault(200, null, true, Duration.ZERO);
				default -> new MlflowServer.Fault(200, null, false, Duration.ofSeconds(3));
			});
		}
		poll();
		assertThat(this.asking.value("{ asset(id: \"version:mlflow://tests|fraud-detector|mlflow:1\") { described } }",
				"asset.described"))
			.isEqualTo(true);
		assertThat(source().get("lastFailure")).as("of the round, which mended itself").isEqualTo(failed);
	}

	@Test
	void futureTimestampIsRejected() {
		synchronized (server) {
			server.model("early-detector", "{'creation_timestamp': 1790000000000, 'last_updated_timestamp': "
					+ Instant.now().plus(Duration.ofDays(2)).toEpochMilli() + "}");
		}
		poll();
		assertThat(this.asking.list("{ rejectedPayloads { edges { node { source actor pointer reason } } } }",
				"rejectedPayloads.edges[*].node"))
			.asString()
			.contains("{source=mlflow, actor=mlflow:tests, pointer=/registered_model/last_updated_timestamp, "
					+ "reason=registered_model.last_updated_timestamp is more than 24 hours in the future}");
	}

	/** A proxy that has lost the server behind it answers 404 for everything. */
	@Test
	void proxy404DoesNotDeregisterModelsAndTagChangesAreDetected() {
		estate();
		poll();
		synchronized (server) {
			Objects.requireNonNull(server.models.get("fraud-detector"))
				.set("tags", MlflowServer.object("{'a': [{'key': 'team', 'value': 'fraud-ml'}]}").get("a"));
			server.versions.remove("fraud-detector/1");
			server.proxied = true;
		}
		connected.begin(this.asking);
		Connected.await(() -> source().get("problem") != null);
		server.proxied = false;
		String question = "{ asset(id: \"version:mlflow://tests|fraud-detector|mlflow:1\") { ... on ModelVersion { registered } } }";
		assertThat(this.asking.value(question, "asset.registered")).isEqualTo(true);
		poll();
		assertThat(this.asking.value(question, "asset.registered")).isEqualTo(false);
		assertThat(this.asking.value(
				"{ asset(id: \"data:mlflow://tests|fraud-detector\") { tags owners { owner { ... on Team { name } } } } }",
				"asset"))
			.asString()
			.isEqualTo("{tags=[team:fraud-ml], owners=[{owner={name=fraud-ml}}]}");
	}

	@Test
	void rotatedTokenIsRead() {
		estate();
		server.token = "next-token";
		connected.begin(this.asking);
		Connected.await(() -> source().get("problem") != null);
		assertThat(source().get("problem")).asString().contains("was answered with 401").doesNotContain("token");
		connected.token("next-token");
		poll();
		assertThat(source().get("problem")).isNull();
		connected.token(Connected.TOKEN);
	}

	/**
	 * The poll never listed it: a webhook brought it, and the next list came too late.
	 */
	@Test
	void deletionAndRenamingAfterAWebhookAreDetected() throws Exception {
		estate();
		poll();
		synchronized (server) {
			for (String name : List.of("short-lived", "first-name")) {
				String times = "{'creation_timestamp': 17900006%1$d0000, 'last_updated_timestamp': 17900006%1$d0000"
					.formatted(name.startsWith("s") ? 1 : 2);
				server.model(name, times + "}");
				server.version(name, "1", times + ", 'run_id': '', 'source': 's3://mlflow-tests/models/" + name + "'}");
			}
		}
		for (String name : List.of("short-lived", "first-name")) {
			String body = "{\"entity\": \"model_version\", \"action\": \"created\", \"timestamp\": \"2026-11-21T04:50:59+00:00\", "
					+ "\"data\": {\"name\": \"" + name
					+ "\", \"version\": \"1\", \"source\": \"s3://x\", \"run_id\": null}}";
			String id = name + System.nanoTime();
			String now = String.valueOf(Instant.now().getEpochSecond());
			assertThat(push(body, id, now, signature(SECRET, id, now, body)).statusCode()).isEqualTo(202);
		}
		Connected.await(() -> "0".equals(String.valueOf(source().get("waiting"))));
		assertThat(registered("short-lived"))
			.hasToString("{registered=true, versions=[{version=mlflow:1, registered=true}]}");
		synchronized (server) {
			server.models.remove("short-lived");
			server.versions.remove("short-lived/1");
			server.model("last-name", Objects.requireNonNull(server.models.remove("first-name")).toString());
			server.version("last-name", "1", Objects.requireNonNull(server.versions.remove("first-name/1")).toString());
		}
		poll();
		assertThat(registered("short-lived"))
			.hasToString("{registered=false, versions=[{version=mlflow:1, registered=false}]}");
		for (String name : List.of("first-name", "last-name")) {
			assertThat(registered(name)).as(name)
				.hasToString("{registered=true, versions=[{version=mlflow:1, registered=true}]}");
		}
		Object captured = source().get("captured");
		poll();
		assertThat(source().get("captured")).as("of a round in which nothing changed").isEqualTo(captured);
	}

	private Map<String, Object> registered(String name) {
		String model = "asset(id: \"data:mlflow://tests|" + name
				+ "\") { ... on Model { registered versions { edges { node { version registered } } } } }";
		Map<String, Object> found = new java.util.TreeMap<>();
		found.put("registered", Objects.requireNonNull(this.asking.value("{ " + model + " }", "asset.registered")));
		found.put("versions", this.asking.list("{ " + model + " }", "asset.versions.edges[*].node"));
		return found;
	}

	private HttpResponse<String> push(String body, String id, String time, String signature) throws Exception {
		return connected.push(this.port, "mlflow", body, "X-MLflow-Delivery-Id", id, "X-MLflow-Timestamp", time,
				"X-MLflow-Signature", signature);
	}

	private static String signature(String secret, String id, String time, String body) throws Exception {
		return "v1," + Base64.getEncoder().encodeToString(Connected.hmac(secret, id + "." + time + "." + body));
	}

}
