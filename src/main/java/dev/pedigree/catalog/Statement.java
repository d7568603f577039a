package dev.pedigree.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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
 * @param actor whose token brought it; null when the catalog itself says it
 */
public record Statement(Urn asset, String group, Instant at, String source, Map<String, Object> values,
		@Nullable String actor) {

	/** Times are kept in milliseconds. */
	public Statement {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/** A statement that nobody has signed yet. */
	public Statement(Urn asset, String group, Instant at, String source, Map<String, Object> values) {
		this(asset, group, at, source, values, null);
	}

	/** The same, brought by somebody. */
	public Statement by(String actor) {
		return new Statement(this.asset, this.group, this.at, this.source, this.values, actor);
	}

}
