package dev.pedigree.curation;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.TestToken;
import dev.pedigree.conformance.GraphContent;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Model inventories as banks keep them, in spreadsheets. */
@BesideGraphTest
@Order(TestStore.LATE)
class InventoryTests {

	private static final String ALL = """
			namespace,model,displayName,description,tags,purpose,intendedUses,outOfScopeUses,limitations,failureModes,lifecycle,riskTier,owner,ownerRole,version,framework,artifactUri,digest,dependencies,deploymentNamespace,deployment,environment,tier,servedSince
			inventory-tests,fraud-detector,Fraud,Scores card payments.,cards|gold,Stop fraud,cards,loans | insurance,new merchants,drift,production,high,inventory-team,maintainer,mlflow:4,xgboost 2.1,s3://models/4,sha256:0123456789abcdef,pkg:pypi/xgboost@2.1.1,inventory-tests,fraud-scoring,inventory-prod,PRODUCTION,2026-01-31
			inventory-tests,fraud-detector,,,,,,,,,,,ada@inventory.example,,,,,,,,,,,
			inventory-tests,credit-scorer,,,,,,,,,,low,,,,,,,,,,,,
			""";

	private final HttpClient http = HttpClient.newHttpClient();

	@Autowired
	InventoryColumns columns;

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
	void importedFileIsInTheCatalog() throws Exception {
		JsonNode report = taken(ALL);
		assertThat(report.path("rows").intValue()).isEqualTo(3);
		assertThat(outcomes(report)).containsExactly("2 version:inventory-tests|fraud-detector|mlflow:4 CREATED",
				"3 data:inventory-tests|fraud-detector CREATED", "4 data:inventory-tests|credit-scorer CREATED");
		assertThat(this.asking.value(
				"""
						{ asset(id: "data:inventory-tests|fraud-detector") { kind displayName description tags described curated ... on Model {
						  purpose intendedUses outOfScopeUses limitations failureModes lifecycle riskTier } } }""",
				"asset"))
			.isEqualTo(Map.ofEntries(Map.entry("kind", "MODEL"), Map.entry("displayName", "Fraud"),
					Map.entry("description", "Scores card payments."), Map.entry("tags", List.of("cards", "gold")),
					Map.entry("described", true), Map.entry("purpose", "Stop fraud"),
					Map.entry("intendedUses", List.of("cards")),
					Map.entry("outOfScopeUses", List.of("loans", "insurance")),
					Map.entry("limitations", List.of("new merchants")), Map.entry("failureModes", List.of("drift")),
					Map.entry("lifecycle", "PRODUCTION"), Map.entry("riskTier", "high"),
					Map.entry("curated", List.of("description", "displayName", "failureModes", "intendedUses",
							"lifecycle", "limitations", "outOfScopeUses", "purpose", "riskTier", "tags"))));
		assertThat(String.valueOf(this.asking
			.value("""
					{ asset(id: "version:inventory-tests|fraud-detector|mlflow:4") { ... on ModelVersion { framework artifactUri digest
					  dependencies { purl } servings { role since until deployment { id environment { name tier } } } } } }""",
					"asset")))
			.contains("framework=xgboost 2.1", "artifactUri=s3://models/4", "digest=sha256:0123456789abcdef",
					"purl=pkg:pypi/xgboost@2.1.1", "role=primary", "since=2026-01-31T00:00:00.000Z", "until=null",
					"id=deployment:inventory-tests|fraud-scoring", "name=inventory-prod, tier=PRODUCTION");
		assertThat(owners()).containsExactlyInAnyOrder("MAINTAINER team:inventory-team manual",
				"ACCOUNTABLE person:ada@inventory.example manual");
		assertThat(actors()).containsOnly(TestToken.EDITOR);
	}

	@Test
	void repeatedImportChangesNothing() throws Exception {
		taken(ALL);
		List<String> before = GraphContent.of(this.driver);
		JsonNode report = taken(ALL);
		assertThat(report.path("unchanged").intValue()).isEqualTo(3);
		assertThat(outcomes(report)).allMatch((line) -> line.endsWith(" UNCHANGED"));
		assertThat(GraphContent.of(this.driver)).isEqualTo(before);
	}

	/** Also without a date, when what serves has served since it was first said. */
	@Test
	void currentServingIsNotStatedAgain() throws Exception {
		String file = serving("mlflow:1", "");
		taken(file);
		List<String> before = GraphContent.of(this.driver);
		assertThat(outcomes(taken(file))).singleElement().asString().endsWith("UNCHANGED");
		assertThat(GraphContent.of(this.driver)).isEqualTo(before);
		assertThat(outcomes(taken(serving("mlflow:2", "")))).singleElement().asString().endsWith("CREATED");
		assertThat(outcomes(taken(file))).singleElement().asString().endsWith("CHANGED");
	}

	@Test
	void dryRunWritesNothingAndReturnsTheSameReport() throws Exception {
		List<String> before = GraphContent.of(this.driver);
		JsonNode tried = json(post("?dryRun=true", ALL), 200);
		assertThat(GraphContent.of(this.driver)).isEqualTo(before);
		assertThat(tried.path("dryRun").booleanValue()).isTrue();
		assertThat(tried.path("lines")).isEqualTo(taken(ALL).path("lines"));
	}

	@Test
	void absentValuesStayAndNewValuesAreChanges() throws Exception {
		taken("namespace,model,riskTier,purpose\ninventory-tests,m,high,Stop fraud\n");
		JsonNode report = taken("namespace,model,riskTier,purpose\ninventory-tests,m,low,\ninventory-tests,n,,\n");
		assertThat(report.path("created").intValue()).isEqualTo(1);
		assertThat(report.path("changed").intValue()).isEqualTo(1);
		assertThat(this.asking.value("{ asset(id: \"data:inventory-tests|m\") { ... on Model { riskTier purpose } } }",
				"asset"))
			.isEqualTo(Map.of("riskTier", "low", "purpose", "Stop fraud"));
	}

	/**
	 * An owner of the file stands beside the others, and ends as any that is assigned.
	 */
	@Test
	void importedOwnerIsAddedAndCanBeEnded() throws Exception {
		taken("namespace,model,owner\ninventory-tests,fraud-detector,inventory-team\n");
		taken("namespace,model,owner\ninventory-tests,fraud-detector,team:inventory-others\n");
		assertThat(owners()).containsExactlyInAnyOrder("ACCOUNTABLE team:inventory-team manual",
				"ACCOUNTABLE team:inventory-others manual");
		this.asking.ask("""
				mutation { endOwnership(asset: "data:inventory-tests|fraud-detector", owner: "team:inventory-team",
				  role: ACCOUNTABLE) { until } }""");
		assertThat(owners()).containsExactly("ACCOUNTABLE team:inventory-others manual");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = " @ ", quoteCharacter = '`',
			textBlock = """
					namespace,model,version\\ninventory-tests,,1 @ 2 model is missing
					namespace,model\\n,m @ 2 namespace is missing
					namespace,model,framework\\ninventory-tests,m,torch @ 2 version is missing; framework requires it
					namespace,model,digest,version\\ninventory-tests,m,abc,1 @ 2 digest must be algorithm:hex, as in sha256:4f..
					namespace,model,lifecycle\\ninventory-tests,m,live @ 2 lifecycle must be one of [EXPERIMENTAL, CANDIDATE, PRODUCTION, DEPRECATED, RETIRED, UNKNOWN]
					namespace,model,ownerRole,owner\\ninventory-tests,m,boss,x @ 2 ownerRole must be one of [ACCOUNTABLE, MAINTAINER, CONTACT, OTHER]
					namespace,model,ownerRole\\ninventory-tests,m,CONTACT @ 2 owner is missing; ownerRole requires it
					namespace,model,owner\\ninventory-tests,m,team: @ 2 owner 'team:' contains no name; team:<name>, the name of a team or an e-mail address is allowed
					namespace,model,deployment\\ninventory-tests,m,d @ 2 deploymentNamespace is missing; deployment requires it; 2 version is missing; deployment requires it; 2 environment is missing; deployment requires it
					namespace,model,tier\\ninventory-tests,m,PRODUCTION @ 2 environment is missing; tier requires it
					namespace,model,displayName\\ninventory-tests,m,"a\\nb" @ 2 displayName must be 1 to 500 characters on one line
					namespace,model,dependencies,version\\ninventory-tests,m,pkg:pypi/a@1|numpy,1 @ 2 dependencies entry 2
					namespace,model\\ninventory-tests,m,more @ 2 null has a value in column 3; the header has no title for it
					namespace,model,purpose\\ninventory-tests,m,"open @ 2 null is not CSV: Missing closing quote for value
					namespace,model,purpose\\ninventory-tests,m,"a"b @ 2 null is not CSV: Unexpected character
					namespace,model,riskteir\\ninventory-tests,m,1 @ 1 riskteir is unknown; the nearest is riskTier
					namespace,model,colour of it\\ninventory-tests,m,1 @ 1 colour of it is unknown; allowed are namespace, model, displayName
					namespace,model,Risk_Tier,risk tier\\ninventory-tests,m,1,2 @ 1 riskTier appears more than once
					model,version\\nm,1 @ 1 namespace is missing
					`` @ 1 null is missing; the first line must name the columns
					""")
	void eachBadLineIsNamedAndNothingIsWritten(String file, String problems) throws Exception {
		List<String> before = GraphContent.of(this.driver);
		JsonNode report = json(post("", (file != null) ? file.replace("\\n", "\n") : ""), 422);
		assertThat(String.join("; ", problems(report))).startsWith(problems);
		assertThat(problems(report)).hasSize(problems.split("; (?=\\d)", -1).length);
		assertThat(report.path("detail").stringValue()).endsWith("nothing was written");
		assertThat(GraphContent.of(this.driver)).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource({ "31/01/2026, must be a date", "2026-02-30, must be a date",
			"2999-01-01, more than 24 h in the future" })
	void invalidDayIsRejected(String day, String reason) throws Exception {
		assertThat(problems(json(post("", serving("1", day)), 422))).singleElement()
			.asString()
			.startsWith("2 servedSince ")
			.contains(reason);
	}

	@Test
	void allProblemsAreReportedAndOneInvalidLinePreventsTheImport() throws Exception {
		List<String> before = GraphContent.of(this.driver);
		JsonNode report = json(post("", """
				namespace,model,lifecycle,riskTier,owner,purpose
				inventory-tests,good,PRODUCTION,high,inventory-team,fine
				inventory-tests,bad,live,,a@b@c,"two
				lines"
				inventory-tests,worse,dead,,,
				"""), 422);
		assertThat(outcomes(report)).containsExactly("2 data:inventory-tests|good CREATED",
				"3 data:inventory-tests|bad REFUSED", "5 data:inventory-tests|worse REFUSED");
		assertThat(problems(report)).extracting((problem) -> problem.replaceAll(" (must|'a).*", ""))
			.containsExactly("3 lifecycle", "3 owner", "5 lifecycle");
		assertThat(report.path("detail").stringValue()).isEqualTo("2 of 3 lines are refused; nothing was written");
		assertThat(GraphContent.of(this.driver)).isEqualTo(before);
	}

	@Test
	void bothContradictingLinesAreReported() throws Exception {
		JsonNode report = json(post("", """
				namespace,model,riskTier,tags
				inventory-tests,m,high,a|b
				inventory-tests,m,,b|a
				inventory-tests,n,high,
				inventory-tests,m,low,
				"""), 422);
		assertThat(problems(report)).containsExactly(
				"2 riskTier contradicts line 5, which has another value for data:inventory-tests|m",
				"5 riskTier contradicts line 2, which has another value for data:inventory-tests|m");
		String header = "namespace,model,version,deploymentNamespace,deployment,environment,tier,servedSince\n";
		assertThat(problems(json(post("", header + """
				inventory-tests,m,1,inventory-tests,d,inventory-prod,PRODUCTION,2026-01-01
				inventory-tests,m,2,inventory-tests,d,inventory-prod,STAGING,2026-01-01
				inventory-tests,m,2,inventory-tests,d,inventory-prod,,2026-02-01
				"""), 422))).containsExactly(
				"2 version contradicts line 3, which has another value for deployment:inventory-tests|d",
				"2 tier contradicts line 3, which has another value for environment:inventory-prod",
				"3 version contradicts line 2, which has another value for deployment:inventory-tests|d",
				"3 tier contradicts line 2, which has another value for environment:inventory-prod");
	}

	@Test
	void tierOfAnEnvironmentIsNotChanged() throws Exception {
		taken(serving("1", "2026-01-01"));
		assertThat(problems(json(post("", serving("1", "2026-01-01").replace("PRODUCTION", "STAGING")), 422)))
			.containsExactly("2 tier differs from the tier of inventory-prod; PRODUCTION is allowed");
	}

	@Test
	void semicolonsByteOrderMarksAndMultilineCellsAreParsed() throws Exception {
		String file = "\uFEFFNAMESPACE;\"Model\";Display Name;out_of_scope_uses;description;;\r\n"
				+ "inventory-tests;m;\"Fraud; cards, \"\"gold\"\"\";a|b;\"one\r\ntwo\r\n\";;\r\n" + ";;;;;;\r\n\r\n"
				+ "inventory-tests;n;;\r\n" + "inventory-tests;;x;;;;\r\n";
		JsonNode report = json(post("", file), 422);
		assertThat(outcomes(report)).containsExactly("2 data:inventory-tests|m CREATED",
				"7 data:inventory-tests|n CREATED", "8 null REFUSED");
		taken(file.replace("inventory-tests;;x;;;;\r\n", ""));
		assertThat(this.asking.value(
				"{ asset(id: \"data:inventory-tests|m\") { displayName description ... on Model { outOfScopeUses } } }",
				"asset"))
			.isEqualTo(Map.of("displayName", "Fraud; cards, \"gold\"", "description", "one\r\ntwo", "outOfScopeUses",
					List.of("a", "b")));
	}

	@Test
	void invalidUtf8IsRejectedWithItsLine() throws Exception {
		String file = "namespace,model,purpose\ninventory-tests,m,fine\ninventory-tests,n,Größe\n";
		JsonNode report = json(send("", "text/csv", file.getBytes(StandardCharsets.ISO_8859_1), TestToken.EDITOR), 422);
		assertThat(problems(report)).containsExactly("3 null is not UTF-8; save the sheet as 'CSV UTF-8'");
		assertThat(
				json(send("", "text/csv; charset=UTF-8", file.getBytes(StandardCharsets.UTF_8), TestToken.EDITOR), 200)
					.path("created")
					.intValue())
			.isEqualTo(2);
	}

	/** Nothing evaluates what a cell says, here or on the way. */
	@ParameterizedTest
	@CsvSource(delimiter = ';', value = { "=1+1", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "1e5", "007" })
	void formulaIsImportedAsText(String cell) throws Exception {
		taken("namespace,model,purpose,riskTier\ninventory-tests,m,\"" + cell.replace("\"", "\"\"") + "\",=2\n");
		assertThat(this.asking.value("{ asset(id: \"data:inventory-tests|m\") { ... on Model { purpose riskTier } } }",
				"asset"))
			.isEqualTo(Map.of("purpose", cell, "riskTier", "=2"));
	}

	@Test
	void modelIsFoundByAnyOfItsKeys() throws Exception {
		taken("namespace,model,riskTier\ninventory-tests,m,high\n");
		this.driver.executableQuery("""
				MATCH (m:Model {urn: 'data:inventory-tests|m'})
				MERGE (:Alias {key: 'data:inventory-tests|other'})-[:IDENTIFIES]->(m)""").execute();
		assertThat(problems(
				json(post("", "namespace,model,riskTier\ninventory-tests,m,low\ninventory-tests,other,middle\n"), 422)))
			.containsExactly("2 riskTier contradicts line 3, which has another value for data:inventory-tests|m",
					"3 riskTier contradicts line 2, which has another value for data:inventory-tests|m");
		assertThat(outcomes(taken("namespace,model,riskTier\ninventory-tests,other,high\n"))).singleElement()
			.isEqualTo("2 data:inventory-tests|m UNCHANGED");
	}

	@Test
	void onlyEditorsImport() throws Exception {
		for (String token : List.of(TestToken.READER, TestToken.CAPTURER)) {
			HttpResponse<String> answer = send("", "text/csv", ALL.getBytes(StandardCharsets.UTF_8), token);
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		}
		assertThat(send("?dryRun=true", "text/csv", ALL.getBytes(StandardCharsets.UTF_8), TestToken.ADMIN).statusCode())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "?dryrun=true, text/csv, 400", "?dryRun=yes, text/csv, 400", "?dryRun, text/csv, 400",
			"?dryRun=true&dryRun=false, text/csv, 400", "'', application/json, 415",
			"'', application/x-www-form-urlencoded, 415", "'', text/csv; charset=ISO-8859-1, 415", })
	void whatCannotBeMeantIsRefusedBeforeItIsRead(String query, String type, int status) throws Exception {
		List<String> before = GraphContent.of(this.driver);
		HttpResponse<String> answer = send(query, type, ALL.getBytes(StandardCharsets.UTF_8), TestToken.EDITOR);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(GraphContent.of(this.driver)).isEqualTo(before);
	}

	@Test
	void tooManyLinesAreRejectedWithTheLimit() throws Exception {
		HttpResponse<String> answer = post("", "namespace,model\n" + "inventory-tests,m\n".repeat(10_001));
		assertThat(answer.statusCode()).isEqualTo(413);
		assertThat(answer.body()).contains("10001 lines; at most 10000 are allowed");
	}

	@Test
	void gzippedFileIsImported() throws Exception {
		ByteArrayOutputStream zipped = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
			gzip.write(ALL.getBytes(StandardCharsets.UTF_8));
		}
		HttpRequest request = request("", "text/csv", TestToken.EDITOR).header("Content-Encoding", "gzip")
			.POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray()))
			.build();
		assertThat(json(this.http.send(request, HttpResponse.BodyHandlers.ofString()), 200).path("rows").intValue())
			.isEqualTo(3);
	}

	/**
	 * The last thing that is written fails: the words of a name that the store has
	 * already.
	 */
	@Test
	void failedImportLeavesNothing() throws Exception {
		this.driver
			.executableQuery("CREATE CONSTRAINT inventory_fault FOR (n:Team) REQUIRE (n.name, n.searchNames) IS UNIQUE")
			.execute();
		this.driver.executableQuery(
				"CREATE (:Team {name: 'inventory-team', searchNames: 'inventory team inventoryteam', key: 'inventory-fault'})")
			.execute();
		try {
			List<String> before = GraphContent.of(this.driver);
			HttpResponse<String> answer = post("", ALL);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
			assertThat(answer.headers().firstValue("Retry-After")).isPresent();
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(GraphContent.of(this.driver)).isEqualTo(before);
		}
		finally {
			this.driver.executableQuery("DROP CONSTRAINT inventory_fault").execute();
			this.driver.executableQuery("MATCH (n:Team {key: 'inventory-fault'}) DELETE n").execute();
		}
		taken(ALL);
	}

	@Test
	void inventoryOfAWholeBankIsImportedAtOnce() throws Exception {
		StringBuilder file = new StringBuilder(ALL.lines().findFirst().orElseThrow()).append('\n');
		int lines = Seeds.of(5_000);
		for (int i = 0; i < lines; i++) {
			file.append(
					"inventory-tests,m-%d,Model %d,Tells %d.,a|b,Purpose,one|two,three,four,five,PRODUCTION,high,inventory-team-%d,MAINTAINER,mlflow:1,torch,s3://m/%d,,,inventory-tests,d-%d,inventory-prod,PRODUCTION,2026-01-01%n"
						.formatted(i, i, i, i % 50, i, i));
		}
		long start = System.nanoTime();
		assertThat(taken(file.toString()).path("created").intValue()).isEqualTo(lines);
		long written = System.nanoTime();
		assertThat(taken(file.toString()).path("unchanged").intValue()).isEqualTo(lines);
		System.out.printf("%,d lines: %d ms; again: %d ms%n", lines, (written - start) / 1_000_000,
				(System.nanoTime() - written) / 1_000_000);
		clear();
	}

	/** What the schema shows is what is taken. */
	@Test
	void sampleFileIsServedAndValid() throws Exception {
		HttpResponse<String> sample = this.http.send(
				HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/schemas/inventory.csv")).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(sample.statusCode()).isEqualTo(200);
		assertThat(sample.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
		assertThat(sample.body().lines().findFirst().orElseThrow().split(","))
			.containsExactlyElementsOf(this.columns.titles());
		assertThat(json(post("?dryRun=true", sample.body()), 200).path("rows").intValue()).isEqualTo(1);
	}

	private static String serving(String version, String since) {
		return "namespace,model,version,deploymentNamespace,deployment,environment,tier,servedSince\n"
				+ "inventory-tests,m,%s,inventory-tests,d,inventory-prod,PRODUCTION,%s%n".formatted(version, since);
	}

	private JsonNode taken(String file) throws Exception {
		return json(post("", file), 200);
	}

	private static JsonNode json(HttpResponse<String> answer, int status) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type"))
			.hasValue((status == 200) ? "application/json" : "application/problem+json");
		return JsonMapper.shared().readTree(answer.body());
	}

	private static List<String> outcomes(JsonNode report) {
		return report.path("lines")
			.values()
			.stream()
			.map((line) -> line.path("line").intValue() + " " + line.path("asset").asString("null") + " "
					+ line.path("outcome").stringValue())
			.toList();
	}

	private static List<String> problems(JsonNode report) {
		return report.path("lines")
			.values()
			.stream()
			.flatMap((line) -> line.path("problems")
				.values()
				.stream()
				.map((problem) -> line.path("line").intValue() + " " + problem.path("column").asString("null") + " "
						+ problem.path("reason").stringValue()))
			.toList();
	}

	private List<String> owners() {
		return lines("""
				MATCH (o)-[owns:OWNS]->(:Entity {urn: 'data:inventory-tests|fraud-detector'})
				RETURN owns.role + ' ' + o.urn + ' ' + owns.source AS line""");
	}

	private List<String> actors() {
		return lines("""
				MATCH (said:Revision|OwnersStated|ServingStated)
				WHERE said.asset CONTAINS 'inventory-tests' OR said.deployment CONTAINS 'inventory-tests'
				UNWIND coalesce(said.actors, [said.actor]) AS line
				RETURN DISTINCT line""");
	}

	private List<String> lines(String query) {
		return this.driver.executableQuery(query)
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("line").asString())
			.toList();
	}

	private HttpResponse<String> post(String query, String file) throws Exception {
		return send(query, "text/csv", file.getBytes(StandardCharsets.UTF_8), TestToken.EDITOR);
	}

	private HttpResponse<String> send(String query, String type, byte[] body, String token) throws Exception {
		return this.http.send(request(query, type, token).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder request(String query, String type, String token) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1/inventory" + query))
			.header("Authorization", TestToken.bearer(token))
			.header("Content-Type", type);
	}

}
