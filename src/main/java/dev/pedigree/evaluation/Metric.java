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
 */
public record Metric(String name, @Nullable Double value, @Nullable String text, @Nullable String slice) {

	/** By name, the whole before its slices. */
	static final Comparator<Metric> ORDER = Comparator.comparing(Metric::name).thenComparing(Metric::part);

	static Metric of(Row row) {
		return new Metric(row.text("name"), (Double) row.value("value"), row.maybeText("text"), row.maybeText("slice"));
	}

	/** What it is of, within an evaluation. */
	String key() {
		return this.name + "\n" + part();
	}

	/** What it says, to choose between two of one time. */
	String tie() {
		return this.value + "\n" + Objects.requireNonNullElse(this.text, "");
	}

	Map<String, @Nullable Object> properties() {
		Map<String, @Nullable Object> properties = new HashMap<>();
		properties.put("name", this.name);
		properties.put("value", this.value);
		properties.put("text", this.text);
		properties.put("slice", this.slice);
		return properties;
	}

	private String part() {
		return Objects.requireNonNullElse(this.slice, "");
	}

}
