package dev.pedigree.catalog;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Reads rows of {@code catalog/assets}. */
final class AssetRow {

	/** Properties that have a component of their own in {@link Asset}. */
	private static final Set<String> COMMON = Set.of("urn", "namespace", "name", "version", "displayName",
			"description", "tags", "described", "sources", "createdAt", "updatedAt", "recordedAt", "curated");

	private AssetRow() {
	}

	@SuppressWarnings("unchecked")
	static Asset asset(Map<String, Object> row) {
		AssetKind kind = AssetKind.of((List<String>) Objects.requireNonNull(row.get("labels")));
		Map<String, Object> properties = read((Map<String, Object>) Objects.requireNonNull(row.get("properties")));
		String name = text(properties, "name", "");
		String version = (String) properties.get("version");
		Map<String, Object> rest = new HashMap<>(properties);
		rest.keySet().removeAll(COMMON);
		rest.values().removeIf(Objects::isNull);
		return new Asset(text(properties, "urn", ""), kind, text(properties, "namespace", ""), name, version,
				text(properties, "displayName", (version != null) ? name + " " + version : name),
				(String) properties.get("description"), texts(properties.get("tags")),
				!Boolean.FALSE.equals(properties.get("described")), texts(row.get("aliases")),
				texts(properties.get("sources")), texts(properties.get("curated")), time(row.get("createdAt")),
				time(row.get("updatedAt")), Map.copyOf(rest));
	}

	/** The properties of a node, its times as instants. */
	static Map<String, Object> read(Map<String, Object> properties) {
		Map<String, Object> read = new HashMap<>(properties);
		read.replaceAll((key, value) -> (value instanceof ZonedDateTime time) ? time.toInstant() : value);
		return read;
	}

	private static String text(Map<String, Object> properties, String property, String otherwise) {
		return (properties.get(property) instanceof String text) ? text : otherwise;
	}

	private static List<String> texts(@Nullable Object value) {
		return (value instanceof List<?> list) ? list.stream().map(String::valueOf).sorted().toList() : List.of();
	}

	private static Instant time(@Nullable Object value) {
		return (value instanceof ZonedDateTime time) ? time.toInstant() : Instant.EPOCH;
	}

}
