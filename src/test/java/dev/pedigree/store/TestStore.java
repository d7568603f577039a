package dev.pedigree.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.graph.LockContention;
import org.jspecify.annotations.Nullable;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import org.neo4j.graphdb.config.Setting;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.util.FileSystemUtils;

/**
 * A Neo4j that test classes use one after the other. Most use the first one, which is the
 * one that NEO4J_URI names, else embedded in this JVM; those that run beside them share a
 * second one. The methods are about the store of the test class on this thread.
 */
public final class TestStore {

	/**
	 * Keeps the nodes that a running catalog keeps its place by: applied migrations, poll
	 * times of sources, processed webhooks and the end of the change log.
	 */
	private static final String CLEAR = """
			MATCH (n) WHERE NOT n:Migration AND NOT n:Source AND NOT n:Delivery AND NOT n:ChangeTail
			CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 100 ROWS""";

	/** What one store may need, in bytes. */
	private static final long MEMORY = 4L << 30;

	/**
	 * Order of test classes that discard plans: after the others, which then need not
	 * plan again.
	 */
	public static final int LATE = Integer.MAX_VALUE - 1;

	/**
	 * Plans each query once. Each class empties the store, so that statistics change all
	 * the time, and planning anew was most of the time of the suite. The plans are those
	 * of a first import, made while the store holds little; see {@link #planAnew()}. Nor
	 * is a query that ran ten times compiled to bytecode: few run often enough here.
	 */
	private static final Map<Setting<?>, Object> PLAN_ONCE = Map.of(GraphDatabaseSettings.cypher_min_replan_interval,
			Duration.ofDays(1), GraphDatabaseInternalSettings.cypher_expression_engine,
			GraphDatabaseInternalSettings.CypherExpressionEngine.INTERPRETED);

	private static final TestStore FIRST = new TestStore(System.getenv("NEO4J_URI"));

	private static final ThreadLocal<TestStore> CURRENT = ThreadLocal.withInitial(() -> FIRST);

	private final @Nullable EmbeddedNeo4j embedded;

	private final String uri;

	private final Driver driver;

	private TestStore(@Nullable String given) {
		this.embedded = (given == null) ? startEmbedded() : null;
		this.uri = (this.embedded != null) ? this.embedded.uri() : Objects.requireNonNull(given);
		this.driver = GraphDatabase.driver(this.uri, AuthTokens.basic(EmbeddedNeo4j.USER, password()));
	}

	/** The store of the tests that run beside the others; it starts with the first. */
	private static final class Beside {

		private static final TestStore STORE = new TestStore(null);

	}

	/**
	 * Sets the store of the test class that begins on this thread.
	 * @param beside whether it runs beside the others
	 */
	public static void use(boolean beside) {
		CURRENT.set(beside ? Beside.STORE : FIRST);
	}

	/** Points a Spring test at the store. */
	public static void register(DynamicPropertyRegistry registry) {
		TestStore store = CURRENT.get();
		registry.add("spring.neo4j.uri", () -> store.uri);
		registry.add("spring.neo4j.authentication.username", () -> EmbeddedNeo4j.USER);
		registry.add("spring.neo4j.authentication.password", TestStore::password);
	}

	/**
	 * Deletes all that tests wrote. Queries over the whole store then cost what one test
	 * left in it. A transaction deletes 100 nodes: some have more than a thousand edges.
	 * A poll that still writes may hold locks that the deletion needs.
	 */
	public static void clear() {
		LockContention.retried(() -> {
			try (Session session = CURRENT.get().driver.session()) {
				return session.run(CLEAR).consume();
			}
		});
	}

	/**
	 * Discards all plans, as a server does when statistics have changed. A test of costs
	 * calls it once the store is filled.
	 */
	public static void planAnew() {
		CURRENT.get().driver.executableQuery("CALL db.clearQueryCaches()").execute();
	}

	/**
	 * Lets the store refuse to write, as one with a full disk does, or write again.
	 * @return whether it could be set: only an embedded store can
	 */
	public static boolean readOnly(boolean value) {
		EmbeddedNeo4j embedded = CURRENT.get().embedded;
		if (embedded != null) {
			embedded.readOnly(value);
		}
		return embedded != null;
	}

	private static String password() {
		return System.getenv().getOrDefault("NEO4J_PASSWORD", EmbeddedNeo4j.PASSWORD);
	}

	/** Where its Bolt connector listens. */
	public static String uri() {
		return CURRENT.get().uri;
	}

	/**
	 * In memory where there is room: on a disk each commit waits for it, 2.5 ms on a slow
	 * one.
	 */
	private static Path folder() throws IOException {
		Path memory = Path.of("/dev/shm");
		boolean isRoomy = Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > MEMORY;
		return isRoomy ? memory : Path.of(System.getProperty("java.io.tmpdir"));
	}

	/** Starts a server in memory that plans each query once and ends with this JVM. */
	static EmbeddedNeo4j startEmbedded() {
		try {
			Path home = Files.createTempDirectory(folder(), "pedigree-store");
			EmbeddedNeo4j store = EmbeddedNeo4j.start(home, 0, PLAN_ONCE);
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				store.close();
				FileSystemUtils.deleteRecursively(home.toFile());
			}));
			return store;
		}
		catch (IOException ex) {
			throw new IllegalStateException("No folder for the test store", ex);
		}
	}

}
