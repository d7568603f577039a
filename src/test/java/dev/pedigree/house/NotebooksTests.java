package dev.pedigree.house;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import dev.pedigree.estate.SampleEstate;
import dev.pedigree.store.TestStore;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Each notebook for Neo4j Browser tells the truth of the sample estate, beside which the
 * store may hold more.
 */
@GraphTest
@Order(TestStore.LATE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotebooksTests {

	private static final Path NOTEBOOKS = Path.of("cypher", "notebooks");

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@BeforeAll
	void fill() throws Exception {
		new SampleEstate(URI.create("http://localhost:" + this.port), TestToken.ADMIN).load();
		// Samples of indexes from before the estate was loaded would make other plans.
		this.driver.executableQuery("CALL db.prepareForReplanning(60)").execute();
	}

	@Test
	void assetsWithoutOwner() throws IOException {
		assertThat(rows("assets-without-owner", "kind", "namespace", "name", "feeds"))
			.contains(tuple("Dataset", "s3://lake", "exchange-rates", 1L),
					tuple("Model", "mlflow://registry", "voice-triage", 1L))
			// What it serves has an owner.
			.doesNotContain(tuple("Deployment", "kserve", "fraud-scoring", 2L));
	}

	@Test
	void impactOfADataset() throws IOException {
		assertThat(rows("impact-of-a-dataset", "kind", "name", "steps", "owners")).hasSize(7)
			.contains(tuple("Model", "merchant-risk", 4L, List.of("risk-ml (MAINTAINER)")),
					tuple("Application", "checkout", 8L, List.of()));
	}

	@Test
	void recallOfABadBatch() throws IOException {
		assertThat(rows("recall-of-a-bad-batch", "model", "servesIn", "role")).containsExactly(
				tuple("fraud-detector mlflow:4", "fraud-scoring", "canary"),
				tuple("fraud-detector mlflow:4", "fraud-scoring-staging", "primary"));
	}

	@Test
	void whereAModelComesFrom() throws IOException {
		Set<String> names = new TreeSet<>();
		run("where-a-model-comes-from").forEach(
				(row) -> row.get("path").asPath().nodes().forEach((node) -> names.add(node.get("name").asString())));
		assertThat(names).contains("payments.public.card_transactions", "fraud-labels", "exchange-rates")
			.doesNotContain("customers", "fraud-scoring");
	}

	@Test
	void whatServesNow() throws IOException {
		assertThat(rows("what-serves-now", "tier", "deployment", "role", "traffic", "model"))
			.contains(tuple("PRODUCTION", "fraud-scoring", "primary", 90.0, "fraud-detector mlflow:3"),
					tuple("PRODUCTION", "assistant-api", "canary", 20.0, "document-assistant mlflow:2"),
					tuple("STAGING", "credit-decisioning-staging", "primary", null, "credit-scorer mlflow:2"))
			.noneMatch((row) -> row.toList().contains("scorecard"));
	}

	@Test
	void inProductionOnADay() throws IOException {
		List<Record> rows = run("in-production-on-a-day");
		// A day later it was mlflow:2, and mlflow:1 again the day after that.
		assertThat(rows).filteredOn((row) -> row.get("deployment").asString().equals("limit-engine"))
			.singleElement()
			.satisfies((row) -> {
				assertThat(row.get("model").asString()).isEqualTo("limit-optimiser mlflow:1");
				assertThat(row.get("trainedOn").asList().toString()).startsWith("[limit-features run:");
				assertThat(row.get("evaluations").asList()).containsExactly("mae of age=under 25: 155.0", "mae: 140.0");
			});
		assertThat(rows).extracting((row) -> row.get("deployment").asString())
			.contains("fraud-scoring")
			.doesNotContain("scorecard", "fraud-scoring-staging");
	}

	@Test
	void ownedAloneByWhoLeft() throws IOException {
		assertThat(rows("owned-alone-by-who-left", "person", "kind", "name", "teams"))
			.contains(
					tuple("Fay Okafor", "Model", "churn-predictor", List.of("customer-analytics #customer-analytics")))
			// What Gus Lind had was handed to somebody who is here.
			.noneMatch((row) -> row.toList().contains("Gus Lind") || row.toList().contains("Hana Sato"))
			// Her team answers for it too.
			.noneMatch((row) -> row.toList().contains("customer-features"))
			.filteredOn((row) -> row.toList().contains("Fay Okafor"))
			.hasSize(3);
	}

	@Test
	void reachOfAPackage() throws IOException {
		assertThat(rows("reach-of-a-package", "model", "deployment", "applications"))
			.contains(tuple("document-assistant mlflow:1", "assistant-api", List.of("Employee portal", "Help centre")))
			// It was built with a version in which that is mended.
			.noneMatch((row) -> row.toList().contains("document-assistant mlflow:2"));
	}

	@Test
	void requirementsOfWhatIsLive() throws IOException {
		assertThat(rows("requirements-of-what-is-live", "regulation", "requirement", "appliesTo", "deployment"))
			.contains(tuple("EU AI Act", "requirement:eu-ai-act|art-10", "credit-scorer", "credit-decisioning"),
					tuple("EU AI Act", "requirement:eu-ai-act|art-27", "credit-decisioning", "credit-decisioning"),
					tuple("MAS FEAT principles", "requirement:mas-feat|principle-2", "limit-optimiser", "limit-engine"))
			.noneMatch((row) -> row.toList().contains("credit-decisioning-staging"));
	}

	@Test
	void liveWithoutProtectedSlice() throws IOException {
		assertThat(rows("live-without-protected-slice", "model", "liveIn", "evaluations", "slices", "requirements"))
			.contains(
					tuple("affordability mlflow:1", List.of("affordability-check"), 1L, List.of(),
							List.of("requirement:eu-ai-act|art-15")),
					tuple("document-assistant mlflow:2", List.of("assistant-api"), 1L, List.of("language=zh"),
							List.of("requirement:eu-ai-act|art-50-1")),
					tuple("churn-predictor mlflow:5", List.of("score_churn"), 1L, List.of(), List.of()))
			.extracting((row) -> row.toList().getFirst())
			.doesNotContain("credit-scorer mlflow:1", "limit-optimiser mlflow:1", "credit-scorer mlflow:2");
	}

	@Test
	void staleStubs() throws IOException {
		assertThat(rows("stale-stubs", "kind", "name", "owned", "reliedOnBy"))
			.contains(tuple("Model", "voice-triage", false, List.of("Call centre", "voice-triage")))
			.noneMatch((row) -> row.toList().contains("scorecard-2019"));
	}

	@Test
	void hubTables() throws IOException {
		assertThat(rows("hub-tables", "dataset", "readers", "models", "applications")).hasSize(10)
			.startsWith(tuple("customers", 9L, 7L, 5L))
			.contains(tuple("card-transactions", 4L, 2L, 2L));
	}

	@Test
	void columnsNobodyUses() throws IOException {
		assertThat(rows("columns-nobody-uses", "dataset", "unused", "readers", "tellColumns"))
			.contains(tuple("customers", List.of("name", "nationality"), 9L, 2L),
					tuple("bureau-reports", List.of("customer_id", "enquiries"), 1L, 1L))
			.noneMatch((row) -> row.toList().contains("credit-training-set"));
	}

	@Test
	void whereAColumnGoes() throws IOException {
		Set<String> models = new TreeSet<>();
		run("where-a-column-goes").stream()
			.filter((row) -> !row.get("trained").isNull())
			.forEach((row) -> models.add(row.get("trained").asPath().end().get("name").asString()));
		assertThat(models).containsExactly("churn-predictor", "credit-scorer", "next-best-offer");
	}

	@Test
	void whoChangedWhat() throws IOException {
		assertThat(rows("who-changed-what", "kind", "source", "about", "said")).contains(
				tuple("SET", "manual", "card", "{\"riskTier\":\"high: EU AI Act, Annex III 5(b)\"}"),
				tuple("CAPTURED", "openlineage", "documentation",
						"{\"description\":\"How likely a borrower is to miss three instalments.\"}"));
	}

	@Test
	void conflicts() throws IOException {
		assertThat(rows("conflicts", "asset", "property", "stated", "statedBy", "owners"))
			.contains(tuple("data:s3://lake|customers", "description", "\"Daily copy of the customers.\"",
					"openlineage", List.of("payments-data")));
	}

	@Test
	void failedJobs() throws IOException {
		assertThat(rows("failed-jobs", "job", "error", "writes", "servedBy"))
			.contains(tuple("score_offers", "Out of memory in stage 12", List.of("offer-scores"),
					List.of("Call centre", "Mobile bank")))
			// It failed too, and went well an hour later.
			.noneMatch((row) -> row.toList().contains("build_credit_features"));
	}

	@Test
	void deploymentsChangedInAWeek() throws IOException {
		List<Tuple> changes = rows("deployments-changed-in-a-week", "deployment", "change", "model");
		assertThat(changes).filteredOn((row) -> row.toList().contains("limit-engine"))
			.containsExactly(tuple("limit-engine", "ended", "limit-optimiser mlflow:2"),
					tuple("limit-engine", "began", "limit-optimiser mlflow:1"),
					tuple("limit-engine", "ended", "limit-optimiser mlflow:1"),
					tuple("limit-engine", "began", "limit-optimiser mlflow:2"),
					tuple("limit-engine", "began", "limit-optimiser mlflow:1"));
		assertThat(changes).contains(tuple("scorecard", "ended", "scorecard-2019 mlflow:1"))
			.noneMatch((row) -> row.toList().contains("voice-triage"));
	}

	@Test
	void featuresSharedBetweenModels() throws IOException {
		assertThat(rows("features-shared-between-models", "features", "models", "directly"))
			.contains(tuple("customer-features", List.of("churn-predictor", "next-best-offer"), 1L))
			.noneMatch((row) -> row.toList().contains("card-features"));
	}

	@Test
	void canaryBesidePrimary() throws IOException {
		assertThat(
				rows("canary-beside-primary", "deployment", "figure", "slice", "ofPrimary", "ofCanary", "difference"))
			.contains(tuple("assistant-api", "faithfulness", null, 0.86, 0.91, 0.05),
					tuple("assistant-api", "faithfulness", "language=zh", 0.79, 0.72, -0.07),
					tuple("fraud-scoring", "auc", "country=SG", 0.9, null, null));
	}

	@ParameterizedTest
	@MethodSource("notebooks")
	void isJudgedByATestOfItsName(String name) {
		String method = Pattern.compile("-(.)")
			.matcher(name)
			.replaceAll((letter) -> letter.group(1).toUpperCase(Locale.ROOT));
		assertThat(getClass().getDeclaredMethods()).extracting(Method::getName).contains(method);
	}

	@ParameterizedTest
	@MethodSource("notebooks")
	void saysWhatItAsksAndShows(String name) throws IOException {
		List<String> header = Files.readAllLines(NOTEBOOKS.resolve(name + ".cypher"))
			.stream()
			.takeWhile((line) -> line.startsWith("// "))
			.toList();
		assertThat(header.getFirst()).as("the question of %s", name).contains("?");
		assertThat(header).as("header of %s", name)
			.anyMatch((line) -> line.startsWith("// Shows: "))
			.anyMatch((line) -> line.startsWith("// Caution: "));
		assertThat(Files.readString(NOTEBOOKS.resolve("README.md"))).contains("(" + name + ".cypher)");
	}

	/**
	 * A notebook about something that is named begins at it, and not at all of its kind.
	 */
	@ParameterizedTest
	@MethodSource("notebooks")
	void beginsAtAnIndexWhereItCan(String name) throws IOException {
		String text = Files.readString(NOTEBOOKS.resolve(name + ".cypher"));
		String plan = this.driver.executableQuery("EXPLAIN " + text).execute().summary().plan().toString();
		assertThat(plan).as("plan of %s", name).doesNotContain("AllNodesScan");
		if (text.contains(" {urn: ") || text.contains(" {asset: ") || text.contains(" {anyVersion: ")) {
			assertThat(plan).as("plan of %s", name).doesNotContain("NodeByLabelScan");
		}
	}

	private List<Tuple> rows(String name, String... columns) throws IOException {
		return run(name).stream().map((row) -> {
			Map<String, Object> values = row.asMap();
			assertThat(values).containsKeys(columns);
			return new Tuple(Stream.of(columns).map(values::get).toArray());
		}).toList();
	}

	private List<Record> run(String name) throws IOException {
		// One statement: Neo4j Browser shows no pictures for several.
		return this.driver.executableQuery(Files.readString(NOTEBOOKS.resolve(name + ".cypher"))).execute().records();
	}

	static List<String> notebooks() throws IOException {
		try (Stream<Path> files = Files.list(NOTEBOOKS)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((file) -> file.endsWith(".cypher"))
				.map((file) -> file.replaceFirst("\\.cypher$", ""))
				.sorted()
				.toList();
		}
	}

}
