package dev.pedigree.ingestion;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
@TestPropertySource(properties = { "pedigree.ingestion.max-body=64KB", "pedigree.ingestion.max-decompressed=256KB",
		"pedigree.ingestion.kept-rejected=4" })
class DoorTests {

	private static final JsonMapper json = JsonMapper.shared();

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@Autowired
	MeterRegistry meters;

	@Test
	void acceptedEventIsInTheGraph() throws Exception {
		HttpResponse<String> answer = post("/api/v1/lineage", run("one"));
		assertThat(answer.statusCode()).isEqualTo(201);
		assertThat(answer.body()).isEmpty();
		assertThat(isThere("one")).isTrue();
	}

	/** The tokens of all senders are stored, in either order. */
	@Test
	void statementsNameTheirToken() throws Exception {
		String[][] orders = { { TestToken.CAPTURER, TestToken.ADMIN }, { TestToken.ADMIN, TestToken.CAPTURER } };
		for (String[] order : orders) {
			String name = "told-by-" + order[0];
			String event = run(name)
				.replace("\"card-transactions\"}",
						"\"card-transactions\", \"facets\": {"
								+ "\"documentation\": {\"description\": \"cards of \" }, \"ownership\": {\"owners\": "
								+ "[{\"name\": \"team:risk-ml\", \"type\": \"MAINTAINER\"}]}}}")
				.replace("s3://door-tests", name);
			for (String token : order) {
				HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/v1/lineage"))
					.header("Authorization", TestToken.bearer(token))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(event));
				assertThat(send(request).statusCode()).isEqualTo(201);
			}
			assertThat(this.driver
				.executableQuery(
						"""
								MATCH (said:Run|Revision|OwnersStated)
								WHERE said.job ENDS WITH $name OR said.asset CONTAINS $name
								RETURN head([l IN labels(said) WHERE l IN ['Run', 'Revision', 'OwnersStated']]) + ' ' + reduce(all = '', actor IN said.actors | all + ' ' + actor) AS told
								""")
				.withParameters(Map.of("name", name))
				.execute()
				.records()).extracting((row) -> row.get("told").asString())
				.containsExactlyInAnyOrder("Run  test-admin test-capturer", "Revision  test-admin test-capturer",
						"OwnersStated  test-admin test-capturer");
		}
	}

	@Test
	void eventWithoutRunIdIsRejectedWithPointer() throws Exception {
		double before = refused();
		HttpResponse<String> answer = post("/api/v1/lineage", run("no-run-id").replace("runId", "id"));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(type(answer)).isEqualTo("application/problem+json");
		JsonNode problem = json.readTree(answer.body());
		assertThat(problem.path("pointer").stringValue()).isEqualTo("/run/runId");
		assertThat(problem.path("reason").stringValue()).isEqualTo("run.runId is missing");
		assertThat(refused()).isEqualTo(before + 1);
		assertThat(isThere("no-run-id")).isFalse();
	}

	@Test
	void invalidJsonIsABadRequest() throws Exception {
		HttpResponse<String> answer = post("/api/v1/lineage", "{\"eventTime\": ");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(type(answer)).isEqualTo("application/problem+json");
		assertThat(answer.body()).contains("not JSON").contains("line 1");
		assertThat(post("/api/v1/lineage", "").statusCode()).isEqualTo(400);
	}

	@Test
	void invalidEventOfABatchFailsAlone() throws Exception {
		HttpResponse<String> answer = post("/api/v1/lineage/batch",
				"[" + run("batch-1") + "," + run("batch-2").replace("eventTime", "time") + "," + run("batch-3") + "]");
		assertThat(answer.statusCode()).isEqualTo(207);
		JsonNode body = json.readTree(answer.body());
		assertThat(body.path("status").stringValue()).isEqualTo("partial_success");
		assertThat(body.at("/summary/successful").intValue()).isEqualTo(2);
		assertThat(body.path("failed_events").size()).isEqualTo(1);
		assertThat(body.at("/failed_events/0/index").intValue()).isEqualTo(1);
		assertThat(body.at("/failed_events/0/pointer").stringValue()).isEqualTo("/eventTime");
		assertThat(body.at("/failed_events/0/reason").stringValue()).isEqualTo("eventTime is missing");
		assertThat(isThere("batch-1")).isTrue();
		assertThat(isThere("batch-2")).isFalse();
		assertThat(isThere("batch-3")).isTrue();
	}

	@Test
	void aBatchIsAnArray() throws Exception {
		assertThat(post("/api/v1/lineage/batch", run("no-array")).statusCode()).isEqualTo(422);
		assertThat(post("/api/v1/lineage/batch", "[" + run("array") + "]").statusCode()).isEqualTo(201);
		assertThat(post("/api/v1/lineage/batch", "[" + run("array").replace("name", "nam") + "]").statusCode())
			.isEqualTo(422);
	}

	@Test
	void singleEventEndpointAcceptsArraysAndLines() throws Exception {
		assertThat(post("/api/v1/lineage", "[" + run("array-1") + "," + run("array-2") + "]").statusCode())
			.isEqualTo(201);
		String lines = run("line-1").replace("\n", " ") + "\n\nnot json\n" + run("line-2").replace("\n", " ") + "\n";
		HttpResponse<String> answer = post("/api/v1/lineage", lines);
		assertThat(answer.statusCode()).isEqualTo(207);
		assertThat(json.readTree(answer.body()).at("/failed_events/0/index").intValue()).isEqualTo(1);
		assertThat(isThere("array-2")).isTrue();
		assertThat(isThere("line-1")).isTrue();
		assertThat(isThere("line-2")).isTrue();
	}

	@Test
	void bodyMayBeCompressed() throws Exception {
		HttpResponse<String> answer = send(request("/api/v1/lineage").header("Content-Encoding", "gzip")
			.POST(HttpRequest.BodyPublishers.ofByteArray(zipped(run("zipped")))));
		assertThat(answer.statusCode()).isEqualTo(201);
		assertThat(isThere("zipped")).isTrue();
		assertThat(send(request("/api/v1/lineage").header("Content-Encoding", "gzip")
			.POST(HttpRequest.BodyPublishers.ofString(run("not-zipped")))).statusCode()).isEqualTo(400);
		assertThat(send(request("/api/v1/lineage").header("Content-Encoding", "br")
			.POST(HttpRequest.BodyPublishers.ofString(run("br")))).statusCode()).isEqualTo(415);
	}

	@Test
	void bodySizeIsLimitedCompressedAndDecompressed() throws Exception {
		String large = run("large").replace("\"producer\"",
				"\"padding\": \"" + "x".repeat(70_000) + "\", \"producer\"");
		HttpResponse<String> answer = post("/api/v1/lineage", large);
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(type(answer)).isEqualTo("application/problem+json");
		HttpRequest.BodyPublisher unknownLength = HttpRequest.BodyPublishers
			.ofInputStream(() -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)));
		assertThat(send(request("/api/v1/lineage").POST(unknownLength)).statusCode()).isEqualTo(413);
		assertThat(sendZipped(large).statusCode()).isEqualTo(201);
		assertThat(sendZipped(large.replace("x".repeat(10), "x".repeat(50))).statusCode()).isEqualTo(413);
	}

	@Test
	void rejectedPayloadIsMaskedAndCanBeRetried() throws Exception {
		String bad = run("rejected").replace("\"job\":", "\"password\": \"hunter2\", \"job\":")
			.replace("2026-11-20", "2199-11-20");
		JsonNode problem = json.readTree(post("/api/v1/lineage", bad).body());
		String id = problem.path("rejected").stringValue();
		assertThat(problem.path("reason").stringValue()).isEqualTo("eventTime is more than 24 hours in the future");
		JsonNode listed = graphql(TestToken.READER, """
				{ rejectedPayloads(source: "openlineage", first: 1) {
				    totalCount pageInfo { hasNextPage }
				    edges { cursor node { id source pointer reason payload actor count receivedAt } } } }
				""").at("/data/rejectedPayloads");
		assertThat(listed.at("/totalCount").intValue()).isPositive();
		assertThat(listed.at("/edges/0/node/id").stringValue()).isEqualTo(id);
		assertThat(listed.at("/edges/0/node/pointer").stringValue()).isEqualTo("/eventTime");
		assertThat(listed.at("/edges/0/node/actor").stringValue()).isEqualTo(TestToken.CAPTURER);
		assertThat(listed.at("/edges/0/node/payload").stringValue()).contains("door-tests").doesNotContain("hunter2");

		assertThat(retry(id).at("/data/retryRejected").booleanValue()).isFalse();
		this.driver
			.executableQuery("MATCH (p:RejectedPayload {id: $id}) SET p.payload = replace(p.payload, '2199', '2026')")
			.withParameters(Map.of("id", id))
			.execute();
		assertThat(retry(id).at("/data/retryRejected").booleanValue()).isTrue();
		assertThat(isThere("rejected")).isTrue();
		assertThat(retry(id).at("/errors/0/extensions/code").stringValue()).isEqualTo("NOT_FOUND");
	}

	@Test
	void rejectedPayloadsArePagedAndPruned() throws Exception {
		for (int i = -3; i < 3; i++) {
			assertThat(post("/api/v1/lineage", "{\"page\": " + i + "}").statusCode()).isEqualTo(422);
		}
		JsonNode first = page("");
		String cursor = first.at("/edges/1/cursor").stringValue();
		JsonNode second = page(", after: \"" + cursor + "\"");
		assertThat(first.at("/edges/0/node/payload").stringValue()).contains("2");
		assertThat(first.at("/edges/1/node/payload").stringValue()).contains("1");
		assertThat(second.at("/edges/0/node/payload").stringValue()).contains("0");
		assertThat(
				graphql(TestToken.READER, "{ rejectedPayloads { totalCount } }").at("/data/rejectedPayloads/totalCount")
					.intValue())
			.isEqualTo(4);
	}

	@Test
	void retryRequiresEditor() throws Exception {
		JsonNode answer = graphql(TestToken.CAPTURER, "mutation { retryRejected(id: \"rejected:none\") }");
		assertThat(answer.at("/errors/0/extensions/code").stringValue()).isEqualTo("FORBIDDEN");
	}

	@Test
	void facetsAreCountedByPlaceAndName() throws Exception {
		String event = run("facets").replace("\"name\": \"facets\"", """
				"name": "facets", "facets": {"doorTests": {"apiKey": "hunter2", "x": 1},
				"documentation": {"description": "trains"}, "tags": {"_deleted": true}}""");
		assertThat(post("/api/v1/lineage", event).statusCode()).isEqualTo(201);
		assertThat(post("/api/v1/lineage", event).statusCode()).isEqualTo(201);
		JsonNode counts = graphql(TestToken.READER, "{ facetCoverage { place name count used sample firstSeen } }")
			.at("/data/facetCoverage");
		JsonNode unused = counts.valueStream()
			.filter((count) -> count.path("name").stringValue().equals("doorTests"))
			.findFirst()
			.orElseThrow();
		assertThat(unused.path("place").stringValue()).isEqualTo("job");
		assertThat(unused.path("count").intValue()).isEqualTo(2);
		assertThat(unused.path("used").booleanValue()).isFalse();
		assertThat(unused.path("sample").stringValue()).isEqualTo("{\"apiKey\":\"***\",\"x\":1}");
		assertThat(counts.valueStream()
			.filter((count) -> count.path("name").stringValue().equals("documentation"))
			.findFirst()
			.orElseThrow()
			.path("used")
			.booleanValue()).isTrue();
	}

	@Test
	void namesMayBeLongAndStrange() throws Exception {
		for (String name : new String[] { "x".repeat(2_000), "half \\ud83d character", "\u00e9\u4e2d\ud83d\ude80",
				"a|b%7C", "' RETURN 1 //" }) {
			String event = run("strange").replace("card-transactions", name).replace("\"strange\"", "\"" + name + "\"");
			assertThat(post("/api/v1/lineage", event).statusCode()).as(name).isEqualTo(201);
		}
	}

	private JsonNode page(String after) throws Exception {
		return graphql(TestToken.READER,
				"{ rejectedPayloads(first: 2" + after + ") { edges { cursor node { payload } } } }")
			.at("/data/rejectedPayloads");
	}

	private JsonNode retry(String id) throws Exception {
		return graphql(TestToken.EDITOR, "mutation { retryRejected(id: \"" + id + "\") }");
	}

	private double refused() {
		var counter = this.meters.find("pedigree.ingestion.payloads").tag("outcome", "refused").counter();
		return (counter != null) ? counter.count() : 0;
	}

	private boolean isThere(String job) {
		return !this.driver.executableQuery("MATCH (n:Entity {urn: 'job:door-tests|' + $job}) RETURN n.urn")
			.withParameters(Map.of("job", job))
			.execute()
			.records()
			.isEmpty();
	}

	private static String run(String job) {
		return """
				{"eventType": "COMPLETE", "eventTime": "2026-11-20T10:00:00Z", "producer": "https://example.com/tests",
				 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
				 "run": {"runId": "0197a7a0-0000-7000-8000-000000000001"},
				 "job": {"namespace": "door-tests", "name": "%s"},
				 "inputs": [{"namespace": "s3://door-tests", "name": "card-transactions"}],
				 "outputs": [{"namespace": "s3://door-tests", "name": "fraud-detector"}]}
				""".formatted(job);
	}

	private JsonNode graphql(String token, String query) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri("/graphql"))
			.header("Authorization", TestToken.bearer(token))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(Map.of("query", query))));
		return json.readTree(send(request).body());
	}

	private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
	}

	private HttpResponse<String> sendZipped(String body) throws IOException, InterruptedException {
		return send(request("/api/v1/lineage").header("Content-Encoding", "gzip")
			.POST(HttpRequest.BodyPublishers.ofByteArray(zipped(body))));
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(uri(path))
			.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
			.header("Content-Type", "application/json");
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String type(HttpResponse<?> answer) {
		return answer.headers().firstValue("Content-Type").orElse("");
	}

	private static byte[] zipped(String text) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		return bytes.toByteArray();
	}

}
