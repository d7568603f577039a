package dev.pedigree.curation;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The report of an import: numbers of lines, and each line. */
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

	/** A line, by its first line of text, with the id of its version or model. */
	record InventoryRow(long line, @Nullable String asset, RowOutcome outcome, List<Problem> problems) {

		static InventoryRow refused(long line, List<Problem> problems) {
			return new InventoryRow(line, null, RowOutcome.REFUSED, problems);
		}

	}

	/** A problem of a column, or of the line as a whole. */
	record Problem(@Nullable String column, String reason) {
	}

}
