package dev.pedigree.evaluation;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A metric of an evaluation: one measured value or assertion.
 *
 * @param name what was measured: {@code auc}
 * @param value the number; null for a text
 * @param text the value as text, or an explanation of the number; null when unstated
 * @param slice the part of the data: {@code country=SG}; null for all of it
 * @param column the column; null for whole rows
 * @param success whether an assertion succeeded; null for other metrics
 */
public record Metric(String name, @Nullable Double value, @Nullable String text, @Nullable String slice,
		@Nullable String column, @Nullable Boolean success) {

	static final Comparator<Metric> ORDER = Comparator
		.comparing((Metric metric) -> Objects.requireNonNullElse(metric.column, ""))
		.thenComparing(Metric::name)
		.thenComparing(Metric::part);

	/** Creates a metric of whole rows. */
	public Metric(String name, @Nullable Double value, @Nullable String text, @Nullable String slice) {
		this(name, value, text, slice, null, null);
	}

	String key() {
		return this.name + "\n" + part() + ((this.column != null) ? "\n" + this.column : "");
	}

	/** Decides between two statements of the same time. */
	String tie() {
		return this.value + "\n" + Objects.requireNonNullElse(this.text, "")
				+ ((this.success != null) ? "\n" + this.success : "");
	}

	Map<String, @Nullable Object> properties() {
		return Row.map("name", this.name, "value", this.value, "text", this.text, "slice", this.slice, "column",
				this.column, "success", this.success);
	}

	private String part() {
		return Objects.requireNonNullElse(this.slice, "");
	}

}
