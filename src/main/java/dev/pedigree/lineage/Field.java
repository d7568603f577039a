package dev.pedigree.lineage;

import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Node;
import org.jspecify.annotations.Nullable;

/**
 * A column of data; of nested ones the names are joined by dots.
 *
 * @param id its urn
 * @param type in the words of its source; null when unknown
 * @param description what it holds; null when unstated
 */
record Field(String id, String name, @Nullable String type, @Nullable String description) implements Node {

	/** Reads the properties of its node. */
	static Field of(Map<String, Object> properties) {
		return new Field((String) Objects.requireNonNull(properties.get("urn")),
				(String) Objects.requireNonNull(properties.get("name")), (String) properties.get("type"),
				(String) properties.get("description"));
	}

}
