package dev.pedigree.curation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetProperty;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.ingestion.EventTime;
import org.jspecify.annotations.Nullable;

/** The non-empty cells of one line of an inventory, and their problems. */
final class InventoryLine {

	/** Argument names in problems: {@code input.tags[1]}. */
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

	/** The number of its first line of text in the file. */
	long number() {
		return this.number;
	}

	/** Its problems; if any line has one, nothing is written. */
	List<InventoryReport.Problem> problems() {
		return this.problems.stream().distinct().toList();
	}

	void refuse(@Nullable String column, String reason) {
		this.problems.add(new InventoryReport.Problem(column, reason));
	}

	void refuse(InvalidRequestException problem) {
		Matcher argument = ARGUMENT.matcher(problem.argument());
		if (!argument.matches()) {
			throw problem;
		}
		String column = argument.group(1).equals("name") ? InventoryColumns.MODEL : argument.group(1);
		refuse(column, ((argument.group(2) != null) ? "entry " + (Integer.parseInt(argument.group(2)) + 1) + " " : "")
				+ problem.problem());
	}

	/** The result of a check of cells; null if they are invalid. */
	<T> @Nullable T checked(Supplier<T> check) {
		try {
			return check.get();
		}
		catch (InvalidRequestException ex) {
			refuse(ex);
			return null;
		}
	}

	@Nullable String text(String column) {
		return this.cells.get(column);
	}

	/** The texts of a cell, separated by bars. */
	private static List<String> texts(String cell) {
		return Stream.of(cell.split("\\|")).map(String::strip).filter((text) -> !text.isEmpty()).toList();
	}

	Map<String, Object> values(List<AssetProperty> properties) {
		return properties.stream()
			.filter((property) -> this.cells.containsKey(property.name()))
			.collect(Collectors.toMap(AssetProperty::name, (property) -> {
				String cell = Objects.requireNonNull(text(property.name()));
				return property.type().isList() ? texts(cell) : cell;
			}));
	}

	/** The constant of a cell in any case; null if the cell is empty or invalid. */
	<E extends Enum<E>> @Nullable E word(String column, Class<E> words) {
		String cell = text(column);
		E[] constants = words.getEnumConstants();
		Optional<E> word = Arrays.stream(constants)
			.filter((constant) -> constant.name().equalsIgnoreCase(cell))
			.findAny();
		if (cell != null && word.isEmpty()) {
			refuse(column, "must be one of " + Arrays.toString(constants));
		}
		return word.orElse(null);
	}

	/** The time of a cell, or the start of its date in UTC; null if it has none. */
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
