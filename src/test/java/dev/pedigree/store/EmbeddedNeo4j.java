package dev.pedigree.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.SettingImpl;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Result;
import org.neo4j.graphdb.config.Setting;
import org.neo4j.kernel.internal.GraphDatabaseAPI;
import org.neo4j.server.configuration.ServerSettings;

/**
 * A real Neo4j in this JVM, Bolt on loopback, with authentication and explicit time
 * limits.
 *
 * @param dbms the server, to shut down
 * @param uri where its Bolt connector listens
 */
public record EmbeddedNeo4j(DatabaseManagementService dbms, String uri) implements AutoCloseable {

	public static final String USER = "neo4j";

	public static final String PASSWORD = "pedigree-local";

	/** What is not left to the server's defaults, wherever it runs. */
	private static final Map<Setting<?>, Object> STATED = Map.of(GraphDatabaseSettings.default_language,
			GraphDatabaseSettings.CypherVersion.Cypher25, GraphDatabaseSettings.transaction_timeout,
			Duration.ofSeconds(60), GraphDatabaseSettings.lock_acquisition_timeout, Duration.ofSeconds(15),
			GraphDatabaseSettings.udc_enabled, false, ServerSettings.allow_telemetry, false);

	/**
	 * Lucene warns that a faster way to compare vectors is off; the catalog has no
	 * vectors. A level is kept only while something refers to its logger.
	 */
	private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

	/**
	 * Starts a server whose data is in a folder.
	 * @param home the folder, made when absent
	 * @param boltPort its port; 0 for any free one
	 * @throws RuntimeException when the folder is in use or cannot be written
	 */
	public static EmbeddedNeo4j start(Path home, int boltPort) {
		return start(home, boltPort, Map.of());
	}

	/**
	 * Starts a server with further settings.
	 * @param home the folder, made when absent
	 * @param boltPort its port; 0 for any free one
	 * @throws RuntimeException when the folder is in use or cannot be written
	 */
	static EmbeddedNeo4j start(Path home, int boltPort, Map<Setting<?>, Object> settings) {
		LUCENE.setLevel(Level.SEVERE);
		DatabaseManagementService dbms = new DatabaseManagementServiceBuilder(home).setConfig(STATED)
			.setConfig(settings)
			.setConfig(BoltConnector.enabled, true)
			.setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", boltPort))
			.setConfig(HttpConnector.enabled, false)
			.setConfig(GraphDatabaseSettings.auth_enabled, true)
			.setConfig(BrowserSettings.allow_outgoing_connections, false)
			.build();
		setPassword(dbms.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME));
		return new EmbeddedNeo4j(dbms, "bolt://127.0.0.1:" + port(dbms));
	}

	/**
	 * What the running server does not leave to its defaults, as {@code neo4j.conf} would
	 * say it.
	 */
	public Map<String, String> statedSettings() {
		Config config = database().getDependencyResolver().resolveDependency(Config.class);
		Map<String, String> settings = new TreeMap<>();
		STATED.keySet().forEach((setting) -> settings.put(setting.name(), text(config, setting)));
		return settings;
	}

	void readOnly(boolean value) {
		database().getDependencyResolver()
			.resolveDependency(Config.class)
			.setDynamic(GraphDatabaseSettings.read_only_databases,
					value ? Set.of(GraphDatabaseSettings.DEFAULT_DATABASE_NAME) : Set.of(), "test");
	}

	@SuppressWarnings("unchecked")
	private static <T> String text(Config config, Setting<?> setting) {
		SettingImpl<T> typed = (SettingImpl<T>) setting;
		return typed.valueToString(config.get(typed));
	}

	/** Only where it was never set: whoever changed it since keeps it. */
	private static void setPassword(GraphDatabaseService system) {
		boolean unset = system.executeTransactionally(
				"SHOW USERS YIELD user, passwordChangeRequired WHERE user = 'neo4j' AND passwordChangeRequired",
				Map.of(), Result::hasNext);
		if (unset) {
			system.executeTransactionally("ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED",
					Map.of("password", PASSWORD));
		}
	}

	private GraphDatabaseAPI database() {
		return (GraphDatabaseAPI) this.dbms.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
	}

	private static int port(DatabaseManagementService dbms) {
		GraphDatabaseAPI database = (GraphDatabaseAPI) dbms.database(GraphDatabaseSettings.DEFAULT_DATABASE_NAME);
		return database.getDependencyResolver()
			.resolveDependency(ConnectorPortRegister.class)
			.getLocalAddress(ConnectorType.BOLT)
			.getPort();
	}

	@Override
	public void close() {
		this.dbms.shutdown();
	}

}
