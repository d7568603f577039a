package dev.pedigree.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What one source said of one asset at one time, in one facet group. The newest of a
 * group wins, ties by the bytes of the value (semantics, Properties).
 *
 * @param asset whom it describes; one that no message identified otherwise becomes a stub
 * @param group the facet group: {@code documentation}, {@code tags}, {@code schema},
 * {@code storage}, {@code model}, {@code jobType}, {@code statistics}
 * @param at event time
 * @param source who said it: {@code openlineage}
 * @param values the properties that it sets on the node, by their names in the graph;
 * lists, strings, numbers and booleans only
 */
public record Statement(Urn asset, String group, Instant at, String source, Map<String, Object> values) {

	/** Times are kept in milliseconds. */
	public Statement {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

}
