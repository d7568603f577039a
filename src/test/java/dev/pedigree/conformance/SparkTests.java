package dev.pedigree.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Spark tells what a feature job and a training job do, as it does anywhere: the
 * job is a project of its own ({@code src/test/spark}) and runs on a Java 17.
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

	@LocalServerPort
	int port;

	@Autowired
	Asking asking;

	@TempDir
	Path data;

	@Test
	void whatSparkDoesIsFollowedDownToColumns() throws Exception {
		write("transactions", "id,customer,amount", "1,c1,10.5", "2,c1,4.5", "3,c2,7");
		write("customers", "id,country", "c1,SG", "c2,HK");
		Path spark = Path.of("target/spark").toAbsolutePath();
		run(List.of("./mvnw", "-B", "-q", "-f", "src/test/spark/pom.xml", "compile", "dependency:build-classpath",
				"-Dmdep.outputFile=" + spark.resolve("classpath")));
		List<String> command = new ArrayList<>(List.of(System.getProperty("spark.java", "java")));
		command.addAll(OPENED);
		command.addAll(List.of("-Xmx1g", "-cp",
				spark.resolve("classes") + ":" + Files.readString(spark.resolve("classpath")).strip(), "CardFeatures",
				"http://localhost:" + this.port, TestToken.CAPTURER, this.data.toString()));
		run(command);
		String features = "data:file|" + this.data + "/features/card";
		assertThat(this.asking.list("{ impact(roots: [\"data:file|" + this.data
				+ "/transactions\"], change: SCHEMA_CHANGE) { affected { edges { node { hops asset { kind id } } } } } }",
				"impact.affected.edges[*].node")
			.stream()
			.map(String::valueOf)
			.filter((row) -> row.contains("kind=DATASET")))
			.containsExactlyInAnyOrder("{hops=1, asset={kind=DATASET, id=" + features + "}}",
					"{hops=2, asset={kind=DATASET, id=data:file|" + this.data + "/models/expected-spend}}");
		assertThat(this.asking
			.list("{ asset(id: \"" + features
					+ "\") { ... on Dataset { fields { name upstream { name dataset { id } } } } } }", "asset.fields")
			.stream()
			.map(String::valueOf)
			.map((field) -> field.replace(this.data.toString(), ""))
			.toList())
			.containsExactly("{name=customer, upstream=[{name=customer, dataset={id=data:file|/transactions}}]}",
					"{name=country, upstream=[{name=country, dataset={id=data:file|/customers}}]}",
					"{name=spent, upstream=[{name=amount, dataset={id=data:file|/transactions}}]}");
		assertThat(this.asking.list("{ asset(id: \"data:file|" + this.data
				+ "/models/expected-spend\") { ... on Dataset { fields { name upstream { name upstream { name dataset { id } } } } } } }",
				"asset.fields")
			.stream()
			.map(String::valueOf)
			.map((field) -> field.replace(this.data.toString(), ""))
			.toList()).containsExactly(
					"{name=country, upstream=[{name=country, upstream=[{name=country, dataset={id=data:file|/customers}}]}]}",
					"{name=expected, upstream=[{name=spent, upstream=[{name=amount, dataset={id=data:file|/transactions}}]}]}");
	}

	private void write(String name, String... lines) throws IOException {
		Files.createDirectories(this.data.resolve(name));
		Files.write(this.data.resolve(name).resolve("part-0.csv"), List.of(lines));
	}

	private static void run(List<String> command) throws IOException, InterruptedException {
		Path log = Files.createTempFile("spark", ".log");
		int code = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
		assertThat(code).as("%s%n%s", command.getFirst(), Files.readString(log)).isZero();
		Files.delete(log);
	}

}
