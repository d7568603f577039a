package dev.pedigree.compliance;

import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Node;
import org.jspecify.annotations.Nullable;

/**
 * A regulation: a law, a supervisor's guideline or a standard.
 *
 * @param id its urn
 * @param name its common name
 * @param jurisdiction where it applies: {@code EU}, {@code SG}; null when unstated
 * @param version its edition; null when unstated
 */
public record Regulation(String id, String name, @Nullable String jurisdiction,
		@Nullable String version) implements Node {

	/** Reads the properties of its node. */
	static Regulation of(Map<String, Object> properties) {
		return new Regulation((String) Objects.requireNonNull(properties.get("urn")),
				(String) Objects.requireNonNull(properties.get("name")), (String) properties.get("jurisdiction"),
				(String) properties.get("version"));
	}

}
