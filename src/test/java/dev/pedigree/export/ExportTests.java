package dev.pedigree.export;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** Exports over HTTP from a store of several pages. */
@GraphTest
@ExtendWith(OutputCaptureExtension.class)
class ExportTests {

	private static final int MANY = 2_500;

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@BeforeAll
	static void fill(@Autowired Driver driver) {
		driver.executableQuery(
				"""
						CYPHER 25 UNWIND range(1, $many) AS i
						CREATE (:Entity:Asset:Standing:Dataset {urn: 'data:export-many|d' + i, namespace: 'export-many', name: 'd' + i,
						  described: true, createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-02T00:00:00Z')})""")
			.withParameters(Map.of("many", MANY))
			.execute();
		driver.executableQuery(
				"""
						CYPHER 25
						CREATE (m:Entity:Asset:Standing:Model {urn: 'data:export-one|m', namespace: 'export-one', name: 'm', described: true,
						  displayName: '=HYPERLINK("http://x")', description: 'says "a",\\r\\nthen b', tags: ['-1+1', 'b'], lifecycle: 'production',
						  riskTier: '@high', task: '+ranking', sources: ['manual'],
						  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-02T00:00:00Z')})
						CREATE (v:Entity:Asset:Recorded:Version:ModelVersion {urn: 'version:export-one|m|ol:1', namespace: 'export-one', name: 'm',
						  version: 'ol:1', asset: m.urn, at: datetime('2026-01-01T00:00:00Z'), eligibleAt: datetime('2026-01-01T00:00:00Z')})
						CREATE (v)-[:VERSION_OF]->(m)
						CREATE (m)<-[:OWNS {role: 'ACCOUNTABLE', source: 'manual', since: datetime('2026-01-01T00:00:00Z')}]-
						  (:Entity:Owner:Person {urn: 'person:export@example.com', name: 'Ada', email: 'export@example.com'})
						CREATE (m)<-[:OWNS {role: 'MAINTAINER', source: 'manual', since: datetime('2026-01-01T00:00:00Z')}]-
						  (:Entity:Owner:Team {urn: 'team:export', name: 'export'})
						CREATE (:Entity:Asset:Standing:Job {urn: 'job:export-one|j', namespace: 'export-one', name: 'j', description: '\\t=1+1',
						  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-02T00:00:00Z')})""")
			.execute();
	}

	@Test
	void csvQuotesCellsAndMakesFormulasHarmless() throws Exception {
		HttpResponse<String> answer = get("assets.csv?namespace=export-one");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;header=present;charset=UTF-8");
		assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"assets.csv\"");
		assertThat(answer.body()).isEqualTo(String.join("\r\n",
				"id,kind,namespace,name,displayName,description,tags,owners,accountable,lifecycle,riskTier,latestVersion,"
						+ "task,license,described,sources,createdAt,updatedAt",
				"data:export-one|m,MODEL,export-one,m,\"'=HYPERLINK(\"\"http://x\"\")\",\"says \"\"a\"\",\r\nthen b\",\"'-1+1;b\","
						+ "\"person:export@example.com;team:export\",\"person:export@example.com\",PRODUCTION,\"'@high\",ol:1,\"'+ranking\",,"
						+ "true,manual,2026-01-01T00:00:00.000Z,2026-01-02T00:00:00.000Z",
				"job:export-one|j,JOB,export-one,j,j,\"'\t=1+1\",,,,,,,,,true,,"
						+ "2026-01-01T00:00:00.000Z,2026-01-02T00:00:00.000Z",
				""));
	}

	@Test
	void jsonHasTheSameColumnsWithTypes() throws Exception {
		HttpResponse<String> answer = get("assets.json?namespace=export-one&kinds=MODEL");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		JsonNode rows = JsonMapper.shared().readTree(answer.body());
		assertThat(rows).hasSize(1);
		assertThat(rows.path(0).propertyNames()).containsExactlyElementsOf(ExportedAsset.COLUMNS);
		assertThat(rows.path(0).toString()).contains("\"displayName\":\"=HYPERLINK(\\\"http://x\\\")\"",
				"\"tags\":[\"-1+1\",\"b\"]", "\"accountable\":[\"person:export@example.com\"]", "\"license\":null",
				"\"described\":true");
	}

	@Test
	void exportsEachAssetOnceOverAllPages() throws Exception {
		JsonNode json = JsonMapper.shared().readTree(get("assets.json?namespace=export-many").body());
		List<String> ids = json.valueStream().map((row) -> row.path("id").asString()).toList();
		assertThat(ids).hasSize(MANY)
			.containsExactlyElementsOf(
					IntStream.rangeClosed(1, MANY).mapToObj((i) -> "data:export-many|d" + i).sorted().toList());
		List<Map<String, String>> csv = new CsvMapper().readerFor(Map.class)
			.with(CsvSchema.emptySchema().withHeader())
			.<Map<String, String>>readValues(get("assets.csv?namespace=export-many").body())
			.readAll();
		assertThat(csv).extracting((row) -> row.get("id")).isEqualTo(ids);
	}

	@Test
	void filtersByTheParametersOfTheQuery() throws Exception {
		assertThat(get("assets.json?namespace=export-one&kinds=MODEL&kinds=JOB").body()).contains("|m\"", "|j\"");
		assertThat(get("assets.json?namespace=export-one&owned=false").body()).doesNotContain("|m\"").contains("|j\"");
		assertThat(get("assets.json?team=team:export").body()).contains("|m\"").doesNotContain("|j\"");
		assertThat(get("assets.json?namespace=nowhere").body()).isEqualTo("[\n]\n");
		assertThat(get("assets.csv?namespace=nowhere").body()).startsWith("id,kind").hasLineCount(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			owner=x; owner; is not a parameter
			after=x; after; is not a parameter
			namespace=a&namespace=b; namespace; has 2 values
			kinds=TABLE; kinds; DATASET_VERSION
			kinds=RUN; kinds; allowed are [DATASET, JOB, MODEL, DEPLOYMENT, APPLICATION]
			owned=yes; owned; true and false are allowed
			updatedSince=yesterday; updatedSince; 2026-01-31T12:00:00Z
			lifecycle=LIVE; lifecycle; PRODUCTION
			team=team:nowhere; team; team:nowhere
			""")
	void badParameterIsRefusedByItsName(String query, String parameter, String reason) throws Exception {
		HttpResponse<String> answer = get("assets.csv?" + query);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
		JsonNode problem = JsonMapper.shared().readTree(answer.body());
		assertThat(problem.path("parameter").asString("")).isEqualTo(parameter);
		assertThat(problem.path("detail").asString("")).startsWith(parameter + ": ").contains(reason);
	}

	@Test
	void needsATokenAndOnlyReads() throws Exception {
		HttpResponse<String> unknown = send("GET", "assets.csv", null);
		assertThat(unknown.statusCode()).isEqualTo(401);
		assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		HttpResponse<String> write = send("POST", "assets.csv", TestToken.READER);
		assertThat(write.statusCode()).isEqualTo(403);
		assertThat(write.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	/**
	 * A kind of time that the schema cannot print makes the page with the last row fail.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "assets.csv", "assets.json" })
	void exportThatFailsLaterIsNotACompleteFile(String file, CapturedOutput output) throws Exception {
		spoil("data:export-many|d999");
		try {
			HttpResponse<InputStream> answer = this.client.send(
					request("GET", file + "?namespace=export-many", TestToken.READER).build(),
					HttpResponse.BodyHandlers.ofInputStream());
			assertThat(answer.statusCode()).isEqualTo(200);
			StringBuilder read = new StringBuilder();
			assertThatIOException().isThrownBy(() -> read(answer.body(), read));
			assertThat(read).contains("data:export-many|d1000").doesNotContain("|d999").doesNotContain("timestamp");
			assertThat(read.toString().stripTrailing()).doesNotEndWith("]");
			assertThat(output).contains("The export " + file + " is incomplete after 2000 rows");
		}
		finally {
			restore("data:export-many|d999");
		}
	}

	@Test
	void exportThatFailsAtOnceIsAProblem() throws Exception {
		spoil("data:export-many|d1");
		try {
			HttpResponse<String> answer = get("assets.csv?namespace=export-many");
			assertThat(answer.statusCode()).isEqualTo(500);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
		}
		finally {
			restore("data:export-many|d1");
		}
	}

	private void spoil(String urn) {
		this.driver.executableQuery("MATCH (n:Entity {urn: $urn}) SET n.description = 1")
			.withParameters(Map.of("urn", urn))
			.execute();
	}

	private void restore(String urn) {
		this.driver.executableQuery("MATCH (n:Entity {urn: $urn}) REMOVE n.description")
			.withParameters(Map.of("urn", urn))
			.execute();
	}

	/** Reads what arrives before the connection breaks. */
	private static void read(InputStream body, StringBuilder read) throws IOException {
		byte[] buffer = new byte[8192];
		for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
			read.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
		}
	}

	private HttpResponse<String> get(String file) throws IOException, InterruptedException {
		return send("GET", file, TestToken.READER);
	}

	private HttpResponse<String> send(String method, String file, @Nullable String token)
			throws IOException, InterruptedException {
		return this.client.send(request(method, file, token).build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String method, String file, @Nullable String token) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1/export/" + file))
			.method(method, HttpRequest.BodyPublishers.noBody());
		return (token != null) ? request.header("Authorization", TestToken.bearer(token)) : request;
	}

}
