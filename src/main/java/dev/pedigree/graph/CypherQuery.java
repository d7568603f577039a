package dev.pedigree.graph;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.neo4j.driver.summary.SummaryCounters;

/**
 * One query in one file, {@code cypher/queries/<name>.cypher}. A missing file stops the
 * start.
 *
 * @param name {@code lineage/record-runs}
 * @param text the file's content without its comments and with its includes expanded,
 * prefixed with the language version and the name, which the store's query log shows
 * @param includes the names of the fragments in the text
 */
public record CypherQuery(String name, String text, Set<String> includes) {

	/** The language version of all files, independent of the default of the database. */
	public static final String LANGUAGE = "CYPHER 25\n";

	/**
	 * Reads a query file.
	 * @throws IllegalStateException if there is no such file, or one of its includes is
	 * invalid
	 */
	public static CypherQuery named(String name) {
		String path = "cypher/queries/" + name + ".cypher";
		String file = QueryIncludes.read(path);
		if (file == null) {
			throw new IllegalStateException("No query file " + path);
		}
		QueryIncludes includes = new QueryIncludes();
		// The store hashes and compares the text each time: comments only cost.
		String text = includes.expand(path, file);
		return new CypherQuery(name, LANGUAGE + "// " + name + "\n" + text, includes.names());
	}

	/** Runs the query and returns its rows, in order. */
	public List<Row> read(GraphStore store, Map<String, ?> parameters) {
		return store.query(this, parameters).fetch().all().stream().map(Row::new).toList();
	}

	/** Runs the query and returns the texts of a column, in order. */
	public List<String> texts(GraphStore store, Map<String, ?> parameters, String column) {
		return read(store, parameters).stream().map((row) -> row.text(column)).toList();
	}

	/** Runs the query and returns the sum of its column {@code total}. */
	public long total(GraphStore store, Map<String, ?> parameters) {
		return read(store, parameters).stream().mapToLong((row) -> row.number("total")).sum();
	}

	/** Runs the query for its effect and returns the counts of its changes. */
	public SummaryCounters run(GraphStore store, Map<String, ?> parameters) {
		return store.query(this, parameters).run().counters();
	}

	/** Whether the query returns only what its viewer may see. */
	public boolean hasViewer() {
		return this.includes.contains("visible") || this.includes.contains("visible-urn");
	}

}
