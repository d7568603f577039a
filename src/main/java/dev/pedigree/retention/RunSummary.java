package dev.pedigree.retention;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A summary of the compacted runs of a job that began on one day (UTC).
 *
 * @param day the start of the day
 * @param runs how many runs began on that day
 * @param error the last error of one of the failed runs; null for none
 */
record RunSummary(Instant day, long runs, long completed, long failed, long aborted, @Nullable String error) {
}
