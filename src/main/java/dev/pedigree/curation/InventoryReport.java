package dev.pedigree.curation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an inventory comes to, line by line.
 *
 * @param dryRun whether it was only tried
 * @param rows how many lines tell of something: neither the header nor empty
 * @param created how many of them make an asset
 * @param changed how many say anything new of one that is there
 * @param unchanged how many say nothing new
 * @param refused how many are refused; if any, nothing is written
 * @param lines each of them, in order
 */
record InventoryReport(boolean dryRun, int rows, int created, int changed, int unchanged, int refused,
		List<InventoryRow> lines) {

	/** What a line comes to. */
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
	 * @param asset the id of the version that it tells of, else of the model; null when
	 * that cannot be told
	 * @param outcome what it comes to
	 * @param problems all that is wrong with it
	 */
	record InventoryRow(long line, @Nullable String asset, RowOutcome outcome, List<Problem> problems) {

		static InventoryRow refused(long line, List<Problem> problems) {
			return new InventoryRow(line, null, RowOutcome.REFUSED, problems);
		}

	}

	/**
	 * What is wrong with a line.
	 *
	 * @param column the name of the column; null for the line as a whole
	 * @param reason why, in one sentence without its subject
	 */
	record Problem(@Nullable String column, String reason) {
	}

}
