package dev.pedigree.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pedigree.PedigreeApplication;
import dev.pedigree.TestToken;
import dev.pedigree.retention.Retention;
import dev.pedigree.store.EmbeddedNeo4j;
import org.neo4j.driver.Driver;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code ./mvnw -Pbenchmark}: generates estates, and prints how long the catalog takes
 * over HTTP beside the best raw query on the same store in the same run. The ratios are
 * what to look at; the machine decides the rest. Arguments
 * ({@code -Dspring-boot.run.arguments="S ingest"}; the first four when there are none):
 * the sizes, S (10,000 nodes) and M (100,000), {@code ingest}, {@code history} (100,000
 * events of one job), {@code million} (a job with a million runs), {@code jobs} (ten
 * thousand jobs with a hundred runs each), {@code export} (100,000 assets in one file)
 * and {@code concurrent} (200 questions at once).
 */
final class Benchmark {

	private static final Map<String, Integer> SIZES = Map.of("S", 10_000, "M", 100_000);

	/** Not static: {@code spring-boot:test-run} needs exactly one static main. */
	void main(String[] args) throws IOException {
		List<String> asked = (args.length > 0) ? List.of(args) : List.of("S", "M", "ingest", "history");
		Path home = Files.createTempDirectory("pedigree-benchmark");
		try (EmbeddedNeo4j store = EmbeddedNeo4j.start(home, 0);
				ConfigurableApplicationContext context = catalog(store)) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			run(asked, context.getBean(Driver.class), new Catalog(port, "benchmark"), context.getBean(Retention.class));
		}
	}

	private static void run(List<String> asked, Driver driver, Catalog catalog, Retention retention) {
		List<Estate> estates = new ArrayList<>();
		Questions questions = new Questions(driver, catalog);
		for (String size : asked) {
			Integer nodes = SIZES.get(size);
			if (nodes != null) {
				Estate estate = new Estate("benchmark-" + size, nodes).diamonds(40).chain(80);
				estate.write(driver);
				driver.executableQuery("CALL db.awaitIndexes(60)").execute();
				estates.add(estate);
				questions.ask(estate, estates.getFirst());
			}
		}
		if (asked.contains("ingest")) {
			new Ingest(driver, catalog).run();
		}
		if (asked.contains("history")) {
			new Ingest(driver, catalog).history();
		}
		if (asked.contains("million")) {
			new LongHistory(driver, catalog, retention).run();
		}
		if (asked.contains("jobs")) {
			new LongHistory(driver, catalog, retention).jobs();
		}
		if (asked.contains("export")) {
			new Exports(driver, catalog).run();
		}
		if (asked.contains("concurrent")) {
			new ConcurrentQuestions(driver, catalog).run();
		}
	}

	static ConfigurableApplicationContext catalog(EmbeddedNeo4j store) {
		return SpringApplication.run(PedigreeApplication.class, "--server.port=0", "--logging.level.root=warn",
				"--spring.main.banner-mode=off", "--spring.neo4j.uri=" + store.uri(),
				"--spring.neo4j.authentication.username=" + EmbeddedNeo4j.USER,
				"--spring.neo4j.authentication.password=" + EmbeddedNeo4j.PASSWORD,
				"--pedigree.tokens[0].name=benchmark", "--pedigree.tokens[0].role=admin",
				"--pedigree.tokens[0].sha256=" + TestToken.sha256("benchmark"));
	}

}
