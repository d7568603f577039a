package dev.pedigree.ingestion.clearml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Polls of a ClearML server, from tasks to queries. */
@GraphTest
public class ClearmlTests {

	private static final String MODEL = "data:clearml://ctest/Churn/Training|churn-xgb";

	private static final String VERSION = "version:clearml://ctest/Churn/Training|churn-xgb|clearml:m1";

	private static final String DATA = "data:clearml://ctest/Churn/.datasets|features";

	private static final String DEPLOYMENT = "deployment:clearml://ctest/serving|churn";

	private static final ClearmlServer server = new ClearmlServer();

	private static final Connected connected = new Connected("ctest");

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	@Autowired
	IngestionService reception;

	/** Adds the settings of the stub source. */
	public static void connect(DynamicPropertyRegistry registry) {
		connected.connect(registry, "clearml", server::url, ClearmlServer.USER);
		connected.set(registry, "tier", "PRODUCTION");
	}

	@BeforeEach
	void estate() {
		server.clear();
		poll();
		forget();
		server.clear();
		server.put("projects", "{'id': 'p1', 'name': 'Churn/Training'}");
		server.put("projects", "{'id': 'p2', 'name': 'Churn/.datasets/features'}");
		server.put("tasks", dataset("d1", "1.0.0", "2026-11-20T08:00:00+00:00", "{}"));
		server.put("tasks", dataset("d2", "1.0.1", "2026-11-20T09:00:00+00:00",
				"{'0': {'job_id': 'd1', 'parents': []}, '1': {'job_id': 'd2', 'parents': ['0']}}"));
		server.put("tasks",
				"""
						{'id': 't0', 'name': 'pipeline', 'type': 'controller', 'status': 'completed', 'project': 'p1', 'system_tags': ['pipeline'],
						 'created': '2026-11-20T09:50:00+00:00', 'started': '2026-11-20T09:50:00+00:00', 'completed': '2026-11-20T11:30:00+00:00',
						 'last_update': '2026-11-20T11:30:00+00:00'}""");
		server.put("tasks",
				"""
						{'id': 't1', 'name': 'xgb baseline', 'type': 'training', 'status': 'completed', 'project': 'p1', 'parent': 't0',
						 'created': '2026-11-20T10:00:00+00:00', 'started': '2026-11-20T10:01:00.250000+00:00', 'completed': '2026-11-20T11:00:00+00:00',
						 'last_update': '2026-11-20T11:00:00+00:00', 'user': 'u-grace', 'tags': ['baseline'], 'system_tags': ['development'],
						 'comment': 'Auto-generated at 2026-11-20 10:00:00 UTC by grace@clearml-laptop', 'container': {'arguments': '-e TOKEN=in-the-container'},
						 'hyperparams': {'Args': {'max_depth': {'section': 'Args', 'name': 'max_depth', 'value': '6', 'type': 'int'}},
						                 'General': {'api_key': {'section': 'General', 'name': 'api_key', 'value': 'shh-keep-out'}},
						                 'Datasets': {'features': {'section': 'Datasets', 'name': 'features', 'value': 'd2'}}},
						 'models': {'input': [], 'output': [{'name': 'churn-xgb', 'model': 'm1'}]},
						 'last_metrics': {'a1': {'b1': {'metric': 'validation', 'variant': 'auc', 'value': 0.84, 'min_value': 0.8, 'max_value': 0.84}},
						                  'a2': {'b2': {'metric': ':monitor:gpu', 'variant': 'gpu_0_utilization', 'value': 99.0}}},
						 'runtime': {'CLI': '/home/grace/train.py --password hidden-in-argv', '_user': 'grace@clearml.example'},
						 'script': {'repository': 'https://ghp_secrettoken@github.com/acme/churn.git', 'version_num': '9f2c4d1', 'entry_point': 'train.py',
						            'diff': 'os.environ[\\"AWS_SECRET\\"] = \\"in-the-diff\\"',
						            'requirements': {'pip': '# Python 3.12\\n--extra-index-url https://pip:indexsecret@pypi.example/simple\\nXGBoost == 2.1.0\\ntorch==2.4.0+cu121\\nlocal_pkg @ file:///home/grace/pkg\\n'}}}""");
		server.put("models",
				"""
						{'id': 'm1', 'name': 'churn-xgb', 'uri': 's3://key:storagesecret@clearml-tests/churn/model.bin', 'framework': 'XGBoost', 'ready': true,
						 'project': 'p1', 'task': 't1', 'created': '2026-11-20T10:59:00+00:00', 'last_update': '2026-11-20T11:10:00+00:00',
						 'tags': ['candidate'], 'metadata': {'risk': {'key': 'risk', 'type': 'str', 'value': 'limited'}}, 'user': 'u-grace',
						 'comment': 'Created by grace@clearml-laptop'}""");
		server.put("models",
				"""
						{'id': 'm2', 'name': 'Anonymous model 2026-11-20 12:00:00', 'uri': 's3://clearml-tests/uploading_file', 'ready': false, 'project': 'p1',
						 'task': 't1', 'created': '2026-11-20T12:00:00+00:00', 'last_update': '2026-11-20T12:00:00+00:00'}""");
	}

	private static ObjectNode dataset(String id, String version, String at, String made) {
		ObjectNode task = ClearmlServer
			.object("""
					{'name': 'features', 'type': 'data_processing', 'status': 'completed', 'project': 'p2', 'system_tags': ['dataset', 'hidden'],
					 'script': {'diff': 'Dataset.create()'}}""");
		task.put("id", id).put("created", at).put("started", at).put("completed", at).put("last_update", at);
		task.putObject("runtime").put("version", version);
		task.putObject("configuration").putObject("Dataset Struct").put("value", made.replace('\'', '"'));
		return task;
	}

	private void forget() {
		TestStore.clear();
	}

	private void poll() {
		assertThat(connected.poll(this.asking).get("problem")).isNull();
	}

	private @Nullable Object asset(String id, String fields) {
		return this.asking.value("{ asset(id: \"" + id + "\") { " + fields + " } }", "asset");
	}

	@Test
	void modelHasItsTask() {
		poll();
		assertThat(asset(MODEL,
				"kind sources ... on Model { latestVersion { version stage registered framework artifactUri tags "
						+ "trainedBy { name state startedAt endedAt tags parameters { name value } job { id jobType } } "
						+ "evaluations { name metrics { name value } } dependencies { purl } } }"))
			.hasToString("{kind=MODEL, sources=[clearml:ctest], latestVersion={version=clearml:m1, stage=published, "
					+ "registered=true, framework=XGBoost, artifactUri=s3://clearml-tests/churn/model.bin, tags=[candidate, risk:limited], "
					+ "trainedBy={name=t1, state=COMPLETE, startedAt=2026-11-20T10:01:00.250Z, endedAt=2026-11-20T11:00:00.000Z, "
					+ "tags=[baseline, development], parameters=[{name=Args/max_depth, value=6}, {name=Datasets/features, value=d2}, "
					+ "{name=General/api_key, value=***}], job={id=job:clearml://ctest/Churn/Training|xgb baseline, jobType=training}}, "
					+ "evaluations=[{name=training, metrics=[{name=validation/auc, value=0.84}]}], "
					+ "dependencies=[{purl=pkg:pypi/torch@2.4.0%2Bcu121}, {purl=pkg:pypi/xgboost@2.1.0}]}}");
		assertThat(this.driver.executableQuery(
				"MATCH (:Run {name: 't1'})-[:PART_OF]->(parent:Run) WHERE parent.urn STARTS WITH 'run:clearml://ctest' RETURN parent.name AS name")
			.execute()
			.records()).singleElement().satisfies((row) -> assertThat(row.get("name").asString()).isEqualTo("t0"));
	}

	@Test
	void datasetLineageReachesTheModel() {
		poll();
		assertThat(
				this.asking.list("{ lineage(id: \"" + DATA + "\", direction: DOWNSTREAM) { nodes { asset { id } } } }",
						"lineage.nodes[*].asset.id"))
			.contains(DATA, "job:clearml://ctest/Churn/Training|xgb baseline", MODEL);
		// A recall of the first version reaches what was made from the second.
		assertThat(this.asking.list(
				"{ impact(roots: [\"version:clearml://ctest/Churn/.datasets|features|clearml:d1\"], change: BAD_DATA) { affected { edges { node { asset { id } } } } } }",
				"impact.affected.edges[*].node.asset.id"))
			.containsExactly("version:clearml://ctest/Churn/.datasets|features|clearml:d2", VERSION);
		assertThat(asset("version:clearml://ctest/Churn/.datasets|features|clearml:d2", "kind displayName"))
			.hasToString("{kind=DATASET_VERSION, displayName=1.0.1}");
	}

	@Test
	void modelIsCapturedAfterUpload() {
		poll();
		String uploaded = "version:clearml://ctest/Churn/Training|churn-second|clearml:m2";
		assertThat(this.asking.list(
				"{ models(filter: {namespace: \"clearml://ctest/Churn/Training\"}) { edges { node { id } } } }",
				"models.edges[*].node.id"))
			.containsExactly(MODEL);
		server.touch("models", "m2").put("name", "churn-second");
		poll();
		assertThat(asset(uploaded, "id")).isNull();
		server.asked.clear();
		server.touch("models", "m2").put("uri", "s3://clearml-tests/second/model.bin");
		poll();
		assertThat(asset(uploaded, "described ... on ModelVersion { artifactUri stage trainedBy { name } }"))
			.hasToString(
					"{described=true, artifactUri=s3://clearml-tests/second/model.bin, stage=draft, trainedBy={name=t1}}");
		assertThat(server.asked.stream().filter((one) -> one.startsWith("tasks") && one.contains("order_by")))
			.as("only what changed is asked for")
			.allMatch((one) -> one.contains("\"last_change\":[\">=20"));
	}

	@Test
	void laterMetricsOfATaskUpdateItsModel() {
		ObjectNode task = server.touch("tasks", "t1");
		JsonNode measured = task.path("last_metrics");
		task.put("status", "in_progress").putNull("completed").remove("last_metrics");
		poll();
		assertThat(asset(VERSION, "... on ModelVersion { trainedBy { state } evaluations { name } }"))
			.hasToString("{trainedBy={state=RUNNING}, evaluations=[]}");
		server.touch("tasks", "t1")
			.put("status", "completed")
			.put("completed", "2026-11-20T11:00:00+00:00")
			.set("last_metrics", measured);
		poll();
		assertThat(asset(VERSION, "... on ModelVersion { trainedBy { state } evaluations { name } }"))
			.hasToString("{trainedBy={state=COMPLETE}, evaluations=[{name=training}]}");
	}

	@Test
	void endpointServesUntilItIsRemoved() {
		Objects.requireNonNull(server.endpoints)
			.put("churn", ClearmlServer
				.object("""
						{'endpoint': 'churn', 'model': 'churn-xgb', 'url': 'http://serving.example/churn', 'last_update': '2026-11-20T12:00:00+00:00',
						 'instances': [{'id': 'c1', 'reference': [{'type': 'app_id', 'value': 'x'}, {'type': 'model', 'value': 'm1'}]}]}"""));
		Objects.requireNonNull(server.endpoints)
			.put("churn again", ClearmlServer
				.object("{'endpoint': 'churn', 'url': 'http://serving.example/again', 'instances': [{'id': 'c2'}]}"));
		poll();
		String fields = "... on Deployment { endpoint environment { tier } serving { role version { id } } }";
		assertThat(asset(DEPLOYMENT, fields))
			.hasToString("{endpoint=http://serving.example/again, environment={tier=PRODUCTION}, "
					+ "serving=[{role=primary, version={id=" + VERSION + "}}]}");
		server.endpoints = null;
		poll();
		assertThat(asset(DEPLOYMENT, fields)).asString().contains(VERSION);
		server.endpoints = Map.of();
		poll();
		assertThat(asset(DEPLOYMENT, fields)).asString().contains("serving=[]");
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 500, 401 })
	void failedRequestIsRetried(int fault) {
		if (fault == 401) {
			server.tokenLasts = 3;
		}
		else {
			server.faults.addAll(List.of(fault, fault));
		}
		poll();
		assertThat(asset(VERSION, "described")).hasToString("{described=true}");
		assertThat(server.asked.stream().filter((one) -> one.startsWith("auth.login"))).hasSize((fault == 401) ? 2 : 3);
	}

	@Test
	void permanentFailureIsReportedWithoutSecrets() {
		server.faults.add(400);
		assertThat(connected.poll(this.asking).get("problem"))
			.isEqualTo("/auth.login was answered with 400: Planted, password=***");
		connected.token("another-token");
		assertThat(connected.poll(this.asking).get("problem")).asString()
			.contains("auth.login was answered with 401")
			.doesNotContain("another-token");
		connected.token(Connected.TOKEN);
		poll();
		assertThat(asset(VERSION, "described")).hasToString("{described=true}");
	}

	@Test
	void sourceCommentsAndUsersAreNotStored() throws IOException {
		ObjectNode hidden = server.get("tasks", "t1").deepCopy().put("id", "t9").put("project", "not-shown");
		server.put("tasks", hidden);
		server.get("tasks", "t1").put("parent", "t9");
		List<String> secrets = new ArrayList<>(
				List.of("in-the-diff", "grace", "in-the-container", "hidden-in-argv", "ghp_secrettoken", "indexsecret",
						"storagesecret", "shh-keep-out", "Dataset.create()", "Auto-generated at"));
		String fixtures = System.getenv("PEDIGREE_FIXTURES");
		if (fixtures != null) {
			ObjectNode task = (ObjectNode) real(fixtures, "tasks").path("task");
			server.put("projects", "{'id': '00ed83ac872f446dba6a269cedeea1dc', 'name': 'Churn/Training'}");
			server.put("tasks", task);
			server.put("tasks", task.deepCopy().put("id", "t10").put("project", "not-shown"));
			server.put("models", (ObjectNode) real(fixtures, "models").path("model"));
			secrets.addAll(List.of("CLEARML_API_SECRET_KEY", "os.environ", "fixture run", "/opt/cml2.py"));
		}
		poll();
		assertThat(this.asking
			.list("{ rejectedPayloads(first: 50) { edges { node { source reason payload } } } }",
					"rejectedPayloads.edges[*].node")
			.stream()
			.map(String::valueOf)
			.filter((one) -> one.contains("source=clearml"))
			.toList()).hasSize((fixtures != null) ? 2 : 1)
			.allSatisfy((one) -> assertThat(one).contains("xgb baseline")
				.contains("task.project is not visible to the catalog"));
		assertThat(asset(VERSION, "... on ModelVersion { trainedBy { state } }"))
			.hasToString("{trainedBy={state=COMPLETE}}");
		secrets.forEach((secret) -> assertThat(holders(secret)).as(secret).isEmpty());
		assertThat(server.asked).noneMatch((one) -> one.contains("diff") || one.contains("comment"));
		if (fixtures != null) {
			assertThat(holders("s3://ml-models/churn/xgb/model.bin")).isNotEmpty();
		}
	}

	private static JsonNode real(String fixtures, String list) throws IOException {
		return JsonMapper.shared()
			.readTree(Files.readString(Path.of(fixtures, "clearml", "stub_" + list + ".get_by_id.resp.json")))
			.path("data");
	}

	/** Labels of all nodes with a text in any property. */
	private List<Object> holders(String text) {
		return this.driver
			.executableQuery(
					"""
							MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS $text
							  OR any(one IN CASE WHEN n[name] IS :: LIST<STRING NOT NULL> THEN n[name] ELSE [] END WHERE one CONTAINS $text))
							RETURN labels(n) AS labels LIMIT 5""")
			.withParameters(Map.of("text", text))
			.execute()
			.records()
			.stream()
			.map((row) -> (Object) row.get("labels").asList())
			.toList();
	}

	/** What a server answers on different days, in any order and twice. */
	@Test
	void orderOfPayloadsDoesNotMatter() {
		ObjectNode task = placed("tasks", "t1", "Churn/Training");
		ObjectNode model = placed("models", "m1", "Churn/Training");
		ObjectNode first = placed("tasks", "d1", "Churn/.datasets/features");
		ObjectNode second = placed("tasks", "d2", "Churn/.datasets/features");
		ObjectNode begun = task.deepCopy().put("status", "in_progress").put("last_update", "2026-11-20T10:30:00+00:00");
		begun.remove("completed");
		ObjectNode draft = model.deepCopy().put("ready", false).put("last_update", "2026-11-20T11:00:00+00:00");
		List<ObjectNode> payloads = new ArrayList<>();
		payloads.add(payload().set("task", first));
		payloads.add(payload().set("task", second).set("datasets", array(first)));
		for (ObjectNode one : List.of(begun, task)) {
			ObjectNode payload = payload().set("task", one);
			payload.set("parent", placed("tasks", "t0", "Churn/Training"));
			payloads.add(payload.set("datasets", array(second)));
			payloads.add(payload().set("model", model).set("task", one));
			payloads.add(payload().set("made", model).set("task", one));
		}
		payloads.add(payload().set("model", draft).set("task", begun));
		payloads.add(payload().set("model", placed("models", "m2", "Churn/Training")));
		payloads.add(payload().set("endpoint", ClearmlServer.object("{'endpoint': 'churn', 'url': 'http://x'}"))
			.set("models", array(model)));
		payloads.add(payload().put("observed_at", 1_795_200_000_000L).put("gone", "churn"));
		List<String> content = null;
		for (int shuffle = 0; shuffle < Seeds.of(4); shuffle++) {
			List<JsonNode> shuffled = new ArrayList<>(payloads);
			shuffled.addAll(payloads);
			Collections.shuffle(shuffled, new Random(shuffle));
			forget();
			shuffled.forEach(
					(payload) -> assertThat(this.reception.receiveAll("clearml", "clearml:ctest", List.of(payload)))
						.hasOnlyElementsOfType(PayloadOutcome.Accepted.class));
			List<String> now = GraphContent.of(this.driver)
				.stream()
				.filter((line) -> line.contains("clearml://ctest"))
				.toList();
			content = (content != null) ? content : now;
			assertThat(now).as("shuffle %s", shuffle).hasSizeGreaterThan(20).isEqualTo(content);
		}
	}

	private static ObjectNode payload() {
		return ClearmlServer.object("{'instance': 'ctest', 'observed_at': 1795100000000}");
	}

	private static JsonNode array(ObjectNode one) {
		return JsonMapper.shared().createArrayNode().add(one);
	}

	private static ObjectNode placed(String list, String id, String project) {
		return server.get(list, id).deepCopy().put("project_name", project);
	}

}
