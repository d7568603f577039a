package dev.pedigree.ingestion.openlineage;

import java.util.ArrayList;
import java.util.List;
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
record Measurements(List<Facets> facets, boolean stored) {

	private static final String METRICS = "dataQualityMetrics";

	private static final String ASSERTIONS = "dataQualityAssertions";

	/** Column statistics that are plain numbers. */
	private static final List<String> STATISTICS = List.of("nullCount", "distinctCount", "sum", "count", "min", "max");

	/** A count in the metrics of the data, else in the statistics of the use. */
	@Nullable Long count(String metric, String statistic) {
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
		columns.forEachEntry((name, column) -> {
			for (String statistic : STATISTICS) {
				addNumber(metrics, name.strip(), statistic, column.path(statistic));
			}
			column.path("quantiles")
				.forEachEntry(
						(quantile, value) -> addNumber(metrics, name.strip(), "quantile " + quantile.strip(), value));
		});
		return metrics;
	}

	private static void addNumber(List<Metric> metrics, String column, String name, JsonNode value) {
		if (value.isNumber() && Double.isFinite(value.doubleValue())) {
			metrics.add(new Metric(name, value.doubleValue(), null, null, column, null));
		}
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
