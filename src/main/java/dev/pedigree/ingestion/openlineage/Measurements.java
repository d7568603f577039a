package dev.pedigree.ingestion.openlineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PlainText;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads data quality metrics of a dataset that a run read or wrote: row and byte counts,
 * column statistics, assertions. The specification defines the two data quality facets
 * for inputs; Spark and dbt send them on datasets and outputs too. Without a run nothing
 * is stored, because there is no dataset version.
 */
final class Measurements {

	private static final String METRICS = "dataQualityMetrics";

	private static final String ASSERTIONS = "dataQualityAssertions";

	/** Column statistics that are plain numbers. */
	private static final List<String> STATISTICS = List.of("nullCount", "distinctCount", "sum", "count", "min", "max");

	private final List<Facets> facets;

	private final boolean stored;

	/**
	 * Reads the measurements of one dataset of an event.
	 * @param ofDataset the facets of the dataset
	 * @param ofUse the facets of its use as input or output
	 * @param stored whether the event has a run
	 */
	Measurements(Facets ofDataset, Facets ofUse, boolean stored) {
		this.facets = List.of(ofUse, ofDataset);
		this.stored = stored;
	}

	@Nullable Long rowCount() {
		return count("rowCount", "rowCount");
	}

	@Nullable Long byteSize() {
		return count("bytes", "size");
	}

	/** A count in the metrics of the data, else in the statistics of the use. */
	private @Nullable Long count(String metric, String statistic) {
		return valueOf(METRICS, metric).or(() -> valueOf("inputStatistics", statistic))
			.or(() -> valueOf("outputStatistics", statistic))
			.orElse(null);
	}

	/** Adds column statistics and assertions as evaluations of the data. */
	void check(TranslationBuilder translation, Urn run, DataUse use, boolean output) {
		value(METRICS, (facet) -> some(columns(facet.path("columnMetrics"))))
			.ifPresent((metrics) -> translation.check(run, use, output, METRICS, metrics));
		value(ASSERTIONS, (facet) -> some(assertions(facet.path("assertions"))))
			.ifPresent((metrics) -> translation.check(run, use, output, ASSERTIONS, metrics));
	}

	private Optional<Long> valueOf(String name, String field) {
		return value(name, (facet) -> Optional.ofNullable(PayloadNode.count(facet, field)));
	}

	private <T> Optional<T> value(String name, Function<JsonNode, Optional<T>> value) {
		return this.facets.stream()
			.map((one) -> this.stored ? one.store(name, value) : one.read(name).flatMap(value))
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
			for (String statistic : STATISTICS) {
				number(column.getValue().path(statistic))
					.ifPresent((value) -> metrics.add(new Metric(statistic, value, null, null, name, null)));
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

	/** Renders details of newer producers: {@code expected 0, actual 3}; null if none. */
	private static @Nullable String detail(JsonNode assertion) {
		List<String> parts = Stream.of("severity", "expected", "actual", "description", "message")
			.flatMap((field) -> PayloadNode.text(assertion, field).map((value) -> field + " " + value).stream())
			.toList();
		return parts.isEmpty() ? null
				: PlainText.cut(Masking.maskedEmails(Masking.masked(String.join(", ", parts))), 1001);
	}

}
