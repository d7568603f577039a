package dev.pedigree.description;

import java.time.Instant;
import java.util.List;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A conflict: a curator set a property, and a source states another value.
 *
 * @param id derived from asset and property
 * @param property its name in the graph
 * @param curated the value that a curator set, as JSON
 * @param captured the value that the source states, as JSON
 * @param capturedAt when the source last stated it
 */
public record Conflict(String id, String asset, String property, String curated, List<String> curatedBy,
		Instant curatedAt, String captured, String capturedFrom, Instant capturedAt) {

	static Conflict of(Row row) {
		return new Conflict(row.text("key"), row.text("asset"), row.text("property"), row.text("curated"),
				row.texts("curatedBy"), row.time("curatedAt"), row.text("captured"), row.text("capturedFrom"),
				row.time("capturedAt"));
	}

	/** Returns the value that the source states. */
	public @Nullable Object capturedValue() {
		return FacetGroup.value(this.captured);
	}

}
