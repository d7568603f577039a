package dev.pedigree.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog knows of an asset of any kind.
 *
 * @param urn its id
 * @param kind what it is
 * @param namespace where its name is unique (a version: of its data; a run: of its job)
 * @param name its name (a run: its run id)
 * @param version of a version, {@code scheme:value}
 * @param displayName what people call it; its name when nobody named it otherwise
 * @param description what it is, in words
 * @param tags labels that sources or people gave it, sorted
 * @param described whether a source described it; false for one that was only mentioned
 * @param aliases further keys that find it, sorted
 * @param sources who spoke of it, sorted
 * @param curated names of the properties that people set, sorted
 * @param createdAt the least event time known of it
 * @param updatedAt the greatest event time known of it
 * @param properties all else that its node holds, by the names of the graph; times are
 * instants
 */
public record Asset(String urn, AssetKind kind, String namespace, String name, @Nullable String version,
		String displayName, @Nullable String description, List<String> tags, boolean described, List<String> aliases,
		List<String> sources, List<String> curated, Instant createdAt, Instant updatedAt,
		Map<String, Object> properties) implements Node {

	/**
	 * Reads a row.
	 * @param row labels, properties, aliases, createdAt, updatedAt
	 */
	public static Asset of(Row row) {
		return AssetRow.asset(row.properties());
	}

	@Override
	public String id() {
		return this.urn;
	}

	/** A text property; null when the node has none. */
	public @Nullable String text(String property) {
		return (this.properties.get(property) instanceof String text) ? text : null;
	}

	/** Whether people set a property to just this value, null for nothing. */
	public boolean isCurated(String property, @Nullable Object value) {
		Object held = switch (property) {
			case "displayName" -> this.displayName;
			case "description" -> this.description;
			case "tags" -> this.tags;
			default -> this.properties.get(property);
		};
		return this.curated.contains(property) && Objects.equals(held, value);
	}

	/** A list property; empty when the node has none. */
	public List<String> texts(String property) {
		return (this.properties.get(property) instanceof List<?> list) ? list.stream().map(String::valueOf).toList()
				: List.of();
	}

}
