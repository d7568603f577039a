package dev.pedigree.compliance;

import java.util.Map;

import dev.pedigree.catalog.Node;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A regulation: a law, a supervisor's guideline or a standard.
 *
 * @param jurisdiction {@code EU}, {@code SG}; null when unstated
 * @param version its edition; null when unstated
 */
public record Regulation(String id, String name, @Nullable String jurisdiction,
		@Nullable String version) implements Node {

	static Regulation of(Map<String, Object> properties) {
		Row node = new Row(properties);
		return new Regulation(node.text("urn"), node.text("name"), node.maybeText("jurisdiction"),
				node.maybeText("version"));
	}

}
