package dev.pedigree.graph;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.summary.SummaryCounters;

import org.springframework.data.neo4j.core.Neo4jClient;

/**
 * One query in one file, {@code cypher/queries/<name>.cypher}. A missing file stops the
 * start of whoever names it.
 *
 * @param name the file's path below {@code cypher/queries}, without its ending:
 * {@code lineage/record-runs}
 * @param text the file's content without its comments, prefixed with the language version
 * it is written in and the name, which the store's query log shows
 */
public record CypherQuery(String name, String text) {

	/** The language every file is written in, whatever the default of the database is. */
	public static final String LANGUAGE = "CYPHER 25\n";

	private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*//.*\\R?");

	/**
	 * Reads a query file.
	 * @throws IllegalStateException when there is no such file
	 */
	public static CypherQuery named(String name) {
		String path = "/cypher/queries/" + name + ".cypher";
		try (InputStream file = CypherQuery.class.getResourceAsStream(path)) {
			if (file == null) {
				throw new IllegalStateException("No query file " + path.substring(1));
			}
			return new CypherQuery(name,
					LANGUAGE + "// " + name + "\n" + bare(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read " + path.substring(1), ex);
		}
	}

	/** Without what people read: the store hashes and compares the rest each time. */
	private static String bare(String file) {
		return COMMENT.matcher(file).replaceAll("");
	}

	/** Runs the query and gives its rows, in order. */
	public Collection<Map<String, Object>> rows(Neo4jClient client, Map<String, ?> parameters) {
		return client.query(this.text).bindAll(stored(parameters)).fetch().all();
	}

	/** Runs the query and gives its rows, in order. */
	public List<Row> read(Neo4jClient client, Map<String, ?> parameters) {
		return rows(client, parameters).stream().map(Row::new).toList();
	}

	/** Runs the query for its effect, and tells how much it wrote. */
	public SummaryCounters run(Neo4jClient client, Map<String, ?> parameters) {
		return client.query(this.text).bindAll(stored(parameters)).run().counters();
	}

	/**
	 * The instant as the graph keeps it: a date-time in UTC, milliseconds (semantics:
	 * half-open intervals, UTC).
	 */
	public static @Nullable ZonedDateTime stored(@Nullable Instant instant) {
		return (instant != null) ? Instant.ofEpochMilli(instant.toEpochMilli()).atZone(ZoneOffset.UTC) : null;
	}

	/** A stored date-time as an instant. */
	public static @Nullable Instant instant(@Nullable Object stored) {
		return (stored instanceof ZonedDateTime time) ? time.toInstant() : null;
	}

	private static Map<String, Object> stored(Map<String, ?> map) {
		Map<String, Object> converted = new HashMap<>();
		map.forEach((key, value) -> converted.put(key, storedValue(value)));
		return converted;
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	private static Object storedValue(@Nullable Object value) {
		return switch (value) {
			case null -> null;
			case Instant instant -> stored(instant);
			case Enum<?> constant -> constant.name();
			case Map<?, ?> map -> stored((Map<String, Object>) map);
			case Collection<?> list -> list.stream().map(CypherQuery::storedValue).toList();
			default -> value;
		};
	}

}
