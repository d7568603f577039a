package dev.pedigree.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import dev.pedigree.ingestion.IngestionService;
import dev.pedigree.ingestion.PayloadOutcome;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Spark tells what a feature job and a training job do with a real PostgreSQL and
 * an {@code s3a://} lake, as it does anywhere: the jobs are a project of their own
 * ({@code src/test/spark}) and run on a Java 17.
 */
@GraphTest
class SparkTests {

	/** What Spark needs of a Java that has modules (its launcher says the same). */
	private static final List<String> OPENED = Stream
		.of("java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util",
				"java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch", "sun.nio.cs",
				"sun.security.action", "sun.util.calendar")
		.map((name) -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
		.toList();

	private static final String CUSTOMERS = "data:s3://spark-tests-lake|customers";

	private static final String FEATURES = "data:s3://spark-tests-lake|features/card";

	private static final String MODEL = "data:s3://spark-tests-lake|models/expected-spend";

	@LocalServerPort
	int port;

	@Autowired
	Asking asking;

	@Autowired
	Driver driver;

	@Autowired
	IngestionService reception;

	@Test
	void whatSparkDoesIsFollowedDownToColumns() throws Exception {
		Path spark = Path.of("target/spark").toAbsolutePath();
		run(List.of("./mvnw", "-B", "-q", "-f", "src/test/spark/pom.xml", "compile", "dependency:build-classpath",
				"-Dmdep.outputFile=" + spark.resolve("classpath")));
		int database = TestSocketUtils.findAvailableTcpPort();
		List<String> command = new ArrayList<>(List.of(System.getProperty("spark.java", "java")));
		command.addAll(OPENED);
		command.addAll(List.of("-Xmx1g", "-cp",
				spark.resolve("classes") + ":" + Files.readString(spark.resolve("classpath")).strip(), "CardFeatures",
				"http://localhost:" + this.port, TestToken.CAPTURER, String.valueOf(database), "spark-tests-lake"));
		run(command);
		String server = "data:postgres://localhost:" + database + "|";
		String table = server + "postgres.public.transactions";
		assertThat(this.driver.executableQuery("""
				MATCH (d:Dataset) WHERE d.urn STARTS WITH $server OR d.urn CONTAINS 'spark-tests-lake'
				RETURN d.urn AS urn""")
			.withParameters(Map.of("server", server))
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("urn").asString())).as("one for each table and folder")
			.containsExactlyInAnyOrder(table, CUSTOMERS, FEATURES, MODEL);
		assertThat(this.asking
			.list("{ impact(roots: [\"" + table
					+ "\"], change: SCHEMA_CHANGE) { affected { edges { node { hops asset { id } } } } } }",
					"impact.affected.edges[*].node")
			.stream()
			.map(String::valueOf)).containsExactlyInAnyOrder(
					"{hops=0, asset={id=job:spark-tests|card_features.adaptive_spark_plan.features_card}}",
					"{hops=1, asset={id=" + FEATURES + "}}",
					"{hops=1, asset={id=job:spark-tests|card_training.adaptive_spark_plan.models_expected-spend}}",
					"{hops=2, asset={id=" + MODEL + "}}");
		assertThat(this.asking
			.list("{ asset(id: \"" + FEATURES
					+ "\") { ... on Dataset { fields { name upstream { name dataset { id } } } } } }", "asset.fields")
			.stream()
			.map(String::valueOf))
			.containsExactly("{name=customer, upstream=[{name=customer, dataset={id=" + table + "}}]}",
					"{name=country, upstream=[{name=country, dataset={id=" + CUSTOMERS + "}}]}",
					"{name=spent, upstream=[{name=amount, dataset={id=" + table + "}}]}");
		assertThat(this.asking.list("{ asset(id: \"" + MODEL
				+ "\") { ... on Dataset { fields { name upstream { name dataset { id } upstream { name dataset { id } } } } } } }",
				"asset.fields")
			.stream()
			.map(String::valueOf))
			.containsExactly(
					"{name=country, upstream=[{name=country, dataset={id=" + FEATURES
							+ "}, upstream=[{name=country, dataset={id=" + CUSTOMERS + "}}]}]}",
					"{name=expected, upstream=[{name=spent, dataset={id=" + FEATURES
							+ "}, upstream=[{name=amount, dataset={id=" + table + "}}]}]}");
		theOthersGoOnFromThere(table);
	}

	/**
	 * What Spark wrote is what a run of MLflow read, under its own spelling; Kubeflow has
	 * the same artifact, a cluster serves it and a repository says by which commit.
	 */
	private void theOthersGoOnFromThere(String table) throws IOException {
		for (JsonNode message : OneLineTests.told()) {
			if (!message.path("source").asString().equals("openlineage")) {
				JsonNode payload = JsonMapper.shared()
					.readTree(message.path("payload")
						.toString()
						.replace("one-line-lake", "spark-tests-lake")
						.replace("one-line", "spark-line"));
				assertThat(this.reception.receiveAll(message.path("source").asString(), "spark-line", List.of(payload)))
					.hasOnlyElementsOfType(PayloadOutcome.Accepted.class);
			}
		}
		assertThat(this.asking.value("{ impact(roots: [\"" + table
				+ "\"], change: SCHEMA_CHANGE) { complete affected(liveOnly: true) { edges { node { hops asset { id } } } } "
				+ "contacts { owner { ... on Team { name } } } } }", "impact"))
			.hasToString(
					"{complete=true, affected={edges=[{node={hops=2, asset={id=data:kubeflow://spark-line|fraud-detector}}}, "
							+ "{node={hops=2, asset={id=data:mlflow://spark-line|fraud}}}, "
							+ "{node={hops=3, asset={id=deployment:kserve://spark-line/risk|fraud}}}]}, "
							+ "contacts=[{owner={name=risk-ml}}, {owner={name=platform}}]}");
		assertThat(this.driver.executableQuery("""
				MATCH (d:Dataset) WHERE d.urn CONTAINS 'spark-tests-lake' OR d.urn CONTAINS 'spark-line'
				RETURN d.urn AS urn""").execute().records()).as("no dataset of their own").hasSize(3);
	}

	private static void run(List<String> command) throws IOException, InterruptedException {
		Path log = Files.createTempFile("spark", ".log");
		int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
		assertThat(code).as("%s%n%s", command.getFirst(), Files.readString(log)).isZero();
		Files.delete(log);
	}

}
