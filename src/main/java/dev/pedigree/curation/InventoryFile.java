package dev.pedigree.curation;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.curation.InventoryReport.InventoryRow;
import dev.pedigree.curation.InventoryReport.Problem;
import dev.pedigree.ingestion.RequestBytes;
import dev.pedigree.limits.RequestLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectReader;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

import org.springframework.util.StringUtils;

/**
 * The CSV file of a model inventory (RFC 4180), as spreadsheets write it: UTF-8 with or
 * without a byte order mark, separated by commas or semicolons, whichever the header has
 * more of. Empty lines are omitted.
 *
 * @param broken problems of the header, or of a line that cannot be parsed; the lines
 * after it are not read
 */
record InventoryFile(List<InventoryLine> lines, List<InventoryRow> broken) {

	/** Characters of an unknown title that are compared with the known ones. */
	private static final int LONGEST_TITLE = 100;

	private static final ObjectReader CSV = CsvMapper.builder()
		.enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.TRIM_SPACES)
		.build()
		.readerForListOf(String.class);

	static InventoryFile of(byte[] body, InventoryColumns columns, RequestLimits.InventoryLimits limits) {
		InventoryFile file = new InventoryFile(new ArrayList<>(), new ArrayList<>());
		String text = file.decode(body);
		if (text != null) {
			file.read(text, columns, limits);
		}
		return file;
	}

	private @Nullable String decode(byte[] body) {
		ByteBuffer bytes = ByteBuffer.wrap(body);
		CharBuffer text = CharBuffer.allocate(body.length);
		if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
			long line = 1 + text.flip().chars().filter((sign) -> sign == '\n').count();
			broken(line, "is not UTF-8; save the sheet as 'CSV UTF-8'");
			return null;
		}
		String decoded = text.flip().toString();
		return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
	}

	private void read(String text, InventoryColumns columns, RequestLimits.InventoryLimits limits) {
		Map<String, List<String>> needs = columns.needs();
		int most = limits.maxLines();
		List<@Nullable String> header = null;
		long line = 1;
		int count = 0;
		try (MappingIterator<List<String>> rows = CSV.with(CsvSchema.emptySchema().withColumnSeparator(separator(text)))
			.readValues(text)) {
			while (rows.hasNextValue()) {
				List<String> row = rows.nextValue();
				if (row.size() > limits.maxColumns()) {
					broken(line, "has " + row.size() + " columns; at most " + limits.maxColumns() + " are allowed");
					return;
				}
				if (row.stream().allMatch(String::isBlank)) {
					// A spreadsheet writes lines of separators for rows that were
					// emptied.
				}
				else if (header == null) {
					header = header(line, columns, row, limits.maxProblems());
					if (!this.broken.isEmpty()) {
						return;
					}
				}
				else if (++count <= most) {
					this.lines.add(new InventoryLine(line, needs, header, row));
				}
				line = rows.currentLocation().getLineNr();
			}
		}
		catch (JacksonException ex) {
			broken(line, "is not CSV: " + ex.getOriginalMessage());
		}
		if (count > most) {
			throw new RequestBytes.Unreadable(413, "The inventory has " + count + " lines; at most " + most
					+ " are allowed (pedigree.inventory.max-lines)");
		}
		if (header == null && this.broken.isEmpty()) {
			broken(1, "is missing; the first line must name the columns");
		}
	}

	private static char separator(String text) {
		String header = text.lines().filter((line) -> !line.isBlank()).findFirst().orElse("");
		return (StringUtils.countOccurrencesOf(header, ";") > StringUtils.countOccurrencesOf(header, ",")) ? ';' : ',';
	}

	private List<@Nullable String> header(long line, InventoryColumns columns, List<String> names, int most) {
		List<Problem> problems = new ArrayList<>();
		List<@Nullable String> header = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (String name : names) {
			String column = columns.of(name);
			header.add(column);
			if (column == null && !name.isBlank()) {
				problems.add(new Problem(shortened(name.strip()), columns.unknown(shortened(name))));
			}
			else if (column != null && !seen.add(column)) {
				problems.add(new Problem(column, "appears more than once"));
			}
		}
		InventoryColumns.REQUIRED.stream()
			.filter((column) -> !seen.contains(column))
			.forEach((column) -> problems.add(new Problem(column, "is missing")));
		if (!problems.isEmpty()) {
			this.broken.add(InventoryRow.refused(line, listed(problems, most)));
		}
		return header;
	}

	private static String shortened(String name) {
		return (name.length() > LONGEST_TITLE) ? name.substring(0, LONGEST_TITLE) + "…" : name;
	}

	private static List<Problem> listed(List<Problem> problems, int most) {
		int others = problems.size() - most;
		return (others <= 0) ? problems
				: Stream
					.concat(problems.stream().limit(most),
							Stream.of(new Problem(null, "has " + others + " more problems")))
					.toList();
	}

	private void broken(long line, String reason) {
		this.broken.add(InventoryRow.refused(line, List.of(new Problem(null, reason))));
	}

}
