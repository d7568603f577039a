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
 * @param actor whose token brought it; null when the catalog itself says it
 */
public record Statement(Urn asset, String group, StatementKind kind, Instant at, String source, Map<String, ?> values,
		@Nullable String actor) {

	/**
	 * What people may set, each with the facet group in which sources state it.
	 */
	private static final Map<String, String> GROUPS = Map.ofEntries(Map.entry("displayName", "displayName"),
			Map.entry("description", "documentation"), Map.entry("tags", "tags"), Map.entry("framework", "model"),
			Map.entry("task", "model"), Map.entry("artifactUri", "model"), Map.entry("digest", "model"),
			Map.entry("purpose", "card"), Map.entry("intendedUses", "card"), Map.entry("outOfScopeUses", "card"),
			Map.entry("limitations", "card"), Map.entry("failureModes", "card"), Map.entry("lifecycle", "card"),
			Map.entry("riskTier", "card"), Map.entry("dependencies", "dependencies"));

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

	/** What a source states; nobody has signed it yet. */
	public static Statement captured(Urn asset, String group, Instant at, String source, Map<String, Object> values) {
		return new Statement(asset, group, StatementKind.CAPTURED, at, source, values, null);
	}

	/** A text of a source that says what an asset is; a long one is cut and says so. */
	public static Statement documentation(Urn asset, Instant at, String source, String text) {
		return captured(asset, "documentation", at, source,
				Map.of("description", (text.length() > LONGEST) ? text.substring(0, LONGEST - 1) + "…" : text));
	}

	/** What a person does to one property. */
	public static Statement said(Urn asset, StatementKind kind, Instant at, String property, @Nullable Object value) {
		String group = GROUPS.get(property);
		if (group == null) {
			throw new IllegalArgumentException("People cannot set " + property);
		}
		return new Statement(asset, group, kind, at, AssetReference.MANUAL, Collections.singletonMap(property, value),
				null);
	}

	/** That a job stands for a direct fact (semantics, Levels and tense). */
	public static Statement declaredJob(Urn job, Instant at, String source) {
		return captured(job, "jobType", at, source, Map.of("jobType", "DECLARED"));
	}

	/** A person says no more than that an asset is there. */
	public static Statement registered(Urn asset, AssetKind kind, Instant at) {
		return new Statement(asset, (kind == AssetKind.MODEL) ? "model" : "registration", StatementKind.SET, at,
				AssetReference.MANUAL, Map.of(), null);
	}

	/** The same, brought by somebody. */
	public Statement by(String actor) {
		return new Statement(this.asset, this.group, this.kind, this.at, this.source, this.values, actor);
	}

}
