package dev.pedigree.compliance;

import java.util.Map;

import dev.pedigree.catalog.Node;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/** A requirement of a regulation; its obligation states what must be done. */
public record Requirement(String id, String title, @Nullable String obligation) implements Node {

	static Requirement of(Map<String, Object> properties) {
		Row node = new Row(properties);
		return new Requirement(node.text("urn"), node.text("title"), node.maybeText("obligation"));
	}

}
