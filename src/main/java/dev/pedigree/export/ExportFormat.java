package dev.pedigree.export;

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

	/** CSV (RFC 4180) in UTF-8 with a header; semicolons join the values of a list. */
	CSV("text/csv;header=present;charset=UTF-8", String.join(",", ExportedAsset.COLUMNS) + "\r\n", "") {

		@Override
		byte[] row(ExportedAsset row, boolean first) {
			List<String> cells = new ArrayList<>();
			row.values().values().forEach((value) -> cells.add(harmless(switch (value) {
				case null -> "";
				case Collection<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(";"));
				default -> value.toString();
			})));
			return LINES.writeValueAsBytes(cells);
		}

		// Spreadsheets run a cell that begins like a formula; an apostrophe prevents it.
		private static String harmless(String cell) {
			return (!cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0) ? "'" + cell : cell;
		}

	},

	/** A JSON array with an object a line. */
	JSON("application/json", "[", "\n]\n") {

		@Override
		byte[] row(ExportedAsset row, boolean first) {
			return ((first ? "\n" : ",\n") + JsonMapper.shared().writeValueAsString(row.values()))
				.getBytes(StandardCharsets.UTF_8);
		}

	};

	/** Characters that begin a formula in a spreadsheet, or are skipped before one. */
	private static final String FORMULA = "=+-@\t\r\n";

	private static final ObjectWriter LINES = new CsvMapper().writer(CsvSchema.emptySchema().withLineSeparator("\r\n"));

	private final String contentType;

	private final String begin;

	private final String end;

	ExportFormat(String contentType, String begin, String end) {
		this.contentType = contentType;
		this.begin = begin;
		this.end = end;
	}

	String contentType() {
		return this.contentType;
	}

	byte[] begin() {
		return this.begin.getBytes(StandardCharsets.US_ASCII);
	}

	abstract byte[] row(ExportedAsset row, boolean first);

	byte[] end() {
		return this.end.getBytes(StandardCharsets.US_ASCII);
	}

}
