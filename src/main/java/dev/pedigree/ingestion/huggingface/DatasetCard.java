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

	private final PayloadNode card;

	private final String text;

	private final String name;

	private final TranslationBuilder translation;

	private final DocumentBuilder document;

	DatasetCard(PayloadNode payload) {
		this.card = new PayloadNode(payload.node().path("content").path("card"), "");
		this.text = payload.node().path("content").path("text").asString("");
		String repository = Card.repository(payload);
		this.name = Objects.requireNonNullElse(repository, "");
		this.translation = new TranslationBuilder(Card.SOURCE, EventTime.of(payload.at("at")).at());
		this.document = DocumentBuilder.ofDataset(this.translation, payload,
				(repository != null) ? Urn.data("hf", "datasets/" + repository) : null);
	}

	/** Whether the fields are those of a dataset card. */
	static boolean matches(JsonNode card) {
		return OF_DATASETS.stream().anyMatch(card::has) && OF_MODELS.stream().noneMatch(card::has);
	}

	Translation translate() {
		List<String> tags = new ArrayList<>();
		TAGS.forEach((field, prefix) -> this.card.texts(field).forEach((word) -> tags.add(prefix + word)));
		this.document.describe(this.card.text("pretty_name").orElse(this.name), tags);
		this.document.license(Card.licenses(this.card));
		this.document.describeSchema(columns());
		// "original" and "extended" are keywords; "extended|glue" names the source.
		this.document.derive(this.card.texts("source_datasets")
			.stream()
			.filter((source) -> !source.equals("original") && !source.equals("extended"))
			.flatMap((source) -> Card.hub(source.replaceFirst("^extended\\|", ""), "datasets/").stream())
			.map((Urn source) -> DataUse.of(source))
			.toList(), List.of());
		MarkdownText.firstParagraph(this.text).ifPresent(this.document::document);
		Section.of(this.text).forEach((section) -> this.document.addSection(section.title(), section.text()));
		this.document.finish();
		this.translation.count("huggingface.dataset", this.card, USED);
		return this.translation.build();
	}

	/** The columns of a dataset with one configuration, in the form of OpenLineage. */
	private ArrayNode columns() {
		ArrayNode columns = JsonNodeFactory.instance.arrayNode();
		JsonNode info = this.card.node().path("dataset_info");
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
