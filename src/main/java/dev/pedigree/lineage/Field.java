package dev.pedigree.lineage;

import java.util.Map;

import dev.pedigree.catalog.Node;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A column of data; nested names are joined by dots.
 *
 * @param type in the source's spelling; null when unknown
 */
record Field(String id, String name, @Nullable String type, @Nullable String description) implements Node {

	/** Reads the properties of its node. */
	static Field of(Map<String, Object> properties) {
		Row row = new Row(properties);
		return new Field(row.text("urn"), row.text("name"), row.maybeText("type"), row.maybeText("description"));
	}

}
