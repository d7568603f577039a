package dev.pedigree.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/** A format of exported rows. Each row is written at once, so that memory is constant. */
enum ExportFormat {

	/**
	 * CSV (RFC 4180) in UTF-8 with a header; values of a list are joined by semicolons.
	 */
	CSV("text/csv;header=present;charset=UTF-8") {

		@Override
		void begin(OutputStream out) throws IOException {
			out.write(bytes(ExportedAsset.COLUMNS));
		}

		@Override
		void row(OutputStream out, ExportedAsset row, boolean first) throws IOException {
			List<String> cells = new ArrayList<>();
			row.values().values().forEach((value) -> cells.add(harmless(switch (value) {
				case null -> "";
				case Collection<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(";"));
				default -> value.toString();
			})));
			out.write(bytes(cells));
		}

		@Override
		void end(OutputStream out) {
			// The last line is the end.
		}

		private static byte[] bytes(List<String> cells) {
			return LINES.writeValueAsBytes(cells);
		}

		// Spreadsheets run a cell that begins like a formula; an apostrophe prevents it.
		private static String harmless(String cell) {
			return (!cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0) ? "'" + cell : cell;
		}

	},

	/** A JSON array with an object a line. */
	JSON("application/json") {

		@Override
		void begin(OutputStream out) throws IOException {
			out.write('[');
		}

		@Override
		void row(OutputStream out, ExportedAsset row, boolean first) throws IOException {
			out.write((first ? "\n" : ",\n").getBytes(StandardCharsets.US_ASCII));
			out.write(JsonMapper.shared().writeValueAsBytes(row.values()));
		}

		@Override
		void end(OutputStream out) throws IOException {
			out.write("\n]\n".getBytes(StandardCharsets.US_ASCII));
		}

	};

	/** Characters that begin a formula in a spreadsheet, or are skipped before one. */
	private static final String FORMULA = "=+-@\t\r\n";

	private static final ObjectWriter LINES = new CsvMapper().writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

	private final String contentType;

	ExportFormat(String contentType) {
		this.contentType = contentType;
	}

	String contentType() {
		return this.contentType;
	}

	/** Writes what stands before the first row. */
	abstract void begin(OutputStream out) throws IOException;

	abstract void row(OutputStream out, ExportedAsset row, boolean first) throws IOException;

	/** Writes what makes the file complete. */
	abstract void end(OutputStream out) throws IOException;

}
