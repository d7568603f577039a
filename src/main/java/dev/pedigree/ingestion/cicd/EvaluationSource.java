package dev.pedigree.ingestion.cicd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.MetadataSource;
import dev.pedigree.ingestion.PayloadMapper;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.cicd.Document.Line;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Translates the document of {@code POST /api/v1/evaluations}: the metrics of a model
 * version. Its schema is at {@code /schemas/evaluation.json}.
 */
@Component
class EvaluationSource implements MetadataSource {

	@Override
	public String name() {
		return "evaluations";
	}

	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode node = new PayloadNode(payload, "");
		EvaluationDocument document = PayloadMapper.bindStrictly(node, EvaluationDocument.class);
		EvaluationStatement statement = new EvaluationStatement(node.at("modelVersion").statedVersion(),
				(document.datasetVersion != null) ? node.at("datasetVersion").statedVersion() : null,
				Line.orNull(document.name), document.evaluatedAt.at(), metrics(document, node.at("metrics")),
				Objects.requireNonNullElse(document.statedAt, document.evaluatedAt).at(), Document.SOURCE);
		return new Translation(List.of(new MetadataEvent.Evaluated(statement)), List.of());
	}

	private static List<Metric> metrics(EvaluationDocument document, PayloadNode node) {
		if (document.metrics.isEmpty()) {
			throw node.invalid("is empty; at least one metric is required");
		}
		List<Metric> metrics = new ArrayList<>();
		Set<List<String>> names = new HashSet<>();
		for (StatedMetric stated : document.metrics) {
			Metric metric = new Metric(stated.name.text(), stated.value, stated.text, Line.orNull(stated.slice));
			if (!names.add(List.of(metric.name(), Objects.requireNonNullElse(metric.slice(), "")))) {
				throw node.elements().get(metrics.size()).invalid("repeats " + metric.name() + " for the same slice");
			}
			metrics.add(metric);
		}
		return metrics;
	}

	/** The members of the document. */
	record EvaluationDocument(EventTime evaluatedAt, Document.VersionKey modelVersion,
			Document.@Nullable VersionKey datasetVersion, @Nullable Line name, @Nullable EventTime statedAt,
			List<StatedMetric> metrics) {
	}

	/** A metric of the document, which has a value or a text. */
	record StatedMetric(Line name, @Nullable Double value, @Nullable String text, @Nullable Line slice) {

		StatedMetric {
			if (value == null && text == null) {
				throw new IllegalArgumentException("needs a value or a text");
			}
		}

	}

}
