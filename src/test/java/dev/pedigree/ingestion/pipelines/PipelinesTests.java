package dev.pedigree.ingestion.pipelines;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.TestToken;
import dev.pedigree.conformance.GraphContent;
import dev.pedigree.ingestion.IngestionService;
import dev.pedigree.ingestion.PayloadOutcome;
import dev.pedigree.ingestion.Yaml;
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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Polls and files of Kubeflow Pipelines, from runs to queries. */
@GraphTest
public class PipelinesTests {

	private static final String JOB = "job:kfp://ktest/fraud-training|";

	private static final String DATA = "data:kfp://ktest/fraud-training|";

	private static final String RUN = "run:kfp://ktest|fraud-training|r1";

	private static final String TRANSACTIONS = "data:s3://pipelines-tests|transactions";

	private static final PipelinesServer server = new PipelinesServer();

	private static final Connected connected = new Connected("ktest");

	/** One that several teams share, each in a namespace. */
	private static final PipelinesServer many = new PipelinesServer();

	private static final Connected shared = new Connected("kshared");

	@LocalServerPort
	int port;

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	@Autowired
	IngestionService reception;

	/** Adds the settings of the stub source. */
	public static void connect(DynamicPropertyRegistry registry) {
		connected.connect(registry, "kubeflow-pipelines", server::url);
		shared.connect(registry, "kubeflow-pipelines", many::url);
		shared.set(registry, "projects[0]", "team-a");
		shared.set(registry, "projects[1]", "team-b");
	}

	@BeforeEach
	void estate() {
		server.clear();
		poll();
		forget();
		server.clear();
		server.definitions.put("p1/v1", Yaml.documents(DefinitionTests.text()).getFirst());
		server.put(run("r1", "2026-11-20T10:00:00Z"));
	}

	/** Each namespace has its own cursor. */
	@Test
	void onlyConfiguredNamespacesArePolled() {
		many.clear();
		many.definitions.put("p1/v1", Yaml.documents(DefinitionTests.text()).getFirst());
		for (String namespace : List.of("team-a", "team-b", "team-c")) {
			many.put(run("of-" + namespace, "2026-11-20T10:00:00Z").put("namespace", namespace));
		}
		this.driver.executableQuery("MATCH (n:Watermark) WHERE n.key STARTS WITH 'kshared' DETACH DELETE n").execute();
		assertThat(shared.poll(this.asking).get("problem")).isNull();
		assertThat(this.driver.executableQuery("""
				MATCH (run:Run) WHERE run.urn STARTS WITH 'run:kfp://kshared|fraud-training|of-'
				RETURN split(run.urn, '|')[2] AS name""").execute().records())
			.extracting((row) -> row.get("name").asString())
			.containsExactlyInAnyOrder("of-team-a", "of-team-b");
		many.asked.clear();
		many.faults.add(403);
		assertThat(shared.poll(this.asking).get("problem")).asString().contains("403");
		assertThat(many.asked.stream().filter((path) -> path.contains("namespace=team-b"))).isNotEmpty()
			.allMatch((path) -> path.contains("GREATER_THAN_EQUALS"));
		assertThat(many.asked).noneMatch((path) -> path.contains("team-c"));
	}

	/** A run that chose the first of two ways, scored twice, and had one task cached. */
	private static ObjectNode run(String id, String at) {
		ObjectNode run = PipelinesServer
			.object("""
					{'display_name': 'nightly', 'experiment_id': 'e1', 'storage_state': 'AVAILABLE', 'state': 'SUCCEEDED', 'service_account': 'sh-account',
					 'scheduled_at': '1970-01-01T00:00:00Z', 'pipeline_version_reference': {'pipeline_id': 'p1', 'pipeline_version_id': 'v1'},
					 'runtime_config': {'parameters': {'rows': 100, 'deep': 'no', 'api_token': 'sh-in-a-parameter', 'registry': 'oci://registry.pipelines-tests'}},
					 'plugins_output': {'mlflow': {'entries': {'root_run_id': {'value': 'a1b2'}, 'run_url': {'value': 'https://u:sh-in-a-link@mlflow.example'}}}}}""");
		run.put("run_id", id).put("created_at", at).put("finished_at", at.replace("10:00", "10:59"));
		task(run, "root-driver", "SUCCEEDED", 0, 1, "root");
		task(run, "root", "SUCCEEDED", 1, 58);
		task(run, "importer", "SUCCEEDED", 1, 2);
		task(run, "prepare-driver", "SUCCEEDED", 2, 3, "prepare");
		task(run, "prepare", "SUCCEEDED", 3, 10, "executor-of-prepare");
		executor(run, "prepare", "SUCCEEDED", 3, 10);
		task(run, "train-driver", "SUCCEEDED", 10, 11, "train");
		task(run, "train", "SUCCEEDED", 11, 20, "executor-of-train");
		executor(run, "train", "SUCCEEDED", 11, 20);
		task(run, "train-2", "SKIPPED", 11, 11);
		task(run, "score", "SUCCEEDED", 21, 30).put("task_id", id + "-score-1");
		task(run, "score", "SUCCEEDED", 21, 31).put("task_id", id + "-score-2");
		task(run, "evaluate", "SUCCEEDED", 21, 25);
		task(run, "merge", "SUCCEEDED", 31, 31, "executor-of-merge");
		executor(run, "merge", "SKIPPED", 31, 31);
		task(run, "publish-driver", "SUCCEEDED", 31, 32, "publish");
		task(run, "publish", "SUCCEEDED", 32, 40, "inner-driver");
		task(run, "inner-driver", "SUCCEEDED", 32, 33, "inner").put("display_name", "prepare-driver");
		task(run, "inner", "SUCCEEDED", 33, 39, "executor-of-inner").put("display_name", "prepare");
		executor(run, "inner", "SUCCEEDED", 33, 39);
		return run;
	}

	private static ObjectNode task(ObjectNode run, String name, String state, int from, int to, String... children) {
		String id = run.path("run_id").asString();
		ObjectNode task = run.withObject("run_details").withArray("task_details").addObject();
		task.put("run_id", id).put("task_id", id + "-" + name).put("display_name", name).put("state", state);
		task.put("pod_name", "pod-" + name)
			.put("start_time", time(run, from))
			.put("end_time", time(run, to))
			.putObject("executor_detail")
			.put("main_job", "sh-pod");
		for (String child : children) {
			task.withArray("child_tasks").addObject().put("pod_name", "pod-" + child);
		}
		return task;
	}

	private static void executor(ObjectNode run, String of, String state, int from, int to) {
		task(run, "executor-of-" + of, state, from, to).put("display_name", "executor");
	}

	private static String time(ObjectNode run, int minute) {
		return run.path("created_at").asString().replace("10:00:", "10:%02d:".formatted(minute));
	}

	private void forget() {
		TestStore.clear();
	}

	private void poll() {
		assertThat(connected.poll(this.asking).get("problem")).isNull();
	}

	private String asset(String id, String fields) {
		return String.valueOf(this.asking.value("{ asset(id: \"" + id + "\") { " + fields + " } }", "asset"));
	}

	private List<Object> lineage(String id, String more) {
		return new ArrayList<>(
				this.asking.list("{ lineage(id: \"" + id + "\", " + more + ") { nodes { asset { id } } } }",
						"lineage.nodes[*].asset.id"));
	}

	private List<String> text(String query) {
		return this.driver.executableQuery(query)
			.execute()
			.records()
			.stream()
			.map((row) -> row.values().stream().map((value) -> value.asObject().toString()).toList().toString())
			.sorted()
			.toList();
	}

	private static final String FLOWED = """
			MATCH (r:Run)-[f:FED]-(v) WHERE r.urn STARTS WITH 'run:kfp://ktest'
			RETURN r.name, CASE WHEN startNode(f) = v THEN 'reads ' + f.binding ELSE 'writes' END, v.urn""";

	@Test
	void datasetLineageReachesTheModel() {
		poll();
		assertThat(lineage(TRANSACTIONS, "direction: DOWNSTREAM")).contains(JOB + "prepare", DATA + "prepare.features",
				JOB + "train", DATA + "train.model", JOB + "score", DATA + "score.scores", DATA + "train-2.model");
		assertThat(lineage(TRANSACTIONS, "direction: DOWNSTREAM, level: RECORDED").stream().map(String::valueOf))
			.as("what was skipped wrote nothing")
			.anyMatch((id) -> id.contains("|train.model|run:r1-train"))
			.noneMatch((id) -> id.contains("train-2"));
		assertThat(asset(DATA + "train.model", "kind sources"))
			.isEqualTo("{kind=MODEL, sources=[kubeflow-pipelines:ktest]}");
		assertThat(this.asking.list(
				"{ impact(roots: [\"version:kfp://ktest/fraud-training|prepare.features|run:r1-prepare\"], "
						+ "change: BAD_DATA) { affected { edges { node { asset { id } } } } } }",
				"impact.affected.edges[*].node.asset.id"))
			.contains("version:kfp://ktest/fraud-training|train.model|run:r1-train",
					"version:kfp://ktest/fraud-training|score.scores|run:r1-score-2");
	}

	@Test
	void tasksReadVersionsOfTheirOwnRun() {
		server.put(run("r0", "2026-11-19T10:00:00Z"));
		// It begins before the first ends, and prepares later.
		server.put(run("r2", "2026-11-20T10:00:01Z"));
		poll();
		assertThat(text(FLOWED)).contains(
				"[r1-train, reads STATED, version:kfp://ktest/fraud-training|prepare.features|run:r1-prepare]",
				"[r2-train, reads STATED, version:kfp://ktest/fraud-training|prepare.features|run:r2-prepare]",
				"[r1-train, writes, version:kfp://ktest/fraud-training|train.model|run:r1-train]",
				"[r1-score-1, writes, version:kfp://ktest/fraud-training|score.scores|run:r1-score-1]",
				"[r1-score-2, writes, version:kfp://ktest/fraud-training|score.scores|run:r1-score-2]",
				"[r1-evaluate, reads STATED, version:oci://registry.pipelines-tests|/base:1|uri:oci://registry.pipelines-tests/base:1]")
			.contains("[r1-inner, reads INITIAL, version:kfp://ktest/fraud-training|merge.summary|initial]",
					"[r1-inner, writes, version:kfp://ktest/fraud-training|publish/prepare.summary|run:r1-inner]")
			.noneMatch((line) -> line.contains("train-2") || line.contains("r1-merge"))
			.noneMatch((line) -> line.contains("driver") || line.contains("root") || line.contains("importer"));
		assertThat(text("MATCH (r:Run)-[:PART_OF]->(p {urn: '" + RUN + "'}) RETURN r.name")).containsExactly(
				"[r1-evaluate]", "[r1-inner]", "[r1-prepare]", "[r1-score-1]", "[r1-score-2]", "[r1-train]");
		assertThat(text("MATCH (j:Job)-[:PART_OF]->(p {urn: 'job:kfp://ktest|fraud-training'}) RETURN j.name"))
			.contains("[train]");
	}

	@Test
	void runHasStateTimesAndParameters() {
		poll();
		assertThat(asset(RUN,
				"displayName tags ... on Run { state startedAt endedAt parameters { name value } job { id jobType description } }"))
			.isEqualTo(
					"{displayName=nightly, tags=[experiment:e1, mlflow-run:a1b2, pipeline-version:v1], state=COMPLETE, "
							+ "startedAt=2026-11-20T10:00:00.000Z, endedAt=2026-11-20T10:59:00.000Z, parameters=[{name=api_token, value=***}, "
							+ "{name=deep, value=no}, {name=registry, value=oci://registry.pipelines-tests}, {name=rows, value=100}], "
							+ "job={id=job:kfp://ktest|fraud-training, jobType=pipeline, description=Trains and scores every night.}}");
		assertThat(asset(JOB + "train", "tags ... on Job { jobType }"))
			.isEqualTo("{tags=[image:registry.example/train:7], jobType=task}");
		server.put(run("r1", "2026-11-20T10:00:00Z").put("storage_state", "ARCHIVED"));
		poll();
		assertThat(asset(RUN, "tags")).as("it is asked for no more").doesNotContain("archived");
		assertThat(server.asked.stream().filter((one) -> one.startsWith("/pipelines"))).hasSize(1);
	}

	@Test
	void importedModelIsTheRegisteredOne() {
		poll();
		String imported = "version:oci://registry.pipelines-tests|/base:1|uri:oci://registry.pipelines-tests/base:1";
		assertThat(asset(imported, "kind ... on ModelVersion { artifactUri registered model { id } }"))
			.isEqualTo("{kind=MODEL_VERSION, artifactUri=oci://registry.pipelines-tests/base:1, registered=null, "
					+ "model={id=data:oci://registry.pipelines-tests|/base:1}}");
		assertThat(this.reception.receiveAll("mlflow", "mlflow:kregistry",
				List.of(PipelinesServer
					.object("""
							{'instance': 'kregistry', 'observed_at': 1795100000000, 'model_version': {'name': 'base-of-pipelines-tests', 'version': '1',
							 'creation_timestamp': 1795000000000, 'last_updated_timestamp': 1795000000000,
							 'source': 'oci://registry.pipelines-tests/base:1'}}"""))))
			.hasOnlyElementsOfType(PayloadOutcome.Accepted.class);
		assertThat(asset("version:mlflow://kregistry|base-of-pipelines-tests|mlflow:1",
				"... on ModelVersion { registrations { version } }"))
			.contains("uri:oci://registry.pipelines-tests/base:1", "mlflow:1");
		assertThat(lineage("version:mlflow://kregistry|base-of-pipelines-tests|mlflow:1",
				"direction: DOWNSTREAM, level: RECORDED"))
			.contains("run:kfp://ktest/fraud-training|evaluate|r1-evaluate");
	}

	@Test
	void openRunIsPolledUntilItEnds() {
		ObjectNode open = run("r1", "2026-11-20T10:00:00Z").put("state", "RUNNING")
			.put("finished_at", "1970-01-01T00:00:00Z");
		ObjectNode details = open.withObject("run_details");
		details.putArray("task_details").add(details.path("task_details").path(4));
		server.put(open);
		poll();
		assertThat(asset(RUN, "... on Run { state endedAt }")).isEqualTo("{state=RUNNING, endedAt=null}");
		server.put(run("r1", "2026-11-20T10:00:00Z"));
		server.asked.clear();
		poll();
		assertThat(asset(RUN, "... on Run { state }")).isEqualTo("{state=COMPLETE}");
		assertThat(asset("run:kfp://ktest/fraud-training|train|r1-train", "... on Run { state }"))
			.isEqualTo("{state=COMPLETE}");
		assertThat(server.asked.stream().filter((one) -> one.startsWith("/runs/"))).containsExactly("/runs/r1 {}");
		assertThat(server.asked.stream().filter((one) -> one.startsWith("/runs "))).hasSize(2)
			.allMatch((one) -> one.contains("\"operation\":\"GREATER_THAN_EQUALS\",\"timestamp_value\":\"20"));
		server.asked.clear();
		poll();
		assertThat(server.asked).noneMatch((one) -> one.startsWith("/runs/"));
	}

	@Test
	void failedAndCanceledTasksHaveNoOutputs() {
		ObjectNode failed = run("r1", "2026-11-20T10:00:00Z").put("state", "FAILED");
		failed.putObject("error").put("code", 13).put("message", "train failed, password=sh-in-an-error");
		for (JsonNode task : failed.path("run_details").path("task_details")) {
			if (task.path("display_name").asString().equals("train")) {
				((ObjectNode) task).put("state", "FAILED").putObject("error").put("message", "exit code 1");
			}
			else if (task.path("display_name").asString().equals("evaluate")) {
				((ObjectNode) task).put("state", "CANCELED");
			}
		}
		server.put(failed);
		poll();
		assertThat(asset(RUN, "... on Run { state error }"))
			.isEqualTo("{state=FAIL, error=train failed, password=***}");
		assertThat(asset("run:kfp://ktest/fraud-training|train|r1-train", "... on Run { state error }"))
			.isEqualTo("{state=FAIL, error=exit code 1}");
		assertThat(asset("run:kfp://ktest/fraud-training|evaluate|r1-evaluate", "... on Run { state }"))
			.isEqualTo("{state=ABORT}");
		assertThat(text(FLOWED))
			.contains("[r1-train, reads STATED, version:kfp://ktest/fraud-training|prepare.features|run:r1-prepare]")
			.noneMatch((line) -> line.contains("train.model|run:"));
	}

	@Test
	void allPagesAndMissingDetailsAreFetched() {
		server.listsTasks = false;
		for (int i = 2; i <= 5; i++) {
			server.put(run("r" + i, "2026-11-20T10:00:0" + i + "Z"));
		}
		poll();
		assertThat(text("MATCH (r:Run) WHERE r.urn STARTS WITH 'run:kfp://ktest/fraud-training|train|' RETURN r.name"))
			.hasSize(5);
		assertThat(server.asked.stream().filter((one) -> one.startsWith("/runs "))).hasSize(3)
			.allMatch((one) -> one.contains("sort_by=created_at asc"));
		assertThat(server.asked.stream().filter((one) -> one.startsWith("/pipelines"))).hasSize(1);
	}

	@Test
	void definitionMayBeInlineWithAPlatform() {
		ObjectNode run = run("r1", "2026-11-20T10:00:00Z");
		run.remove("pipeline_version_reference");
		run.putObject("pipeline_spec").set("pipeline_spec", Objects.requireNonNull(server.definitions.get("p1/v1")));
		server.put(run);
		server.definitions.clear();
		poll();
		assertThat(asset("run:kfp://ktest/fraud-training|train|r1-train", "... on Run { state }"))
			.isEqualTo("{state=COMPLETE}");
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 500 })
	void failedRequestIsRetried(int fault) {
		server.faults.addAll(List.of(fault, fault));
		poll();
		assertThat(asset(DATA + "train.model", "kind")).isEqualTo("{kind=MODEL}");
	}

	@Test
	void permanentFailureIsReportedAndPolledAgain() {
		server.put(run("r2", "2026-11-20T10:00:02Z"));
		server.put(run("r3", "2026-11-20T10:00:03Z"));
		connected.token("expired-token");
		assertThat(connected.poll(this.asking).get("problem")).asString()
			.contains("/apis/v2beta1/runs was answered with 401")
			.doesNotContain("expired-token");
		connected.token(Connected.TOKEN);
		server.faults.add(PipelinesServer.HALF);
		assertThat(connected.poll(this.asking).get("problem")).asString().contains("was not answered with JSON");
		assertThat(text("MATCH (r:Run) WHERE r.urn STARTS WITH 'run:kfp://ktest' RETURN r.urn")).isEmpty();
		poll();
		assertThat(asset("run:kfp://ktest|fraud-training|r3", "... on Run { state }")).isEqualTo("{state=COMPLETE}");
	}

	@Test
	void codeSecretsAndPodsAreNotStored() {
		server.put(run("r9", "2026-11-20T10:00:09Z").set("pipeline_version_reference",
				PipelinesServer.object("{'pipeline_id': 'p1', 'pipeline_version_id': 'gone'}")));
		poll();
		assertThat(this.asking
			.list("{ rejectedPayloads(first: 50) { edges { node { source reason payload } } } }",
					"rejectedPayloads.edges[*].node")
			.stream()
			.map(String::valueOf)
			.filter((one) -> one.contains("source=kubeflow-pipelines"))
			.toList()).singleElement()
			.asString()
			.contains("run.pipeline_version_reference names no visible version of a pipeline", "r9-train");
		assertThat(asset(RUN, "... on Run { state }")).isEqualTo("{state=COMPLETE}");
		for (String secret : List.of("sh-in", "sh-account", "sh-pod", "sh-imported", "python prepare.py")) {
			assertThat(
					text("""
							MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS '%1$s'
							  OR any(one IN CASE WHEN n[name] IS :: LIST<STRING NOT NULL> THEN n[name] ELSE [] END WHERE one CONTAINS '%1$s'))
							RETURN labels(n)"""
						.formatted(secret)))
				.as(secret)
				.isEmpty();
		}
	}

	@Test
	void fileDeclaresThePipeline() throws Exception {
		HttpResponse<String> taken = send("instance=ktest&at=2026-02-01T00:00:00Z", DefinitionTests.text());
		assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
		assertThat(taken.body()).contains("\"" + JOB + "train\"", "\"" + JOB + "prepare\"");
		assertThat(lineage(TRANSACTIONS, "direction: DOWNSTREAM")).contains(DATA + "train.model",
				DATA + "train-2.model", DATA + "merge.summary");
		assertThat(asset("job:kfp://ktest|fraud-training", "description ... on Job { jobType }"))
			.isEqualTo("{description=Trains and scores every night., jobType=pipeline}");
		poll();
		assertThat(lineage(TRANSACTIONS, "direction: DOWNSTREAM")).as("what is designed stands, whatever ran")
			.contains(DATA + "train-2.model");
		HttpResponse<String> refused = send("instance=ktest", "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).contains("Argo Workflow", "send the output of the compiler of Kubeflow Pipelines 2");
		assertThat(send("instance=ktest", "").body()).contains("the body is empty");
		assertThat(send("at=2026-02-01T00:00:00Z", DefinitionTests.text()).body()).contains("instance is missing");
		assertThat(send("instance=no/name", DefinitionTests.text()).body()).contains("instance must be a name");
	}

	private HttpResponse<String> send(String parameters, String body) throws Exception {
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(HttpRequest
				.newBuilder(
						URI.create("http://localhost:" + this.port + "/api/v1/ingest/kubeflow-pipelines?" + parameters))
				.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
				.POST(HttpRequest.BodyPublishers.ofString(body))
				.build(), HttpResponse.BodyHandlers.ofString());
		}
	}

	/** What a server answers on different days, in any order and twice. */
	@Test
	void orderOfPayloadsDoesNotMatter() {
		ObjectNode begun = run("r1", "2026-11-20T10:00:00Z").put("state", "RUNNING");
		begun.remove("finished_at");
		ObjectNode details = begun.withObject("run_details");
		details.putArray("task_details").add(details.path("task_details").path(4));
		List<ObjectNode> payloads = new ArrayList<>();
		payloads.add(payload(begun, 1_795_100_000_000L));
		payloads.add(payload(run("r1", "2026-11-20T10:00:00Z"), 1_795_100_600_000L));
		payloads.add(payload(run("r1", "2026-11-20T10:00:00Z").put("storage_state", "ARCHIVED"), 1_795_101_200_000L));
		payloads.add(payload(run("r2", "2026-11-20T10:00:01Z"), 1_795_100_600_000L));
		payloads.add(payload(run("r3", "2026-11-21T10:00:00Z").put("state", "FAILED"), 1_795_190_000_000L));
		ObjectNode file = JsonMapper.shared()
			.createObjectNode()
			.put("instance", "ktest")
			.put("at", "2026-02-01T00:00:00Z");
		payloads.add(file.set("content", Objects.requireNonNull(Definition.read("", DefinitionTests.text()))));
		@Nullable List<String> content = null;
		for (int shuffle = 0; shuffle < Seeds.of(6); shuffle++) {
			List<JsonNode> shuffled = new ArrayList<>(payloads);
			shuffled.addAll(payloads);
			Collections.shuffle(shuffled, new Random(shuffle));
			forget();
			shuffled.forEach((payload) -> assertThat(
					this.reception.receiveAll("kubeflow-pipelines", "kubeflow-pipelines:ktest", List.of(payload)))
				.hasOnlyElementsOfType(PayloadOutcome.Accepted.class));
			List<String> now = GraphContent.of(this.driver)
				.stream()
				.filter((line) -> line.contains("kfp://ktest"))
				.toList();
			content = (content != null) ? content : now;
			assertThat(now).as("shuffle %s", shuffle).hasSizeGreaterThan(80).isEqualTo(content);
		}
	}

	private static ObjectNode payload(ObjectNode run, long observed) {
		JsonNode definition = Objects.requireNonNull(server.definitions.get("p1/v1"));
		ObjectNode payload = JsonMapper.shared()
			.createObjectNode()
			.put("instance", "ktest")
			.put("observed_at", observed)
			.put("digest", Definition.digest(definition));
		payload.set("run", PipelineRun.ALLOWED.filter(run));
		return payload.set("definition", Definition.filter(definition));
	}

}
