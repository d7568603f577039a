package dev.pedigree.ownership;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.graph.CypherQuery;
import org.jspecify.annotations.Nullable;

/** Reads times of stored maps. */
final class Stored {

	private Stored() {
	}

	static Instant time(Map<String, Object> stored, String property) {
		return Objects.requireNonNull(timeOrNull(stored, property), property);
	}

	static @Nullable Instant timeOrNull(Map<String, Object> stored, String property) {
		return CypherQuery.instant(stored.get(property));
	}

}
