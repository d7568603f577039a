package dev.pedigree.graph;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.TransactionConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Runs {@code cypher/migrations/V001__Name.cypher} and its successors once each, in
 * order, at start. The graph records each with its checksum; a file that changed after it
 * ran stops the start. A lock serializes catalogs that start together.
 */
@Component
class Migrations implements InitializingBean {

	private static final Logger log = LoggerFactory.getLogger(Migrations.class);

	private static final Pattern FILE = Pattern.compile("V(\\d+)__(\\w+)\\.cypher");

	/** The store ends transactions without a limit of their own after a minute. */
	private static final TransactionConfig LONGEST = TransactionConfig.builder()
		.withTimeout(Duration.ofHours(6))
		.build();

	private final Driver driver;

	Migrations(Driver driver) {
		this.driver = driver;
	}

	@Override
	public void afterPropertiesSet() throws IOException {
		try (Session session = this.driver.session(); Session lock = this.driver.session()) {
			session
				.run("CREATE CONSTRAINT migration_version IF NOT EXISTS "
						+ "FOR (m:Migration) REQUIRE m.version IS UNIQUE")
				.consume();
			// Schema changes cannot share a transaction with data, so an open one beside
			// them holds the lock.
			try (Transaction turn = lock.beginTransaction(LONGEST)) {
				turn.run("MERGE (m:Migration {version: 0}) SET m.lockedAt = datetime()").consume();
				Map<Integer, Long> done = applied(session);
				for (Map.Entry<Integer, Resource> file : files().entrySet()) {
					migrate(session, file.getKey(), file.getValue(), done);
				}
				turn.commit();
			}
		}
	}

	private void migrate(Session session, int version, Resource file, Map<Integer, Long> done) throws IOException {
		String text = file.getContentAsString(StandardCharsets.UTF_8);
		long checksum = checksum(text);
		Long recorded = done.get(version);
		if (recorded != null) {
			if (recorded != checksum) {
				throw new ChangedMigrationException("Migration " + file.getFilename()
						+ " was changed after it ran on this database; add a new migration instead");
			}
			return;
		}
		for (String statement : statements(text)) {
			session.run(CypherQuery.LANGUAGE + statement).consume();
		}
		session.run("CALL db.awaitIndexes(300)").consume();
		session
			.run("CREATE (:Migration {version: $version, name: $name, checksum: $checksum, appliedAt: datetime()})",
					Map.of("version", version, "name", Objects.requireNonNull(file.getFilename()), "checksum",
							checksum))
			.consume();
		log.info("Migration {} applied", file.getFilename());
	}

	private static Map<Integer, Long> applied(Session session) {
		Map<Integer, Long> done = new TreeMap<>();
		session.run("MATCH (m:Migration) WHERE m.version > 0 RETURN m.version AS version, m.checksum AS checksum")
			.forEachRemaining((row) -> done.put(row.get("version").asInt(), row.get("checksum").asLong()));
		return done;
	}

	private static Map<Integer, Resource> files() throws IOException {
		Map<Integer, Resource> files = new TreeMap<>();
		for (Resource file : new PathMatchingResourcePatternResolver()
			.getResources("classpath:cypher/migrations/*.cypher")) {
			Matcher name = FILE.matcher(Objects.requireNonNullElse(file.getFilename(), ""));
			if (!name.matches() || files.put(Integer.valueOf(name.group(1)), file) != null) {
				throw new IllegalStateException(
						"Migrations need the name V<number>__<name>.cypher with a unique number: "
								+ file.getFilename());
			}
		}
		return files;
	}

	private static List<String> statements(String text) {
		return Arrays.stream(text.replaceAll("(?m)^//.*$", "").split(";\\s*(\\n|$)"))
			.map(String::strip)
			.filter((statement) -> !statement.isEmpty())
			.toList();
	}

	private static long checksum(String text) {
		CRC32 crc = new CRC32();
		crc.update(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
		return crc.getValue();
	}

	/** A migration file differs from the one that ran on this database. */
	static final class ChangedMigrationException extends IllegalStateException {

		private static final long serialVersionUID = 1L;

		ChangedMigrationException(String message) {
			super(message);
		}

	}

}
