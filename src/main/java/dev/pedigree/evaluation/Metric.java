package dev.pedigree.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * One figure of an evaluation.
 *
 * @param name what was measured: {@code auc}
 * @param value the figure; null when it is no number
 * @param text the figure in words, or what it means; null when unstated
 * @param slice of which part of the data: {@code country=SG}; null for all of it
 * @param column the column that it is about; null for the whole rows
 * @param success whether an assertion held; null for what is no assertion
 */
public record Metric(String name, @Nullable Double value, @Nullable String text, @Nullable String slice,
		@Nullable String column, @Nullable Boolean success) {

	/** By column and name, the whole before its columns and slices. */
	static final Comparator<Metric> ORDER = Comparator
		.comparing((Metric metric) -> Objects.requireNonNullElse(metric.column, ""))
		.thenComparing(Metric::name)
		.thenComparing(Metric::part);

	/** A figure of whole rows. */
	public Metric(String name, @Nullable Double value, @Nullable String text, @Nullable String slice) {
		this(name, value, text, slice, null, null);
	}

	static Metric of(Row row) {
		return new Metric(row.text("name"), (Double) row.value("value"), row.maybeText("text"), row.maybeText("slice"),
				row.maybeText("column"), (Boolean) row.value("success"));
	}

	/** What it is of, within an evaluation. */
	String key() {
		return this.name + "\n" + part() + ((this.column != null) ? "\n" + this.column : "");
	}

	/** What it says, to choose between two of one time. */
	String tie() {
		return this.value + "\n" + Objects.requireNonNullElse(this.text, "")
				+ ((this.success != null) ? "\n" + this.success : "");
	}

	Map<String, @Nullable Object> properties() {
		Map<String, @Nullable Object> properties = new HashMap<>();
		properties.put("name", this.name);
		properties.put("value", this.value);
		properties.put("text", this.text);
		properties.put("slice", this.slice);
		properties.put("column", this.column);
		properties.put("success", this.success);
		return properties;
	}

	private String part() {
		return Objects.requireNonNullElse(this.slice, "");
	}

}
