package dev.pedigree;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import dev.pedigree.estate.SampleEstate;
import dev.pedigree.store.EmbeddedNeo4j;
import dev.pedigree.store.LocalStore;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;

/**
 * The catalog to try out and to develop with, {@code ./mvnw spring-boot:test-run}: it
 * brings its own Neo4j, keeps the data in {@code ./data}, and answers this machine alone.
 * Not a server to keep.
 */
public final class TestPedigreeApplication {

	private TestPedigreeApplication() {
	}

	public static void main(String[] args) {
		System.out.printf("%nPedigree is starting ...%n");
		try {
			run(args);
		}
		catch (LocalStore.CannotStart ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
		catch (RuntimeException ex) {
			// Told already, by the catalog's own failure report.
			System.exit(1);
		}
	}

	private static void run(String[] args) throws LocalStore.CannotStart {
		String token = Objects.requireNonNullElseGet(System.getenv("PEDIGREE_DEV_TOKEN"),
				TestPedigreeApplication::token);
		SpringApplication catalog = new SpringApplication(PedigreeApplication.class, LocalPages.class);
		catalog.setBannerMode(Banner.Mode.OFF);
		catalog.setLogStartupInfo(false);
		List<String> settings = new ArrayList<>();
		String bolt = System.getenv("NEO4J_URI");
		if (bolt == null) {
			EmbeddedNeo4j store = LocalStore.start(LocalStore.FOLDER);
			// After the catalog has closed its driver, which a hook of our own would
			// race.
			SpringApplication.getShutdownHandlers().add(store::close);
			bolt = store.uri();
			settings.add("--spring.neo4j.uri=" + bolt);
			settings.add("--spring.neo4j.authentication.username=" + EmbeddedNeo4j.USER);
			settings.add("--spring.neo4j.authentication.password="
					+ System.getenv().getOrDefault("NEO4J_PASSWORD", EmbeddedNeo4j.PASSWORD));
		}
		int port = LocalStore.freePort("HTTP",
				Integer.parseInt(Objects.requireNonNullElse(System.getenv("SERVER_PORT"), "8080")));
		settings.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + port, "--logging.level.root=warn",
				// That a faster way to compare vectors is not switched on; there are
				// none.
				"--logging.level.org.apache.lucene=error", "--pedigree.tokens[0].name=developer",
				"--pedigree.tokens[0].sha256=" + TestToken.sha256(token), "--pedigree.tokens[0].role=admin"));
		settings.addAll(Arrays.asList(args));
		catalog.run(settings.toArray(String[]::new));
		fill(URI.create("http://localhost:" + port), token);
		System.out.println(FirstScreen.text(port, bolt, token));
	}

	private static void fill(URI catalog, String token) {
		try {
			SampleEstate estate = new SampleEstate(catalog, token);
			if (estate.isWanted()) {
				System.out.println("  The graph is empty: loading the sample estate, a small bank's last week ...");
				estate.load();
			}
		}
		catch (IOException | IllegalStateException ex) {
			System.out.println("  The sample estate could not be loaded: " + ex.getMessage());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static String token() {
		byte[] random = new byte[16];
		new SecureRandom().nextBytes(random);
		return HexFormat.of().formatHex(random);
	}

}
