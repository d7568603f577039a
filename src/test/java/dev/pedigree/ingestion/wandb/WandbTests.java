package dev.pedigree.ingestion.wandb;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
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
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks and polls of Weights & Biases, from collections to queries. */
@GraphTest
public class WandbTests {

	private static final String MODEL = "data:wandb://wtests/acme/churn|churn";

	private static final String REGISTERED = "data:wandb://wtests/acme/model-registry|churn-classifier";

	private static final WandbServer server = new WandbServer();

	private static final Connected connected = new Connected("wtests");

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
		server.projects.addAll(List.of("acme/churn", "acme/model-registry"));
		connected.connect(registry, "wandb", server::url, "api");
		connected.set(registry, "projects[0]", "acme/churn");
		connected.set(registry, "projects[1]", "acme/model-registry");
	}

	@BeforeEach
	void clear() {
		synchronized (server) {
			server.collections.clear();
			server.artifacts.clear();
			server.runs.clear();
			server.faults.clear();
			server.projects.addAll(List.of("acme/churn", "acme/model-registry"));
		}
		poll();
		forget();
	}

	private void forget() {
		TestStore.clear();
	}

	private Map<?, ?> poll() {
		Map<?, ?> source = connected.poll(this.asking);
		assertThat(source.get("problem")).isNull();
		Connected.await(() -> "0".equals(String.valueOf(source().get("waiting"))));
		return source();
	}

	private Map<?, ?> source() {
		return connected.source(this.asking);
	}

	private static String ago(int minutes) {
		return Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofMinutes(minutes)).toString();
	}

	/** A dataset, a run that trained on it, its model, and the registry that has that. */
	private static void estate() {
		synchronized (server) {
			server.collection("acme/churn", "dataset", "features", "{'createdAt': '2026-03-01T00:00:00'}");
			server.collection("acme/churn", "model", "churn",
					"{'createdAt': '2026-03-01T00:00:00', 'description': 'Who leaves', 'tags': {'edges': [{'node': {'name': 'tabular'}}]}}");
			server.collection("acme/churn", "model", "other", "{'createdAt': '2026-03-01T00:00:00'}");
			server.collection("acme/churn", "model", "third", "{'createdAt': '2026-03-01T00:00:00'}");
			server.collection("acme/model-registry", "model", "churn-classifier",
					"{'createdAt': '2026-03-02T00:00:00'}");
			ObjectNode features = server.artifact("acme/churn", "dataset", "features", 0,
					"{'id': '10', 'createdAt': '2026-03-01T01:00:00', 'digest': 'f0', 'size': 4096, 'tags': [{'name': 'checked'}]}");
			ObjectNode raw = server.artifact("acme/churn", "dataset", "raw", 4,
					"{'id': '9', 'createdAt': '2026-03-01T00:30:00'}");
			ObjectNode code = server.artifact("acme/churn", "code", "source-code", 0,
					"{'id': '8', 'createdAt': '2026-03-01T00:30:00'}");
			ObjectNode model = server.artifact("acme/churn", "model", "churn", 1,
					"""
							{'id': '517889887', 'createdAt': '2026-03-01T03:00:00', 'updatedAt': '2026-03-01T03:30:00', 'digest': 'd41d8cd9', 'description': 'the second',
							 'metadata': '{\\"framework\\": \\"xgboost\\", \\"aws_secret_key\\": \\"shh-of-metadata\\", \\"by\\": {\\"who\\": \\"grace@wandb.example\\"}}'}""");
			server.artifact("acme/churn", "model", "churn", 0,
					"{'id': '11', 'createdAt': '2026-03-01T02:00:00', 'digest': 'd0'}");
			server.artifact("acme/churn", "model", "churn", 2,
					"{'id': '12', 'createdAt': '2026-03-01T04:00:00', 'digest': 'd2'}");
			server.alias(model, "acme/churn", "churn", "latest");
			server.alias(model, "acme/churn", "churn", "v1");
			server.alias(model, "acme/churn", "churn", "candidate");
			server.alias(model, "acme/model-registry", "churn-classifier", "production");
			server.artifacts.put("acme/model-registry/churn-classifier:v0", model);
			server.run("acme/churn", "f34tur3s",
					"{'state': 'finished', 'jobType': 'prepare', 'createdAt': '2026-03-01T00:50:00', 'heartbeatAt': '2026-03-01T01:10:00'}",
					List.of(raw), List.of(features));
			server.run("acme/churn", "tr41n1ng",
					"""
							{'state': 'finished', 'displayName': 'sunny-sun-7', 'jobType': 'train', 'createdAt': '2026-03-01T02:30:00', 'heartbeatAt': '2026-03-01T03:10:00',
							 'commit': '9f2c4d1', 'tags': ['nightly'], 'sweepName': 'sw33p', 'host': 'grace-laptop',
							 'config': '{\\"lr\\": {\\"desc\\": null, \\"value\\": 0.1}, \\"data\\": {\\"value\\": {\\"window\\": 30, \\"api_key\\": \\"shh-of-config\\"}}, \\"notify\\": {\\"value\\": \\"grace@wandb.example\\"}, \\"host\\": {\\"value\\": \\"grace-laptop\\"}, \\"_wandb\\": {\\"value\\": {\\"cli_version\\": \\"0.13\\"}}, \\"wandb_version\\": 1}',
							 'summaryMetrics': '{\\"auc\\": 0.91, \\"val\\": {\\"loss\\": \\"NaN\\"}, \\"lift\\": \\"Infinity\\", \\"_step\\": 9, \\"roc\\": {\\"_type\\": \\"image-file\\", \\"size\\": 5}, \\"note\\": \\"fine\\"}'}""",
					List.of(features, raw, code), List.of(model));
		}
	}

	@Test
	void datasetLineageReachesTheModel() {
		estate();
		poll();
		assertThat(this.asking.value("{ asset(id: \"" + MODEL
				+ "\") { kind description tags sources owners { owner { ... on Team { name } } } ... on Model { registered promotions { alias version } versions { edges { node { version } } } } } }",
				"asset"))
			.hasToString("{kind=MODEL, description=Who leaves, tags=[tabular], sources=[wandb:wtests], "
					+ "owners=[{owner={name=acme}}], registered=true, promotions=[{alias=candidate, version=v1}], "
					+ "versions={edges=[{node={version=wandb:v2}}, {node={version=wandb:v1}}, {node={version=wandb:v0}}]}}");
		assertThat(this.asking
			.value("""
					{ asset(id: "version:wandb://wtests/acme/churn|churn|wandb:v1") { description tags ... on ModelVersion { artifactUri
					  trainedBy { name displayName tags state startedAt endedAt parameters { name value } job { id } } evaluations { metrics { name value text } } } } }""",
					"asset"))
			.hasToString(
					"{description=the second, tags=[aws_secret_key:***, by.who:***, digest:d41d8cd9, framework:xgboost], "
							+ "artifactUri=wandb-artifact://wtests/517889887, trainedBy={name=tr41n1ng, displayName=sunny-sun-7, "
							+ "tags=[commit:9f2c4d1, nightly, sweep:sw33p], state=COMPLETE, startedAt=2026-03-01T02:30:00.000Z, endedAt=2026-03-01T03:10:00.000Z, "
							+ "parameters=[{name=data.api_key, value=***}, {name=data.window, value=30}, {name=lr, value=0.1}, {name=notify, value=***}], "
							+ "job={id=job:wandb://wtests/acme/churn|train}}, evaluations=[{metrics=[{name=auc, value=0.91, text=null}, "
							+ "{name=lift, value=null, text=Infinity}, {name=val.loss, value=null, text=NaN}]}]}");
		assertThat(this.asking.list(
				"{ lineage(id: \"data:wandb://wtests/acme/churn|raw\", direction: DOWNSTREAM) { nodes { asset { id } } } }",
				"lineage.nodes[*].asset.id"))
			.containsExactlyInAnyOrder("data:wandb://wtests/acme/churn|raw", "job:wandb://wtests/acme/churn|prepare",
					"job:wandb://wtests/acme/churn|train", "data:wandb://wtests/acme/churn|features", MODEL,
					REGISTERED);
		assertThat(this.asking.value(
				"{ asset(id: \"version:wandb://wtests/acme/churn|features|wandb:v0\") { kind described tags } }",
				"asset"))
			.hasToString("{kind=DATASET_VERSION, described=true, tags=[checked, digest:f0]}");
		List.of("shh-of", "grace").forEach((text) -> assertThat(nothingHolds(text)).as(text).isTrue());
	}

	private boolean nothingHolds(String text) {
		return this.driver
			.executableQuery(
					"""
							MATCH (n) WHERE any(name IN keys(n) WHERE toStringOrNull(n[name]) CONTAINS $text AND toStringOrNull(n[name]) =~ '(?s).*(wandb|laptop|shh-of).*'
							  OR any(one IN CASE WHEN n[name] IS :: LIST<STRING NOT NULL> THEN n[name] ELSE [] END WHERE one CONTAINS $text AND one =~ '(?s).*(wandb|laptop|shh-of).*'))
							RETURN n LIMIT 1""")
			.withParameters(Map.of("text", text))
			.execute()
			.records()
			.isEmpty();
	}

	/** An artifact that is linked to a registry is one version, of two models. */
	@Test
	void registryAndProjectShareTheVersion() {
		estate();
		poll();
		assertThat(this.asking
			.value("{ asset(id: \"version:wandb://wtests/acme/model-registry|churn-classifier|wandb:v0\") "
					+ "{ id ... on ModelVersion { models { id } trainedBy { name } registrations { version model { id } } } } }",
					"asset"))
			.hasToString("{id=version:artifact|wandb-artifact://wtests/517889887, models=[{id=" + MODEL + "}, {id="
					+ REGISTERED + "}], trainedBy={name=tr41n1ng}, registrations=[{version=wandb:v1, model={id=" + MODEL
					+ "}}, {version=wandb:v0, model={id=" + REGISTERED + "}}]}");
	}

	@Test
	void onlyChangesAreCaptured() {
		estate();
		Object captured = poll().get("captured");
		assertThat(poll().get("captured")).as("of a round in which nothing changed").isEqualTo(captured);
		Instant before = Instant.now();
		synchronized (server) {
			ObjectNode model = Objects.requireNonNull(server.artifacts.get("acme/churn/churn:v1"));
			model.withArray("aliases").remove(2);
			server.alias(Objects.requireNonNull(server.artifacts.get("acme/churn/churn:v2")), "acme/churn", "churn",
					"candidate");
			Objects.requireNonNull(server.artifacts.get("acme/churn/churn:v0")).put("state", "DELETED");
			server.collections.remove("acme/churn/model/third");
		}
		assertThat(String.valueOf(poll().get("captured")))
			.isEqualTo(String.valueOf(Integer.parseInt(String.valueOf(captured)) + 3));
		assertThat(this.asking.value("{ asset(id: \"" + MODEL
				+ "\") { ... on Model { promotions { version } versions { edges { node { version registered } } } } asOf(at: \""
				+ before + "\") { ... on Model { promotions { version } } } } }", "asset"))
			.hasToString("{promotions=[{version=v2}], versions={edges=[{node={version=wandb:v2, registered=true}}, "
					+ "{node={version=wandb:v1, registered=true}}, {node={version=wandb:v0, registered=false}}]}, "
					+ "asOf={promotions=[{version=v1}]}}");
		assertThat(this.asking.value(
				"{ asset(id: \"data:wandb://wtests/acme/churn|third\") { ... on Model { registered } } }",
				"asset.registered"))
			.isEqualTo(false);
	}

	/** The old run is rejected, and the model is described. */
	@Test
	void modelOfAnOldRunIsDescribed() {
		estate();
		Object rejected = poll().get("rejected");
		this.driver
			.executableQuery("MATCH (j:Job {urn: $job}) SET j.summarisedUntil = datetime('2026-06-01T00:00:00Z')")
			.withParameters(Map.of("job", "job:wandb://wtests/acme/churn|train"))
			.execute();
		synchronized (server) {
			Objects.requireNonNull(server.artifacts.get("acme/churn/churn:v1"))
				.put("description", "approved")
				.put("updatedAt", "2026-11-01T00:00:00");
		}
		assertThat(String.valueOf(poll().get("rejected"))).as("in both collections")
			.isEqualTo(String.valueOf(Integer.parseInt(String.valueOf(rejected)) + 2));
		assertThat(
				this.asking.value("{ asset(id: \"version:wandb://wtests/acme/churn|churn|wandb:v1\") { description } }",
						"asset.description"))
			.isEqualTo("approved");
		this.driver.executableQuery("MATCH (n:RejectedPayload) WHERE n.reason CONTAINS 'too long ago' DETACH DELETE n")
			.execute();
	}

	/**
	 * The program distinguishes runs without a job type. Runs without both end no edges
	 * of each other.
	 */
	@Test
	void evaluationRunsEndNoTrainingEdges() {
		synchronized (server) {
			trainedAndEvaluated("plain", "{}", "{}");
			trainedAndEvaluated("told", "{\"code_path\": \"code/jobs/train.py\"}",
					"{\"e\": {\"w1\": {\"program\": \"/home/grace/evaluate.py\", \"email\": \"grace@wandb.example\"}}}");
			server.run("acme/churn", "t0c0me", "{'state': 'pending', 'createdAt': '2026-03-09T01:00:00'}", List.of(),
					List.of());
		}
		poll();
		assertThat(flows("plain")).containsExactlyInAnyOrder("plain-data > run", "run > plain-model",
				"plain-model > run", "run > plain-report");
		assertThat(flows("told")).containsExactlyInAnyOrder("told-data > jobs/train.py", "jobs/train.py > told-model",
				"told-model > evaluate.py", "evaluate.py > told-report");
		assertThat(this.asking.list(
				"{ asset(id: \"job:wandb://wtests/acme/churn|run\") "
						+ "{ ... on Job { runs(first: 100) { edges { node { name } } } } } }",
				"asset.runs.edges[*].node.name"))
			.as("not what has not begun, nor what has a program")
			.hasSizeGreaterThanOrEqualTo(6)
			.allMatch((name) -> String.valueOf(name).matches("plain-.*|cr4sh3s1"));
		assertThat(nothingHolds("grace")).isTrue();
	}

	/** A training, and evaluations on the days after it. */
	private static void trainedAndEvaluated(String kind, String trained, String evaluated) {
		String created = "{'id': '%s-%s', 'createdAt': '2026-03-01T00:00:00'}";
		server.collection("acme/churn", "model", kind + "-model", created.formatted(kind, "collection"));
		ObjectNode data = server.artifact("acme/churn", "dataset", kind + "-data", 0, created.formatted(kind, "data"));
		ObjectNode model = server.artifact("acme/churn", "model", kind + "-model", 0, created.formatted(kind, "model"));
		ObjectNode report = server.artifact("acme/churn", "dataset", kind + "-report", 0,
				created.formatted(kind, "report"));
		String ran = "{'state': 'finished', 'config': '{\\\"_wandb\\\": {\\\"value\\\": %2$s}}', 'createdAt': '2026-03-0%1$dT01:00:00', 'heartbeatAt': '2026-03-0%1$dT02:00:00'}";
		server.run("acme/churn", kind + "-train", ran.formatted(1, trained.replace("\"", "\\\"")), List.of(data),
				List.of(model));
		for (int day = 2; day < 7; day++) {
			server.run("acme/churn", kind + "-eval" + day, ran.formatted(day, evaluated.replace("\"", "\\\"")),
					List.of(model), List.of(report));
		}
	}

	/** What flows now in data of these names. */
	private List<String> flows(String kind) {
		return this.driver.executableQuery(
				"MATCH (a)-[:FEEDS]->(b) WHERE (a.urn + b.urn) CONTAINS 'wtests/acme/churn|' + $kind AND (a:Job OR b:Job) "
						+ "RETURN a.name + ' > ' + b.name AS line")
			.withParameters(Map.of("kind", kind))
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("line").asString())
			.toList();
	}

	/** A crashed run without heartbeats is polled until it ends. */
	@Test
	void runIsPolledUntilItEnds() {
		synchronized (server) {
			server.run("acme/churn", "cr4sh3s1",
					"{'state': 'running', 'createdAt': '" + ago(300) + "', 'heartbeatAt': '" + ago(200) + "'}",
					List.of(), List.of());
		}
		poll();
		String question = "{ asset(id: \"run:wandb://wtests/acme/churn|run|cr4sh3s1\") { ... on Run { state } } }";
		assertThat(this.asking.value(question, "asset.state")).isEqualTo("RUNNING");
		synchronized (server) {
			Objects.requireNonNull(server.runs.get("acme/churn/cr4sh3s1")).put("state", "crashed");
		}
		poll();
		assertThat(this.asking.value(question, "asset.state")).isEqualTo("FAIL");
		synchronized (server) {
			server.asked.clear();
		}
		poll();
		assertThat(server.asked).contains("Runs ").doesNotContain("Run ");
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 500, 503 })
	void failedRequestIsRetried(int fault) {
		estate();
		synchronized (server) {
			server.faults.add(fault);
		}
		poll();
		assertThat(this.asking.value("{ asset(id: \"" + MODEL + "\") { described } }", "asset.described"))
			.isEqualTo(true);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 401 })
	void failedPollRemovesNothing(int fault) {
		estate();
		poll();
		synchronized (server) {
			server.artifacts.remove("acme/churn/churn:v0");
			server.faults.addAll(Collections.nCopies(20, fault));
		}
		assertThat(connected.poll(this.asking).get("problem")).asString()
			.contains((fault == 0) ? "The query Project of acme/churn failed: permission denied" : "401")
			.doesNotContain("shh-of-wandb");
		String question = "{ asset(id: \"version:wandb://wtests/acme/churn|churn|wandb:v0\") { ... on ModelVersion { registered } } }";
		assertThat(this.asking.value(question, "asset.registered")).isEqualTo(true);
		synchronized (server) {
			server.faults.clear();
		}
		poll();
		assertThat(this.asking.value(question, "asset.registered")).isEqualTo(false);
	}

	@Test
	void hiddenProjectDoesNotStopTheOthers() {
		estate();
		synchronized (server) {
			server.projects.remove("acme/churn");
		}
		assertThat(connected.poll(this.asking).get("problem")).asString()
			.contains("The project 'acme/churn' is not visible in W&B");
		assertThat(this.asking.value("{ asset(id: \"" + REGISTERED + "\") { described } }", "asset.described"))
			.isEqualTo(true);
	}

	private static String event(String collection) {
		return "{\"catalog\": \"v1\", \"event_type\": \"ADD_ARTIFACT_ALIAS\", \"event_author\": \"grace-of-wandb\", \"alias\": \"production\", "
				+ "\"artifact_version\": \"wandb-artifact://_id/QXJ0aWZhY3Q6NTE3ODg5ODg3\", \"artifact_collection_name\": \""
				+ collection + "\", \"project_name\": \"model-registry\", \"entity_name\": \"acme\", \"at\": "
				+ System.nanoTime() + "}";
	}

	@ParameterizedTest
	@ValueSource(strings = { "base64", "hex", "sha256=" })
	void automationTriggersOnePoll(String form) throws Exception {
		estate();
		synchronized (server) {
			server.asked.clear();
		}
		String body = event("churn-classifier");
		byte[] hmac = Connected.hmac(Connected.SECRET, body);
		String signature = switch (form) {
			case "base64" -> Base64.getEncoder().encodeToString(hmac);
			case "hex" -> HexFormat.of().formatHex(hmac);
			default -> "sha256=" + HexFormat.of().formatHex(hmac);
		};
		Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
		assertThat(push(body, signature).statusCode()).isEqualTo(202);
		int again = push(body, signature).statusCode();
		boolean same = minute.equals(Instant.now().truncatedTo(ChronoUnit.MINUTES));
		assertThat(again).as("a push names no delivery: one of another minute is another")
			.isEqualTo(same ? 200 : again);
		Connected.await(() -> "0".equals(String.valueOf(source().get("waiting"))));
		assertThat(this.asking.value(
				"{ asset(id: \"" + REGISTERED + "\") { ... on Model { promotions { alias version } } } }",
				"asset.promotions"))
			.hasToString("[{alias=production, version=v0}]");
		assertThat(server.asked).allMatch((asked) -> asked.equals("Collection churn-classifier"));
		assertThat(push(body.replace("production", "canary"), signature).statusCode()).isEqualTo(401);
		assertThat(push(body, Base64.getEncoder().encodeToString(Connected.hmac("guessed", body))).statusCode())
			.isEqualTo(401);
	}

	/**
	 * The poll never listed it: an automation brought it, and the next list came too
	 * late.
	 */
	@Test
	void deletionAfterAWebhookIsDetected() throws Exception {
		estate();
		poll();
		synchronized (server) {
			server.collection("acme/model-registry", "model", "short-lived", "{'createdAt': '2026-03-02T00:00:00'}");
			server.artifact("acme/model-registry", "model", "short-lived", 0,
					"{'id': '99', 'createdAt': '2026-03-02T01:00:00', 'digest': 'd99'}");
		}
		String body = event("short-lived");
		assertThat(push(body, HexFormat.of().formatHex(Connected.hmac(Connected.SECRET, body))).statusCode())
			.isEqualTo(202);
		Connected.await(() -> "0".equals(String.valueOf(source().get("waiting"))));
		String question = """
				{ asset(id: "data:wandb://wtests/acme/model-registry|short-lived") { ... on Model { registered
				  versions { edges { node { version registered } } } } } }""";
		assertThat(this.asking.value(question, "asset"))
			.hasToString("{registered=true, versions={edges=[{node={version=wandb:v0, registered=true}}]}}");
		synchronized (server) {
			server.collections.remove("acme/model-registry/model/short-lived");
			server.artifacts.remove("acme/model-registry/short-lived:v0");
		}
		poll();
		assertThat(this.asking.value(question, "asset"))
			.hasToString("{registered=false, versions={edges=[{node={version=wandb:v0, registered=false}}]}}");
	}

	@Test
	void eventWithoutCollectionIsIgnored() throws Exception {
		for (String body : List.of(event(""), "{\"text\": \"a test\"}", "[]", "\"hello\"")) {
			assertThat(signed(body).statusCode()).as(body).isEqualTo(200);
		}
		assertThat(signed(event("churn").replace("\"acme\"", "\"${entity_name}\"")).body()).contains("/entity_name")
			.contains("is no name");
		assertThat(signed("{\"client_payload\": {\"artifact_collection_name\": \"churn\"}}").body())
			.contains("/client_payload/entity_name");
		assertThat(signed("not json").statusCode()).isEqualTo(422);
		synchronized (server) {
			server.asked.clear();
		}
		assertThat(signed(event("churn").replace("model-registry", "nowhere")).statusCode()).isEqualTo(202);
		Connected.await(() -> "0".equals(String.valueOf(source().get("waiting"))));
		assertThat(server.asked).as("of a project that is not named").isEmpty();
	}

	private HttpResponse<String> signed(String body) throws Exception {
		return push(body, HexFormat.of().formatHex(Connected.hmac(Connected.SECRET, body)));
	}

	private HttpResponse<String> push(String body, String signature) throws Exception {
		return connected.push(this.port, "wandb", body, "X-Wandb-Signature", signature);
	}

	/** What W&B answers on different days, in any order and twice. */
	@Test
	void orderOfPayloadsDoesNotMatter() {
		estate();
		List<JsonNode> payloads = payloads();
		List<String> first = null;
		for (int shuffle = 0; shuffle < Seeds.of(6); shuffle++) {
			List<JsonNode> shuffled = new ArrayList<>(payloads);
			shuffled.addAll(payloads);
			Collections.shuffle(shuffled, new Random(shuffle));
			forget();
			shuffled
				.forEach((payload) -> assertThat(this.reception.receiveAll("wandb", "wandb:wtests", List.of(payload)))
					.hasOnlyElementsOfType(PayloadOutcome.Accepted.class));
			List<String> content = GraphContent.of(this.driver)
				.stream()
				.filter((line) -> line.contains("wandb://wtests") || line.contains("wandb-artifact://wtests"))
				.toList();
			first = (first != null) ? first : content;
			assertThat(content).as("shuffle %s", shuffle).hasSizeGreaterThan(40).isEqualTo(first);
		}
	}

	private static List<JsonNode> payloads() {
		List<JsonNode> payloads = new ArrayList<>();
		synchronized (server) {
			Project project = new Project("acme", "churn");
			WandbPoll.Collection model = new WandbPoll.Collection(project, "model", "churn");
			WandbPoll.Collection registered = new WandbPoll.Collection(new Project("acme", "model-registry"), "model",
					"churn-classifier");
			ObjectNode artifact = Objects.requireNonNull(server.artifacts.get("acme/churn/churn:v1"));
			ObjectNode training = Objects.requireNonNull(server.runs.get("acme/churn/tr41n1ng"));
			for (int day = 4; day < 6; day++) {
				Answers answers = new Answers(Instant.parse("2026-03-0" + day + "T00:00:00Z"));
				ObjectNode about = answers.collection(model,
						Objects.requireNonNull(server.collections.get("acme/churn/model/churn")));
				about.putArray("promotions").add("candidate=v" + (day % 2));
				payloads.add(answers.seen(about));
				payloads.add(answers.seen(answers.collection(registered,
						Objects.requireNonNull(server.collections.get("acme/model-registry/model/churn-classifier")))));
				payloads.addAll(Answers.parts(answers.seen(answers.artifact(model, "v1", artifact))));
				payloads.addAll(Answers.parts(answers.seen(answers.artifact(registered, "v0", artifact))));
				payloads.add(answers.seen(answers.artifact(new WandbPoll.Collection(project, "dataset", "features"),
						"v0", Objects.requireNonNull(server.artifacts.get("acme/churn/features:v0")))));
				payloads.add(answers.removed(project, "model", "churn:v0"));
				ObjectNode run = answers.run(project,
						(day > 4) ? training : training.deepCopy().put("state", "running"));
				training.path("inputArtifacts")
					.values()
					.forEach((one) -> run.withArray("inputArtifacts").add(Answers.link(one)));
				training.path("outputArtifacts")
					.values()
					.forEach((one) -> run.withArray("outputArtifacts").add(Answers.link(one)));
				payloads.add(run);
			}
		}
		payloads.forEach((payload) -> ((ObjectNode) payload).put("instance", "wtests"));
		return payloads;
	}

}
