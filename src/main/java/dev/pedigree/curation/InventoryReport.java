package dev.pedigree.curation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The report of the import of an inventory, line by line.
 *
 * @param dryRun whether nothing was to be written
 * @param rows how many lines have values, without the header
 * @param created how many of them create an asset
 * @param changed how many change an existing one
 * @param unchanged how many change nothing
 * @param refused how many are invalid; if any, nothing is written
 * @param lines each of them, in order
 */
record InventoryReport(boolean dryRun, int rows, int created, int changed, int unchanged, int refused,
		List<InventoryRow> lines) {

	/** The outcome of a line. */
	enum RowOutcome {

		CREATED, CHANGED, UNCHANGED, REFUSED

	}

	static InventoryReport of(boolean dryRun, List<InventoryRow> lines) {
		return new InventoryReport(dryRun, lines.size(), count(lines, RowOutcome.CREATED),
				count(lines, RowOutcome.CHANGED), count(lines, RowOutcome.UNCHANGED), count(lines, RowOutcome.REFUSED),
				lines);
	}

	private static int count(List<InventoryRow> lines, RowOutcome outcome) {
		return (int) lines.stream().filter((line) -> line.outcome() == outcome).count();
	}

	/**
	 * A line of the file.
	 *
	 * @param line its number in the file, that of its first line of text
	 * @param asset the id of its version, else of its model; null if it names none
	 * validly
	 * @param outcome its outcome
	 * @param problems all its problems
	 */
	record InventoryRow(long line, @Nullable String asset, RowOutcome outcome, List<Problem> problems) {

		static InventoryRow refused(long line, List<Problem> problems) {
			return new InventoryRow(line, null, RowOutcome.REFUSED, problems);
		}

	}

	/**
	 * A problem of a line.
	 *
	 * @param column the name of the column; null for the line as a whole
	 * @param reason why, in one sentence without its subject
	 */
	record Problem(@Nullable String column, String reason) {
	}

}
