package dev.pedigree.curation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The report of the import of an inventory, line by line.
 *
 * @param rows the number of lines with values, without the header
 * @param created the number of lines that create an asset
 * @param changed the number of lines that change an existing asset
 * @param refused the number of invalid lines; if there are any, nothing is written
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
	 * @param line the number of its first line of text in the file
	 * @param asset the id of its version, else of its model; null if its key is invalid
	 */
	record InventoryRow(long line, @Nullable String asset, RowOutcome outcome, List<Problem> problems) {

		static InventoryRow refused(long line, List<Problem> problems) {
			return new InventoryRow(line, null, RowOutcome.REFUSED, problems);
		}

	}

	/**
	 * A problem of a line.
	 *
	 * @param column null for the line as a whole
	 * @param reason one sentence without its subject
	 */
	record Problem(@Nullable String column, String reason) {
	}

}
