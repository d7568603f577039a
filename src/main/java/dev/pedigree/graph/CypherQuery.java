package dev.pedigree.graph;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.summary.SummaryCounters;

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

	/** Runs the query and returns its rows, in order. */
	public Collection<Map<String, Object>> rows(GraphStore store, Map<String, ?> parameters) {
		return store.query(this, parameters).fetch().all();
	}

	/** Runs the query and returns its rows, in order. */
	public List<Row> read(GraphStore store, Map<String, ?> parameters) {
		return rows(store, parameters).stream().map(Row::new).toList();
	}

	/** Runs the query for its effect and returns how much it wrote. */
	public SummaryCounters run(GraphStore store, Map<String, ?> parameters) {
		return store.query(this, parameters).run().counters();
	}

	/** Whether the query has the parameter {@code $now}. */
	boolean usesNow() {
		return this.text.contains("$now");
	}

	/**
	 * The instant as the graph keeps it: a date-time in UTC, milliseconds (semantics:
	 * half-open intervals, UTC).
	 */
	public static @Nullable ZonedDateTime stored(@Nullable Instant instant) {
		return (ZonedDateTime) StoredValue.of(instant);
	}

	/** A stored date-time as an instant. */
	public static @Nullable Instant instant(@Nullable Object stored) {
		return (stored instanceof ZonedDateTime time) ? time.toInstant() : null;
	}

}
