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
 * What one source said of one asset at one time, in one facet group. The newest of a
 * group wins, ties by the bytes of the value; what a person set wins over all that was
 * captured (semantics, Properties).
 *
 * @param asset whom it describes; one that no message identified otherwise becomes a stub
 * @param group the facet group: {@code documentation}, {@code tags}, {@code schema},
 * {@code storage}, {@code model}, {@code signature}, {@code flavors}, {@code jobType},
 * {@code statistics}
 * @param kind whether it was captured, or what a person does
 * @param at event time
 * @param source who said it: {@code openlineage}, {@code manual}
 * @param values the properties that it is about, by their names in the graph; lists,
 * strings, numbers and booleans only, and null for what a person cleared
 */
public record Statement(Urn asset, String group, StatementKind kind, Instant at, String source, Map<String, ?> values) {

	/** Characters of a text that a source states. */
	private static final int LONGEST = 10_000;

	/** What a statement does. */
	public enum StatementKind {

		/** A source states a whole facet group. */
		CAPTURED,
		/** A person sets properties, whatever sources say; null clears one. */
		SET,
		/** A person leaves properties to the sources again. */
		WITHDRAWN,
		/** A person has seen these captured values, and keeps what was set. */
		DISMISSED

	}

	/** Times are kept in milliseconds. */
	public Statement {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/** What a source states. */
	public static Statement captured(Urn asset, String group, Instant at, String source, Map<String, Object> values) {
		return new Statement(asset, group, StatementKind.CAPTURED, at, source, values);
	}

	/** A text of a source that says what an asset is; a long one is cut and says so. */
	public static Statement documentation(Urn asset, Instant at, String source, String text) {
		return captured(asset, "documentation", at, source,
				Map.of("description", (text.length() > LONGEST) ? text.substring(0, LONGEST - 1) + "…" : text));
	}

	/**
	 * A curator edits one property.
	 * @param group the facet group of the property
	 */
	public static Statement edited(Urn asset, StatementKind kind, Instant at, String group, String property,
			@Nullable Object value) {
		return new Statement(asset, group, kind, at, AssetReference.MANUAL, Collections.singletonMap(property, value));
	}

	/** That a job stands for a direct fact (semantics, Levels and tense). */
	public static Statement declaredJob(Urn job, Instant at, String source) {
		return captured(job, "jobType", at, source, Map.of("jobType", "DECLARED"));
	}

	/** A person says no more than that an asset is there. */
	public static Statement registered(Urn asset, AssetKind kind, Instant at) {
		return new Statement(asset, (kind == AssetKind.MODEL) ? "model" : "registration", StatementKind.SET, at,
				AssetReference.MANUAL, Map.of());
	}

}
