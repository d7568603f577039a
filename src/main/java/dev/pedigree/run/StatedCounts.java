package dev.pedigree.run;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * The row and byte counts that observations state of the data that runs read or wrote, as
 * rows of {@code run/save-counts}. The version that each counts is derived from the edges
 * of the run, because a late version may bind the read anew.
 */
final class StatedCounts {

	/** What its writer counted outranks what its readers did. */
	private static final String READ = "1";

	private static final String WRITTEN = "2";

	private StatedCounts() {
	}

	static Collection<Map<String, @Nullable Object>> rows(Collection<RunObservation> observations) {
		Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
		for (RunObservation seen : observations) {
			Urn run = Urn.run(seen.job(), seen.runId());
			seen.inputs().forEach((use) -> add(rows, run, use, READ, seen.at()));
			seen.outputs().forEach((use) -> add(rows, run, use, WRITTEN, seen.at()));
		}
		return rows.values();
	}

	private static void add(Map<String, Map<String, @Nullable Object>> rows, Urn run, DataUse use, String side,
			Instant at) {
		if (use.rowCount() == null && use.byteSize() == null) {
			return;
		}
		String version = Objects.requireNonNullElse(use.version(), "");
		String key = Urn.sha256(String.join("\n", run.value(), side, use.data().value(), version));
		Map<String, @Nullable Object> row = new HashMap<>();
		row.put("key", key);
		row.put("run", run.value());
		row.put("data", use.data().value());
		row.put("version", use.version());
		row.put("written", side.equals(WRITTEN));
		row.put("rowCount", use.rowCount());
		row.put("byteSize", use.byteSize());
		row.put("rank", rank(side, at, use));
		Map<String, @Nullable Object> known = rows.get(key);
		if (known == null || rank(known).compareTo(rank(row)) < 0) {
			rows.put(key, row);
		}
	}

	/**
	 * Sorts as text: by side, then time, then the counts, so that arrival never decides.
	 */
	private static String rank(String side, Instant at, DataUse use) {
		return "%s %015d %019d %019d".formatted(side, at.toEpochMilli(), Objects.requireNonNullElse(use.rowCount(), 0L),
				Objects.requireNonNullElse(use.byteSize(), 0L));
	}

	private static String rank(Map<String, @Nullable Object> row) {
		return String.valueOf(row.get("rank"));
	}

}
