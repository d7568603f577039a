package dev.pedigree.compliance;

import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Node;
import org.jspecify.annotations.Nullable;

/**
 * A requirement of a regulation.
 *
 * @param id its urn
 * @param title its short title
 * @param obligation what must be done; null when unstated
 */
public record Requirement(String id, String title, @Nullable String obligation) implements Node {

	/** Reads the properties of its node. */
	static Requirement of(Map<String, Object> properties) {
		return new Requirement((String) Objects.requireNonNull(properties.get("urn")),
				(String) Objects.requireNonNull(properties.get("title")), (String) properties.get("obligation"));
	}

}
