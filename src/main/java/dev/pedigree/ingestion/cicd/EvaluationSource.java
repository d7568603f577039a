package dev.pedigree.ingestion.cicd;

import java.time.Instant;
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
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * How a model version did: the document of {@code POST /api/v1/evaluations}, whose schema
 * is at {@code /schemas/evaluation.json}.
 */
@Component
class EvaluationSource implements MetadataSource {

	@Override
	public String name() {
		return "evaluations";
	}

	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode document = Document.of(new PayloadNode(payload, ""), "modelVersion", "datasetVersion", "name",
				"evaluatedAt", "statedAt", "metrics");
		Instant evaluatedAt = EventTime.of(document.at("evaluatedAt")).at();
		Instant statedAt = document.at("statedAt").isThere() ? EventTime.of(document.at("statedAt")).at() : evaluatedAt;
		EvaluationStatement statement = new EvaluationStatement(Document.version(document.at("modelVersion")),
				document.at("datasetVersion").isThere() ? Document.version(document.at("datasetVersion")) : null,
				Document.lineOrNull(document.at("name")), evaluatedAt, metrics(document.at("metrics")), statedAt,
				Document.SOURCE);
		return new Translation(List.of(new MetadataEvent.Evaluated(statement)), List.of());
	}

	private static List<Metric> metrics(PayloadNode place) {
		List<Metric> metrics = new ArrayList<>();
		Set<List<String>> names = new HashSet<>();
		for (PayloadNode told : place.elements()) {
			Document.of(told, "name", "value", "text", "slice");
			String name = Document.line(told.at("name"));
			Double value = Document.numberOrNull(told.at("value"));
			String text = told.at("text").isThere() ? told.at("text").required() : null;
			@Nullable String slice = Document.lineOrNull(told.at("slice"));
			if (value == null && text == null) {
				throw told.refused("needs a value or a text");
			}
			if (!names.add(List.of(name, Objects.requireNonNullElse(slice, "")))) {
				throw told.refused("tells " + name + " twice for the same slice");
			}
			metrics.add(new Metric(name, value, text, slice));
		}
		if (metrics.isEmpty()) {
			throw place.refused("must hold at least one metric");
		}
		return metrics;
	}

}
