package dev.pedigree.run;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * The row and byte counts that observations state of data, as rows of
 * {@code run/save-counts}. The version that each counts is derived from the edges of the
 * run, because a late version may bind the read again.
 */
final class StatedCounts {

	private StatedCounts() {
	}

	/**
	 * A row.
	 *
	 * @param rank sorts as text by side (a writer's count outranks a reader's), time and
	 * counts, so that the order of arrival never decides
	 */
	record StatedCount(String key, String run, String data, @Nullable String version, boolean written,
			@Nullable Long rowCount, @Nullable Long byteSize, String rank) {
	}

	static Collection<StatedCount> rows(Collection<RunObservation> observations) {
		Map<String, StatedCount> rows = new TreeMap<>();
		for (RunObservation seen : observations) {
			seen.inputs().forEach((use) -> add(rows, seen, use, false));
			seen.outputs().forEach((use) -> add(rows, seen, use, true));
		}
		return rows.values();
	}

	private static void add(Map<String, StatedCount> rows, RunObservation seen, DataUse use, boolean written) {
		if (use.rowCount() != null || use.byteSize() != null) {
			String run = seen.run().value();
			String data = use.data().value();
			String side = written ? "2" : "1";
			String version = Objects.requireNonNullElse(use.version(), "");
			String key = Urn.sha256(String.join("\n", run, side, data, version));
			String rank = "%s %015d %019d %019d".formatted(side, seen.at().toEpochMilli(),
					Objects.requireNonNullElse(use.rowCount(), 0L), Objects.requireNonNullElse(use.byteSize(), 0L));
			rows.merge(key,
					new StatedCount(key, run, data, use.version(), written, use.rowCount(), use.byteSize(), rank),
					BinaryOperator.maxBy(Comparator.comparing(StatedCount::rank)));
		}
	}

}
