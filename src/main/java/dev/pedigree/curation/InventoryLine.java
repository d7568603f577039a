package dev.pedigree.curation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetProperty;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.ingestion.EventTime;
import org.jspecify.annotations.Nullable;

/** The non-empty cells of one line of an inventory, and their problems. */
final class InventoryLine {

	/** Pattern of the argument names in problems: {@code input.tags[1]}. */
	private static final Pattern ARGUMENT = Pattern.compile("input\\.(\\w+)(?:\\[(\\d+)])?");

	private final long number;

	private final Map<String, String> cells = new LinkedHashMap<>();

	private final List<InventoryReport.Problem> problems = new ArrayList<>();

	InventoryLine(long number, Map<String, List<String>> needs, List<@Nullable String> header, List<String> row) {
		this.number = number;
		for (int i = 0; i < row.size(); i++) {
			String column = (i < header.size()) ? header.get(i) : null;
			String cell = row.get(i).strip();
			if (!cell.isEmpty() && column != null) {
				this.cells.put(column, cell);
			}
			else if (!cell.isEmpty()) {
				refuse(null, "has a value in column " + (i + 1) + "; the header has no title for it");
			}
		}
		InventoryColumns.REQUIRED.stream()
			.filter((column) -> !this.cells.containsKey(column))
			.forEach((column) -> refuse(column, "is missing"));
		this.cells.keySet()
			.forEach((column) -> needs.getOrDefault(column, List.of())
				.stream()
				.filter((needed) -> !this.cells.containsKey(needed))
				.forEach((needed) -> refuse(needed, "is missing; " + column + " requires it")));
	}

	/** Its number in the file, that of its first line of text. */
	long number() {
		return this.number;
	}

	/** Returns the problems of the line; if any line has one, nothing is written. */
	List<InventoryReport.Problem> problems() {
		return this.problems.stream().distinct().toList();
	}

	void refuse(@Nullable String column, String reason) {
		this.problems.add(new InventoryReport.Problem(column, reason));
	}

	/** Adds the problem that a check found. */
	void refuse(InvalidRequestException refusal) {
		Matcher argument = ARGUMENT.matcher(refusal.argument());
		if (!argument.matches()) {
			throw refusal;
		}
		String column = argument.group(1).equals("name") ? InventoryColumns.MODEL : argument.group(1);
		refuse(column, ((argument.group(2) != null) ? "entry " + (Integer.parseInt(argument.group(2)) + 1) + " " : "")
				+ refusal.problem());
	}

	/** Returns the result of a check of cells; null if they are invalid. */
	<T> @Nullable T checked(Supplier<T> check) {
		try {
			return check.get();
		}
		catch (InvalidRequestException ex) {
			refuse(ex);
			return null;
		}
	}

	/** Returns the text of a cell; null if it is empty. */
	@Nullable String text(String column) {
		return this.cells.get(column);
	}

	/** Returns the texts of a cell, separated by bars; null if it is empty. */
	@Nullable List<String> texts(String column) {
		String cell = text(column);
		return (cell == null) ? null
				: Stream.of(cell.split("\\|")).map(String::strip).filter((text) -> !text.isEmpty()).toList();
	}

	/** Returns the values of the cells of properties, by name. */
	Map<String, Object> values(List<AssetProperty> properties) {
		Map<String, Object> values = new HashMap<>();
		for (AssetProperty property : properties) {
			Object value = property.type().isList() ? texts(property.name()) : text(property.name());
			if (value != null) {
				values.put(property.name(), value);
			}
		}
		return values;
	}

	/**
	 * Returns the enum constant of a cell, ignoring case; null if the cell is empty or
	 * invalid.
	 */
	<E extends Enum<E>> @Nullable E word(String column, Class<E> words) {
		String cell = text(column);
		if (cell == null) {
			return null;
		}
		for (E word : words.getEnumConstants()) {
			if (word.name().equalsIgnoreCase(cell)) {
				return word;
			}
		}
		refuse(column, "must be one of " + Arrays.toString(words.getEnumConstants()));
		return null;
	}

	/**
	 * Returns the time of a cell, for a date its start in UTC; null if the cell is empty
	 * or invalid.
	 */
	@Nullable Instant time(String column, Instant now) {
		String cell = text(column);
		if (cell == null) {
			return null;
		}
		Instant at = time(cell);
		if (at == null) {
			refuse(column, "must be a date, such as 2026-01-31, or a date and time, such as 2026-01-31T12:00:00Z");
			return null;
		}
		return checked(() -> InputValidation.at("input." + column, at, Clock.fixed(now, ZoneOffset.UTC)));
	}

	private static @Nullable Instant time(String text) {
		try {
			return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
		}
		catch (DateTimeParseException ex) {
			EventTime time = EventTime.parse(text);
			return (time != null) ? time.at() : null;
		}
	}

}
