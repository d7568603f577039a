package dev.pedigree.graph;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A row of a query result, or a map or node within one. {@code text}, {@code time} and so
 * on read columns that the header of the query file promises; the {@code maybe} forms
 * read columns that may be null.
 *
 * @param values by name
 */
public record Row(Map<?, ?> values) {

	/** A map of alternating names and values, as parameters; values may be null. */
	public static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
		Map<String, @Nullable Object> map = new HashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			map.put((String) Objects.requireNonNull(namesAndValues[i]), namesAndValues[i + 1]);
		}
		return map;
	}

	public String text(String name) {
		return promised(name, maybeText(name));
	}

	public @Nullable String maybeText(String name) {
		return (String) this.values.get(name);
	}

	public Instant time(String name) {
		return promised(name, maybeTime(name));
	}

	public @Nullable Instant maybeTime(String name) {
		return instant(this.values.get(name));
	}

	/** A whole number. */
	public long number(String name) {
		return (Long) promised(name, this.values.get(name));
	}

	/** A list of whole numbers; absent is empty. */
	public List<Long> numbers(String name) {
		return list(name).stream().map(Long.class::cast).toList();
	}

	/** A truth value; absent is false. */
	public boolean flag(String name) {
		return Boolean.TRUE.equals(this.values.get(name));
	}

	public @Nullable Object value(String name) {
		return this.values.get(name);
	}

	/**
	 * Returns the row as a record: each component has the value of its name. An absent
	 * list or set is empty, an absent truth value false, any other absent value null,
	 * which its component must allow.
	 */
	public <R extends Record> R as(Class<R> type) {
		return StoredValue.toRecord(type, this.values);
	}

	public Row row(String name) {
		return new Row((Map<?, ?>) promised(name, this.values.get(name)));
	}

	/** All values, by name. */
	@SuppressWarnings("unchecked")
	public Map<String, Object> properties() {
		return (Map<String, Object>) this.values;
	}

	/** The properties of a node, by name. */
	@SuppressWarnings("unchecked")
	public Map<String, Object> properties(String name) {
		return (Map<String, Object>) promised(name, this.values.get(name));
	}

	/** A list of maps; absent is empty. */
	public List<Row> rows(String name) {
		return list(name).stream().map((map) -> new Row((Map<?, ?>) map)).collect(Collectors.toList());
	}

	/** A list of strings; absent is empty. */
	public List<String> texts(String name) {
		return list(name).stream().map(String.class::cast).collect(Collectors.toList());
	}

	/** A list of date-times; absent is empty. */
	public List<Instant> times(String name) {
		return list(name).stream().map((time) -> promised(name, instant(time))).collect(Collectors.toList());
	}

	private static @Nullable Instant instant(@Nullable Object stored) {
		return (stored instanceof ZonedDateTime time) ? time.toInstant() : null;
	}

	private Collection<?> list(String name) {
		return (this.values.get(name) instanceof Collection<?> list) ? list : List.of();
	}

	private <T> T promised(String name, @Nullable T value) {
		if (value == null) {
			throw new IllegalStateException(
					"The result has no " + name + ", which its query promises: " + this.values.keySet());
		}
		return value;
	}

}
