package dev.pedigree.retention;

import java.time.Instant;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a job did on one day (UTC), when its runs are no longer kept one by one.
 *
 * @param day its beginning
 * @param runs how many runs began on that day and are no longer kept
 * @param completed how many of them completed
 * @param failed how many of them failed
 * @param aborted how many of them were aborted
 * @param error what one of those that failed said last; null when none did
 */
record RunSummary(Instant day, int runs, int completed, int failed, int aborted, @Nullable String error) {

	static RunSummary of(Row row) {
		return new RunSummary(row.time("day"), count(row, "runs"), count(row, "completed"), count(row, "failed"),
				count(row, "aborted"), row.maybeText("error"));
	}

	private static int count(Row row, String name) {
		return Math.toIntExact(row.number(name));
	}

}
