package dev.pedigree.store;

import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/**
 * A store for tests that start catalogs in processes of their own, beside the tests that
 * use {@link TestStore}. Such a test takes the lock {@link #LOCK} and empties the store
 * first; no catalog may run then.
 */
public final class ProcessStore {

	/** Resource lock of the tests that use this store. */
	public static final String LOCK = "dev.pedigree.store.ProcessStore";

	private static final EmbeddedNeo4j STORE = TestStore.startEmbedded();

	public static final Driver DRIVER = GraphDatabase.driver(STORE.uri(),
			AuthTokens.basic(EmbeddedNeo4j.USER, EmbeddedNeo4j.PASSWORD));

	private ProcessStore() {
	}

	/** Deletes everything but the record of migrations. */
	public static void clear() {
		DRIVER.executableQuery("MATCH (n) WHERE NOT n:Migration DETACH DELETE n").execute();
	}

	/** Where its Bolt connector listens. */
	public static String uri() {
		return STORE.uri();
	}

}
