package dev.pedigree.evaluation;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A metric as a source stated it at one time; the newest statement wins, ties by its
 * value.
 *
 * @param evaluation the urn of the evaluation
 * @param metric the metric
 * @param saidAt when the source stated it
 */
record Figure(String evaluation, Metric metric, Instant saidAt) {

	Figure newest(Figure other) {
		int order = this.saidAt.compareTo(other.saidAt);
		return (order < 0 || (order == 0 && this.metric.tie().compareTo(other.metric.tie()) < 0)) ? other : this;
	}

	/** A row of {@code $metrics}. */
	Map<String, ?> row(String key) {
		Map<String, @Nullable Object> properties = this.metric.properties();
		properties.put("key", key);
		properties.put("saidAt", this.saidAt);
		properties.put("tie", this.metric.tie());
		return Map.of("evaluation", this.evaluation, "properties", properties);
	}

}
