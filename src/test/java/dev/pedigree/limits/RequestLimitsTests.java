package dev.pedigree.limits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.pedigree.GraphTest;
import dev.pedigree.Listening;
import dev.pedigree.TestToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** One request over each limit of each way into the catalog. */
@GraphTest
@ExtendWith(OutputCaptureExtension.class)
class RequestLimitsTests {

	private static final String DIGITS = "9".repeat(450_000);

	private final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	ServletWebServerApplicationContext context;

	@LocalServerPort
	int port;

	@Test
	void batchOfThreeMillionIsRefusedAtOnce() throws Exception {
		Instant before = Instant.now();
		HttpResponse<String> answer = post("/api/v1/lineage/batch", "[" + "{},".repeat(2_999_999) + "{}]");
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("10000");
		assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v1/lineage", "/api/v1/lineage/batch", "/api/v1/evaluations", "/api/v1/deployments" })
	void batchHasTooManyEvents(String path) throws Exception {
		assertThat(post(path, "[" + "{},".repeat(10_000) + "{}]").statusCode()).isEqualTo(413);
	}

	/** 5,000 payloads of which one occurs 4,999 times are two rejected payloads. */
	@Test
	void rejectedPayloadsOfABatchAreKeptOnce() throws Exception {
		Instant before = Instant.now();
		HttpResponse<String> answer = post("/api/v1/lineage/batch",
				"[" + "{\"limits\": 1},".repeat(4_999) + "{\"limits\": 2}]");
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
		HttpResponse<String> kept = question(JsonMapper.shared()
			.writeValueAsString(Map.of("query",
					"{ rejectedPayloads(source: \"openlineage\", first: 50) { edges { node { payload count } } } }")));
		assertThat(JsonMapper.shared()
			.readTree(kept.body())
			.at("/data/rejectedPayloads/edges")
			.valueStream()
			.map((edge) -> edge.path("node"))
			.filter((node) -> node.path("payload").stringValue().startsWith("{\"limits"))
			.map((node) -> node.path("payload").stringValue() + node.path("count").intValue()))
			.containsExactlyInAnyOrder("{\"limits\":1}4999", "{\"limits\":2}1");
	}

	@Test
	void linesAreTooMany() throws Exception {
		assertThat(post("/api/v1/lineage", "{}\n".repeat(10_001)).statusCode()).isEqualTo(413);
	}

	@Test
	void archiveHasTooManyFiles() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (int i = 0; i < 10_001; i++) {
				zip.putNextEntry(new ZipEntry(i + ".txt"));
				zip.closeEntry();
			}
		}
		HttpResponse<String> answer = send(request("/api/v1/ingest/kserve?instance=limits", TestToken.CAPTURER)
			.POST(HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray())));
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("10000");
	}

	/** Two files at once, as many as there are processors to stop. */
	@Test
	void healthAnswersWhileHostileFilesAreParsed() throws Exception {
		Duration idle = health();
		for (int i = 0; i < 10; i++) {
			Duration again = health();
			idle = (again.compareTo(idle) > 0) ? again : idle;
		}
		StringBuilder bomb = new StringBuilder("a0: &a0 x\n");
		for (int i = 1; i < 9; i++) {
			bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(40)));
		}
		Duration slowest = Duration.ZERO;
		for (String body : List.of("a: " + DIGITS, bomb.toString(), "[".repeat(450_000),
				"- [" + "[],".repeat(150_000) + "[]]\n- " + DIGITS)) {
			List<CompletableFuture<HttpResponse<String>>> hostile = Stream.generate(() -> body)
				.limit(2)
				.map((one) -> this.client.sendAsync(request("/api/v1/ingest/kserve?instance=limits", TestToken.CAPTURER)
					.POST(HttpRequest.BodyPublishers.ofString(one))
					.build(), HttpResponse.BodyHandlers.ofString()))
				.toList();
			while (!hostile.stream().allMatch(CompletableFuture::isDone)) {
				Duration taken = health();
				slowest = (taken.compareTo(slowest) > 0) ? taken : slowest;
			}
			assertThat(hostile).extracting((answer) -> answer.get().statusCode()).containsOnly(422);
			assertThat(hostile.getFirst().get().body()).containsAnyOf("at most", "not YAML");
		}
		System.out.printf("Liveness: %d ms at most when idle, %d ms beside hostile files%n", idle.toMillis(),
				slowest.toMillis());
		assertThat(slowest).isLessThan(Duration.ofSeconds(1).plus(idle.multipliedBy(5)));
	}

	private Duration health() throws Exception {
		Instant before = Instant.now();
		assertThat(send(HttpRequest.newBuilder(uri("/actuator/health/liveness")).timeout(Duration.ofSeconds(20)).GET())
			.statusCode()).isEqualTo(200);
		return Duration.between(before, Instant.now());
	}

	@ParameterizedTest
	@ValueSource(strings = { "bidi\\u202egnp", "zero\\u200bwidth", "line\\nbreak", "\\u0000", "\\ufeffmark",
			"filler\\u3164" })
	void nameHasCharactersThatCannotBeSeen(String name) throws Exception {
		HttpResponse<String> answer = post("/api/v1/lineage", run(name, "2026-11-20T10:00:00Z"));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
		assertThat(JsonMapper.shared().readTree(answer.body()).path("pointer").stringValue()).isEqualTo("/job/name");
	}

	@Test
	void nameIsTooLong() throws Exception {
		assertThat(post("/api/v1/lineage", run("n".repeat(2_000), "2026-11-20T10:00:00Z")).statusCode()).isEqualTo(201);
		HttpResponse<String> answer = post("/api/v1/lineage", run("n".repeat(2_001), "2026-11-20T10:00:00Z"));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("2000");
	}

	@ParameterizedTest
	@ValueSource(strings = { "2026-02-30T10:00:00Z", "2025-02-29T10:00:00Z", "2026-04-31T10:00:00Z",
			"2026-04-30T24:00:00Z", "1989-12-31T23:59:59Z" })
	void dateIsNone(String date) throws Exception {
		HttpResponse<String> answer = post("/api/v1/lineage", run("dates", date));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
		assertThat(JsonMapper.shared().readTree(answer.body()).path("pointer").stringValue()).isEqualTo("/eventTime");
	}

	@Test
	void questionIsTooLarge() throws Exception {
		String question = "{\"query\": \"{ __typename }\", \"variables\": {\"x\": \"" + "x".repeat(1_100_000) + "\"}}";
		HttpResponse<String> answer = question(question);
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("1048576");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "[]", "\"x\"", "1", "", " " })
	void questionIsNoObject(String body) throws Exception {
		HttpResponse<String> answer = question(body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
	}

	@Test
	void socketHasTooManySubscriptions() throws Exception {
		String subscription = "subscription { assetChanged { seq } }";
		try (Listening listening = Listening.to(this.port, TestToken.READER, subscription)) {
			for (int i = 2; i <= 101; i++) {
				listening.send(Map.of("id", "s" + i, "type", "subscribe", "payload", Map.of("query", subscription)));
			}
			JsonNode message = listening.next();
			assertThat(message.path("type").stringValue()).as("%s", message).isEqualTo("error");
			assertThat(message.path("id").stringValue()).isEqualTo("s101");
			assertThat(message.at("/payload/0/extensions/code").stringValue()).isEqualTo("LIMIT_EXCEEDED");
			listening.send(Map.of("id", "s5", "type", "complete"));
			listening.send(Map.of("id", "s102", "type", "subscribe", "payload", Map.of("query", subscription)));
			listening.send(Map.of("type", "ping"));
			assertThat(listening.next().path("type").stringValue()).isEqualTo("pong");
		}
	}

	@Test
	void inventoryHasTooManyColumnsOrProblems() throws Exception {
		HttpResponse<String> wide = inventory("namespace,model" + ",x".repeat(200) + "\n");
		assertThat(wide.statusCode()).isEqualTo(422);
		assertThat(wide.body()).contains("has 202 columns; at most 200 are allowed");
		HttpResponse<String> wrong = inventory("namespace,model" + ",x".repeat(150) + "\n");
		assertThat(wrong.statusCode()).isEqualTo(422);
		assertThat(JsonMapper.shared().readTree(wrong.body()).at("/lines/0/problems")).hasSize(21);
		assertThat(wrong.body()).contains("has 130 more problems");
	}

	private HttpResponse<String> inventory(String csv) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(uri("/api/v1/inventory"))
			.header("Authorization", TestToken.bearer(TestToken.EDITOR))
			.header("Content-Type", "text/csv")
			.POST(HttpRequest.BodyPublishers.ofString(csv)));
	}

	/** A socket without a token. */
	@Test
	void nonsenseOnASocketIsNoErrorInTheLog(CapturedOutput output) throws Exception {
		for (String nonsense : List.of("nonsense", "{\"type\": \"nonsense\"}", "{}", "[]", "null")) {
			assertThat(Listening.refusalOf(this.port, nonsense)).as(nonsense).isBetween(4400, 4499);
		}
		assertThat(output.getAll()).doesNotContain("Closing session due to exception", "Unhandled exception");
	}

	@Test
	void headersHaveATime() {
		assertThat(((TomcatWebServer) Objects.requireNonNull(this.context.getWebServer())).getTomcat()
			.getConnector()
			.getProperty("connectionTimeout")).isEqualTo(10_000);
	}

	@Test
	void webhookOfUnknownSourceIsNotTold() throws Exception {
		HttpResponse<String> answer = send(HttpRequest.newBuilder(uri("/api/v1/ingest/github/none"))
			.header("X-Hub-Signature-256", "sha256=" + "ab".repeat(32))
			.POST(HttpRequest.BodyPublishers.ofString("{}")));
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(send(HttpRequest.newBuilder(uri("/api/v1/ingest/github/none"))
			.header("X-Hub-Signature-256", "sha256=" + "ab".repeat(32))
			.POST(HttpRequest.BodyPublishers.ofString("x".repeat(1_100_000)))).statusCode()).isEqualTo(413);
	}

	private HttpResponse<String> question(String body) throws IOException, InterruptedException {
		return send(request("/graphql", TestToken.READER).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return send(request(path, TestToken.CAPTURER)
			.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
	}

	private HttpRequest.Builder request(String path, String token) {
		return HttpRequest.newBuilder(uri(path))
			.timeout(Duration.ofSeconds(30))
			.header("Authorization", TestToken.bearer(token))
			.header("Content-Type", "application/json");
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String run(String job, String at) {
		return """
				{"eventType": "COMPLETE", "eventTime": "%s", "producer": "https://example.com/tests",
				 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
				 "run": {"runId": "0197a7a0-0000-7000-8000-000000000009"},
				 "job": {"namespace": "request-limits-tests", "name": "%s"}, "inputs": [], "outputs": []}
				""".formatted(at, job);
	}

}
