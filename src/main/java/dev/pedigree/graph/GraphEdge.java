package dev.pedigree.graph;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * An edge between urns that holds in {@code [since, until)}.
 *
 * @param type its relationship type, in the past tense if it has an end
 * @param properties without null, empty lists and the time of recording
 */
public record GraphEdge(String from, String type, String to, Map<String, Object> properties) {

	/** Properties that confirm an edge: they change in place and have no history. */
	private static final Set<String> CONFIRMING = Set.of("lastConfirmed", "via");

	/** An edge that statements imply; until is null while it holds. */
	public static GraphEdge of(EdgeType type, String from, String to, Instant since, @Nullable Instant until,
			Map<String, ? extends @Nullable Object> properties) {
		Map<String, @Nullable Object> all = new HashMap<>(properties);
		all.put("since", since);
		all.put("until", until);
		return new GraphEdge(from, type.in(until), to, normalized(all));
	}

	/** Stored edges by their ids, from rows with id, type, from, to and properties. */
	public static Map<String, GraphEdge> stored(List<Row> rows) {
		Map<String, GraphEdge> edges = new HashMap<>();
		for (Row row : rows) {
			Map<String, @Nullable Object> properties = new HashMap<>(row.properties("properties"));
			properties.remove("recordedAt");
			edges.put(row.text("id"),
					new GraphEdge(row.text("from"), row.text("type"), row.text("to"), normalized(properties)));
		}
		return edges;
	}

	/** Makes stored and stated values comparable. */
	private static Map<String, Object> normalized(Map<String, ? extends @Nullable Object> properties) {
		Map<String, Object> normalized = new HashMap<>();
		properties.forEach((name, value) -> {
			switch (value) {
				case null -> {
				}
				case ZonedDateTime time -> normalized.put(name, time.toInstant());
				case Enum<?> constant -> normalized.put(name, constant.name());
				case Collection<?> list when list.isEmpty() -> {
				}
				case Collection<?> list -> normalized.put(name, List.copyOf(list));
				default -> normalized.put(name, value);
			}
		});
		return normalized;
	}

	GraphEdge unconfirmed() {
		Map<String, Object> lasting = new HashMap<>(this.properties);
		lasting.keySet().removeAll(CONFIRMING);
		return new GraphEdge(this.from, this.type, this.to, lasting);
	}

}
