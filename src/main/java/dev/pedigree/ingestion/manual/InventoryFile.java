package dev.pedigree.ingestion.manual;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.pedigree.ingestion.RequestBytes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * A model inventory as a spreadsheet writes it: CSV (RFC 4180) in UTF-8, with or without
 * a byte order mark, separated by commas or semicolons, whichever its header has more of.
 * Empty lines are left out.
 *
 * @param lines its lines, without the header
 * @param broken what is wrong with the header, or with a line that cannot be read; what
 * stands behind it is not read
 */
record InventoryFile(List<InventoryLine> lines, List<InventoryReport.Line> broken) {

	private static final ObjectReader CSV = CsvMapper.builder()
		.enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.TRIM_SPACES)
		.build()
		.readerForListOf(String.class);

	/**
	 * Reads a file.
	 * @param most how many lines it may have
	 * @throws RequestBytes.Unreadable when it has more
	 */
	static InventoryFile of(byte[] body, int most) {
		InventoryFile file = new InventoryFile(new ArrayList<>(), new ArrayList<>());
		String text = file.decode(body);
		if (text != null) {
			file.read(text, most);
		}
		return file;
	}

	private @Nullable String decode(byte[] body) {
		ByteBuffer bytes = ByteBuffer.wrap(body);
		CharBuffer text = CharBuffer.allocate(body.length);
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		if (decoder.decode(bytes, text, true).isError()) {
			long line = 1;
			for (int i = 0; i < bytes.position(); i++) {
				line += (body[i] == '\n') ? 1 : 0;
			}
			broken(line, "is not UTF-8; save the sheet as 'CSV UTF-8'");
			return null;
		}
		String decoded = text.flip().toString();
		return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
	}

	private void read(String text, int most) {
		List<@Nullable InventoryColumn> header = null;
		long line = 1;
		int count = 0;
		try (MappingIterator<List<String>> rows = CSV.with(CsvSchema.emptySchema().withColumnSeparator(separator(text)))
			.readValues(text)) {
			while (rows.hasNextValue()) {
				List<String> row = rows.nextValue();
				if (row.stream().allMatch(String::isBlank)) {
					// A spreadsheet writes lines of separators for rows that were
					// emptied.
				}
				else if (header == null) {
					header = header(line, row);
					if (!this.broken.isEmpty()) {
						return;
					}
				}
				else if (++count <= most) {
					this.lines.add(new InventoryLine(line, header, row));
				}
				line = rows.currentLocation().getLineNr();
			}
		}
		catch (JacksonException ex) {
			broken(line, "is not CSV: " + ex.getOriginalMessage());
		}
		if (count > most) {
			throw new RequestBytes.Unreadable(413, "The inventory has " + count + " lines, " + most
					+ " are taken at once (pedigree.inventory.max-lines); send it in parts");
		}
		if (header == null && this.broken.isEmpty()) {
			broken(1, "is missing: the first line names the columns");
		}
	}

	private static char separator(String text) {
		String header = text.lines().filter((line) -> !line.isBlank()).findFirst().orElse("");
		return (header.chars().filter((sign) -> sign == ';').count() > header.chars()
			.filter((sign) -> sign == ',')
			.count()) ? ';' : ',';
	}

	/** The columns of a header; null where it names none. */
	private List<@Nullable InventoryColumn> header(long line, List<String> names) {
		List<InventoryReport.Problem> problems = new ArrayList<>();
		List<@Nullable InventoryColumn> header = new ArrayList<>();
		Set<InventoryColumn> seen = EnumSet.noneOf(InventoryColumn.class);
		for (String name : names) {
			InventoryColumn column = InventoryColumn.of(name);
			header.add(column);
			if (column == null && !name.isBlank()) {
				problems.add(new InventoryReport.Problem(name.strip(), InventoryColumn.unknown(name)));
			}
			else if (column != null && !seen.add(column)) {
				problems.add(new InventoryReport.Problem(column.title(), "is there more than once"));
			}
		}
		InventoryColumn.REQUIRED.stream()
			.filter((column) -> !seen.contains(column))
			.forEach((column) -> problems.add(new InventoryReport.Problem(column.title(), "is missing")));
		if (!problems.isEmpty()) {
			this.broken.add(InventoryReport.Line.refused(line, problems));
		}
		return header;
	}

	private void broken(long line, String reason) {
		this.broken.add(InventoryReport.Line.refused(line, List.of(new InventoryReport.Problem(null, reason))));
	}

}
