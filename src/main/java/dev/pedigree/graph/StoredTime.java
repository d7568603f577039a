package dev.pedigree.graph;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Reads the times in a row or in the properties of a node. */
public final class StoredTime {

	private StoredTime() {
	}

	/** The time in a column that always has one. */
	public static Instant of(Map<String, Object> row, String column) {
		return Objects.requireNonNull(orNull(row, column), column);
	}

	/** The time in a column; null when it has none. */
	public static @Nullable Instant orNull(Map<String, Object> row, String column) {
		return CypherQuery.instant(row.get(column));
	}

}
