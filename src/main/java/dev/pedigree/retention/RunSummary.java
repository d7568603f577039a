package dev.pedigree.retention;

import java.time.Instant;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A summary of the runs of a job on one day (UTC), which are no longer kept individually.
 *
 * @param day the start of the day
 * @param runs how many runs began on that day and are no longer kept
 * @param completed how many of them completed
 * @param failed how many of them failed
 * @param aborted how many of them were aborted
 * @param error the last error of one of the failed runs; null for none
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
