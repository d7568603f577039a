package dev.pedigree.catalog;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * An asset of any kind. Lists are sorted, times are event times.
 *
 * @param namespace where its name is unique (a version: of its data; a run: of its job)
 * @param name its name (a run: its run id)
 * @param version of a version, {@code scheme:value}
 * @param described whether a source described it; false for a stub
 * @param aliases further keys that find it
 * @param sources names of the sources that stated it
 * @param curated names of the properties that curators set
 * @param properties all other properties of its node, by name; times are instants
 */
public record Asset(String urn, AssetKind kind, String namespace, String name, @Nullable String version,
		String displayName, @Nullable String description, List<String> tags, boolean described, List<String> aliases,
		List<String> sources, List<String> curated, Instant createdAt, Instant updatedAt,
		Map<String, Object> properties) implements Node {

	private static final Set<String> COMMON = Set.of("urn", "namespace", "name", "version", "displayName",
			"description", "tags", "described", "sources", "createdAt", "updatedAt", "recordedAt", "curated");

	/** Reads labels, properties, aliases, createdAt and updatedAt. */
	public static Asset of(Row row) {
		Row node = row.row("properties");
		String name = Objects.requireNonNullElse(node.maybeText("name"), "");
		String version = node.maybeText("version");
		Map<String, Object> rest = withInstants(node.properties());
		rest.keySet().removeAll(COMMON);
		rest.values().removeIf(Objects::isNull);
		return new Asset(Objects.requireNonNullElse(node.maybeText("urn"), ""), AssetKind.of(row.texts("labels")),
				Objects.requireNonNullElse(node.maybeText("namespace"), ""), name, version,
				Objects.requireNonNullElse(node.maybeText("displayName"),
						(version != null) ? name + " " + version : name),
				node.maybeText("description"), sorted(node, "tags"), !Boolean.FALSE.equals(node.value("described")),
				sorted(row, "aliases"), sorted(node, "sources"), sorted(node, "curated"),
				Objects.requireNonNullElse(row.maybeTime("createdAt"), Instant.EPOCH),
				Objects.requireNonNullElse(row.maybeTime("updatedAt"), Instant.EPOCH), Map.copyOf(rest));
	}

	private static List<String> sorted(Row row, String list) {
		return row.texts(list).stream().sorted().toList();
	}

	static Map<String, Object> withInstants(Map<String, Object> properties) {
		Map<String, Object> converted = new HashMap<>(properties);
		converted.replaceAll((_, value) -> (value instanceof ZonedDateTime time) ? time.toInstant() : value);
		return converted;
	}

	@Override
	public String id() {
		return this.urn;
	}

	/** A text property; null when the node has none. */
	public @Nullable String text(String property) {
		return (this.properties.get(property) instanceof String text) ? text : null;
	}

	/** Whether curators set a property to just this value; null: to none. */
	public boolean isCurated(String property, @Nullable Object value) {
		Object current = switch (property) {
			case "displayName" -> this.displayName;
			case "description" -> this.description;
			case "tags" -> this.tags;
			default -> this.properties.get(property);
		};
		return this.curated.contains(property) && Objects.equals(current, value);
	}

	/** A list property; empty when the node has none. */
	public List<String> texts(String property) {
		return (this.properties.get(property) instanceof List<?> list) ? list.stream().map(String::valueOf).toList()
				: List.of();
	}

}
