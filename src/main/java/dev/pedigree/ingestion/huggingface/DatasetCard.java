package dev.pedigree.ingestion.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Translates a Hugging Face dataset card: license, tags, columns, sources and text. */
final class DatasetCard {

	/** Fields of dataset cards only. */
	private static final Set<String> OF_DATASETS = Set.of("dataset_info", "task_categories", "task_ids",
			"size_categories", "source_datasets", "annotations_creators", "language_creators", "multilinguality",
			"train-eval-index");

	/** Fields of model cards only. */
	private static final Set<String> OF_MODELS = Set.of("base_model", "pipeline_tag", "library_name", "model-index",
			"model_name", "datasets", "co2_eq_emissions", "widget", "inference");

	/** Fields that become tags, with the prefix of the tags. */
	private static final Map<String, String> TAGS = Map.of("tags", "", "language", "language:", "license", "license:",
			"task_categories", "task:", "size_categories", "size:");

	private static final Set<String> USED = Stream
		.concat(TAGS.keySet().stream(), Stream.of("pretty_name", "license_name", "source_datasets", "dataset_info"))
		.collect(Collectors.toUnmodifiableSet());

	private DatasetCard() {
	}

	/** Whether the fields are those of a dataset card. */
	static boolean matches(JsonNode card) {
		return OF_DATASETS.stream().anyMatch(card::has) && OF_MODELS.stream().noneMatch(card::has);
	}

	static Translation translate(PayloadNode payload) {
		PayloadNode card = new PayloadNode(payload.node().path("content").path("card"), "");
		String text = payload.node().path("content").path("text").asString("");
		String repository = Card.repository(payload);
		TranslationBuilder translation = new TranslationBuilder(Card.SOURCE, EventTime.of(payload.at("at")).at());
		DocumentBuilder document = DocumentBuilder.ofDataset(translation, payload,
				(repository != null) ? Urn.data("hf", "datasets/" + repository) : null);
		List<String> tags = new ArrayList<>();
		TAGS.forEach((field, prefix) -> card.texts(field).forEach((word) -> tags.add(prefix + word)));
		document.describe(card.text("pretty_name").orElse(Objects.requireNonNullElse(repository, "")), tags);
		document.license(Card.licenses(card));
		document.describeSchema(columns(card));
		// "original" and "extended" are keywords; "extended|glue" names the source.
		document.derive(card.texts("source_datasets")
			.stream()
			.filter((source) -> !source.equals("original") && !source.equals("extended"))
			.flatMap((source) -> Card.hub(source.replaceFirst("^extended\\|", ""), "datasets/").stream())
			.map((Urn source) -> DataUse.of(source))
			.toList(), List.of());
		MarkdownText.firstParagraph(text).ifPresent(document::document);
		Section.of(text).forEach((section) -> document.addSection(section.title(), section.text()));
		document.finish();
		translation.count("huggingface.dataset", card, USED);
		return translation.build();
	}

	/** The columns of a dataset with one configuration, in the form of OpenLineage. */
	private static ArrayNode columns(PayloadNode card) {
		ArrayNode columns = JsonNodeFactory.instance.arrayNode();
		JsonNode info = card.node().path("dataset_info");
		JsonNode one = (info.isArray() && info.size() == 1) ? info.path(0) : info;
		for (JsonNode feature : one.path("features")) {
			PayloadNode.text(feature, "name")
				.ifPresent((column) -> columns.addObject()
					.put("name", column)
					.put("type", PayloadNode.text(feature, "dtype").orElse("struct")));
		}
		return columns;
	}

}
