package dev.pedigree.ingestion.openlineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.DataCheck;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a run measured of data that it read or wrote: row and byte counts, statistics of
 * columns, assertions. The specification has the two data quality facets on inputs, Spark
 * and dbt send them on datasets and outputs too; all three places count. Without a run
 * there is no version that they could be of, and none is stored.
 */
final class Measurements {

	private static final String METRICS = "dataQualityMetrics";

	private static final String ASSERTIONS = "dataQualityAssertions";

	/** Columns' figures that are plain numbers. */
	private static final List<String> FIGURES = List.of("nullCount", "distinctCount", "sum", "count", "min", "max");

	private final List<Facets> places;

	private final boolean stored;

	/** Of the facets that count, those about the data come before those about the use. */
	private final @Nullable Long rowCount;

	private final @Nullable Long byteSize;

	/**
	 * Reads the measurements of one dataset of an event.
	 * @param ofDataset the facets of the dataset
	 * @param ofUse the facets of its use as input or output
	 * @param stored whether a run measured them
	 */
	Measurements(Facets ofDataset, Facets ofUse, boolean stored) {
		this.places = List.of(ofUse, ofDataset);
		this.stored = stored;
		this.rowCount = count(METRICS, "rowCount").or(() -> count("inputStatistics", "rowCount"))
			.or(() -> count("outputStatistics", "rowCount"))
			.orElse(null);
		this.byteSize = count(METRICS, "bytes").or(() -> count("inputStatistics", "size"))
			.or(() -> count("outputStatistics", "size"))
			.orElse(null);
	}

	@Nullable Long rowCount() {
		return this.rowCount;
	}

	@Nullable Long byteSize() {
		return this.byteSize;
	}

	/** States the statistics of columns and the assertions as evaluations. */
	void check(Telling telling, Urn run, DataUse use, boolean output) {
		check(telling, run, use, output, METRICS,
				value(METRICS, (facet) -> some(columns(facet.path("columnMetrics")))));
		check(telling, run, use, output, ASSERTIONS,
				value(ASSERTIONS, (facet) -> some(assertions(facet.path("assertions")))));
	}

	private static void check(Telling telling, Urn run, DataUse use, boolean output, String name,
			Optional<List<Metric>> metrics) {
		metrics.ifPresent((figures) -> telling.add(new MetadataEvent.DataChecked(
				new DataCheck(run, use.data(), use.version(), output, name, figures, telling.at(), Telling.SOURCE))));
	}

	private Optional<Long> count(String name, String field) {
		return value(name, (facet) -> Optional.ofNullable(PayloadNode.count(facet, field)));
	}

	private <T> Optional<T> value(String name, Function<JsonNode, Optional<T>> value) {
		return this.places.stream()
			.map((facets) -> this.stored ? facets.store(name, value) : facets.read(name).flatMap(value))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private static <T> Optional<List<T>> some(List<T> list) {
		return list.isEmpty() ? Optional.empty() : Optional.of(list);
	}

	private static List<Metric> columns(JsonNode columns) {
		List<Metric> metrics = new ArrayList<>();
		for (Map.Entry<String, JsonNode> column : columns.properties()) {
			String name = column.getKey().strip();
			for (String figure : FIGURES) {
				number(column.getValue().path(figure))
					.ifPresent((value) -> metrics.add(new Metric(figure, value, null, null, name, null)));
			}
			for (Map.Entry<String, JsonNode> quantile : column.getValue().path("quantiles").properties()) {
				number(quantile.getValue()).ifPresent((value) -> metrics
					.add(new Metric("quantile " + quantile.getKey().strip(), value, null, null, name, null)));
			}
		}
		return metrics;
	}

	private static Optional<Double> number(JsonNode node) {
		return node.isNumber() ? Optional.of(node.doubleValue()).filter(Double::isFinite) : Optional.empty();
	}

	private static List<Metric> assertions(JsonNode assertions) {
		List<Metric> metrics = new ArrayList<>();
		for (JsonNode assertion : assertions.values()) {
			Boolean success = assertion.path("success").isBoolean() ? assertion.path("success").booleanValue() : null;
			PayloadNode.text(assertion, "assertion")
				.ifPresent((name) -> metrics.add(new Metric(name, null, detail(assertion),
						PayloadNode.text(assertion, "name").filter((other) -> !other.equals(name)).orElse(null),
						PayloadNode.text(assertion, "column").orElse(null), success)));
		}
		return metrics;
	}

	/** What newer producers add: {@code expected 0, actual 3}; null for nothing. */
	private static @Nullable String detail(JsonNode assertion) {
		List<String> parts = Stream.of("severity", "expected", "actual", "description", "message")
			.flatMap((field) -> PayloadNode.text(assertion, field).map((value) -> field + " " + value).stream())
			.toList();
		return parts.isEmpty() ? null : Objects
			.requireNonNull(Telling.cut(Masking.impersonal(Masking.masked(String.join(", ", parts))), 1000));
	}

}
