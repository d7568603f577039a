package dev.pedigree.evaluation;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The value of a metric as stated at one time; the newest statement wins, ties by value.
 *
 * @param evaluation the urn of the evaluation
 * @param metric the metric
 * @param statedAt when the source stated it
 */
record Figure(String evaluation, Metric metric, Instant statedAt) {

	Figure newest(Figure other) {
		int order = this.statedAt.compareTo(other.statedAt);
		return (order < 0 || (order == 0 && this.metric.tie().compareTo(other.metric.tie()) < 0)) ? other : this;
	}

	/** Returns a row of {@code $metrics}. */
	Map<String, ?> row(String key) {
		Map<String, @Nullable Object> properties = this.metric.properties();
		properties.put("key", key);
		properties.put("saidAt", this.statedAt);
		properties.put("tie", this.metric.tie());
		return Map.of("evaluation", this.evaluation, "properties", properties);
	}

}
