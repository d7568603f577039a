package dev.pedigree.description;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a source or an action of a curator about one facet group of an asset at
 * one time. The newest statement of a group wins, ties by the bytes of the value; values
 * that a curator set win over captured ones (semantics, Properties).
 *
 * @param asset the described asset; an unknown one becomes a stub
 * @param group the facet group: {@code documentation}, {@code tags}, {@code schema},
 * {@code storage}, {@code model}, {@code signature}, {@code flavors}, {@code jobType},
 * {@code statistics}
 * @param at event time
 * @param values properties by their names in the graph: lists, strings, numbers and
 * booleans; null for a property that a curator cleared
 */
public record Statement(Urn asset, String group, StatementKind kind, Instant at, String source, Map<String, ?> values) {

	/** Greatest length of a description by a source, in characters. */
	private static final int LONGEST = 10_000;

	/** Whether a source or a curator makes a statement, and what it does. */
	public enum StatementKind {

		/** A source states a whole facet group. */
		CAPTURED,
		/** A curator sets properties, whatever sources state; null clears one. */
		SET,
		/** A curator leaves properties to the sources again. */
		WITHDRAWN,
		/** A curator dismisses these captured values in favour of those that were set. */
		DISMISSED

	}

	/** Truncates times to milliseconds. */
	public Statement {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/** Creates a statement of a source. */
	public static Statement captured(Urn asset, String group, Instant at, String source, Map<String, Object> values) {
		return new Statement(asset, group, StatementKind.CAPTURED, at, source, values);
	}

	/** Creates a description by a source. A long text is shortened. */
	public static Statement documentation(Urn asset, Instant at, String source, String text) {
		return captured(asset, "documentation", at, source,
				Map.of("description", (text.length() > LONGEST) ? text.substring(0, LONGEST - 1) + "…" : text));
	}

	/**
	 * Creates an edit of one property by a curator.
	 * @param group the facet group of the property
	 */
	public static Statement edited(Urn asset, StatementKind kind, Instant at, String group, String property,
			@Nullable Object value) {
		return new Statement(asset, group, kind, at, AssetReference.MANUAL, Collections.singletonMap(property, value));
	}

	/** Marks a job as one that represents a direct fact (semantics, Levels and tense). */
	public static Statement declaredJob(Urn job, Instant at, String source) {
		return captured(job, "jobType", at, source, Map.of("jobType", "DECLARED"));
	}

	/** Creates a registration of an asset by a curator, without properties. */
	public static Statement registered(Urn asset, AssetKind kind, Instant at) {
		return new Statement(asset, (kind == AssetKind.MODEL) ? "model" : "registration", StatementKind.SET, at,
				AssetReference.MANUAL, Map.of());
	}

}
