package dev.pedigree.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The one Neo4j of a test run: the one that NEO4J_URI names, else one embedded in this
 * JVM.
 */
public final class TestStore {

	private static final String URI = start();

	private TestStore() {
	}

	/** Points a Spring test at the store. */
	public static void register(DynamicPropertyRegistry registry) {
		registry.add("spring.neo4j.uri", () -> URI);
		registry.add("spring.neo4j.authentication.username", () -> EmbeddedNeo4j.USER);
		registry.add("spring.neo4j.authentication.password",
				() -> System.getenv().getOrDefault("NEO4J_PASSWORD", EmbeddedNeo4j.PASSWORD));
	}

	/** Where its Bolt connector listens. */
	public static String uri() {
		return URI;
	}

	private static String start() {
		String given = System.getenv("NEO4J_URI");
		if (given != null) {
			return given;
		}
		try {
			Path home = Files.createTempDirectory("pedigree-store");
			EmbeddedNeo4j store = EmbeddedNeo4j.start(home, 0);
			Runtime.getRuntime().addShutdownHook(new Thread(store::close));
			return store.uri();
		}
		catch (IOException ex) {
			throw new IllegalStateException("No folder for the test store", ex);
		}
	}

}
