package dev.pedigree.description;

import java.time.Instant;
import java.util.List;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A property of an asset that people set, and of which sources now say something else.
 *
 * @param id made of the asset and the property
 * @param asset urn
 * @param property its name in the graph
 * @param curated what people set, as JSON
 * @param curatedBy who set it
 * @param curatedAt when
 * @param captured what sources say, as JSON
 * @param capturedFrom the source that says so
 * @param capturedAt when it last did
 */
public record Conflict(String id, String asset, String property, String curated, List<String> curatedBy,
		Instant curatedAt, String captured, String capturedFrom, Instant capturedAt) {

	static Conflict of(Row row) {
		return new Conflict(row.text("key"), row.text("asset"), row.text("property"), row.text("curated"),
				row.texts("curatedBy"), row.time("curatedAt"), row.text("captured"), row.text("capturedFrom"),
				row.time("capturedAt"));
	}

	/** What sources say. */
	public @Nullable Object capturedValue() {
		return FacetGroup.value(this.captured);
	}

}
