package dev.pedigree.evaluation;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Node;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of a model version or dataset version.
 *
 * @param name the kind of evaluation; null when unstated
 * @param evaluatedAt null when unstated
 */
record Evaluation(String id, @Nullable String name, @Nullable Instant evaluatedAt) implements Node {

	/** Reads the properties of its node, times as instants. */
	static Evaluation of(Map<String, Object> properties) {
		return new Evaluation((String) Objects.requireNonNull(properties.get("urn")), (String) properties.get("name"),
				(Instant) properties.get("evaluatedAt"));
	}

}
