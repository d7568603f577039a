package dev.pedigree.ingestion.huggingface;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.ModelDocument;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model card says. People write cards by hand, so each member is taken in every
 * form that was seen, and what has none is left and counted. A commit is a version; a
 * card of which none is told is of what the branch {@code main} holds.
 */
final class Card {

	static final String SOURCE = "huggingface";

	private static final Set<String> USED = Set.of("license", "license_name", "tags", "language", "datasets",
			"base_model", "base_model_relation", "model-index", "library_name", "pipeline_tag", "co2_eq_emissions");

	private static final Pattern IN_ARCHIVE = Pattern
		.compile("(?:.*/)?([^/]+/[^/]+)/(?:README\\.md|\\.eval_results/[^/]+)");

	private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+(/[\\w.-]+)?");

	/** What loaders of files are called, which cards of trainers name as their data. */
	private static final Set<String> FORMS = Set.of("imagefolder", "audiofolder", "generator", "json", "csv", "parquet",
			"text", "arrow", "pandas");

	private final PayloadNode payload;

	private final PayloadNode card;

	private final ModelDocument document;

	Card(PayloadNode payload) {
		this.payload = payload;
		PayloadNode content = payload.at("content").object();
		this.card = new PayloadNode(content.node().path("card"), "");
		Instant at = EventTime.of(payload.at("at")).at();
		this.document = ModelDocument.of(SOURCE, payload, at, version());
	}

	/**
	 * The licences of a card; "other" stands for the one that {@code license_name} names.
	 */
	static List<String> licenses(PayloadNode card) {
		return Stream
			.concat(card.text("license_name").stream(),
					card.texts("license")
						.stream()
						.filter((license) -> !license.equals("other") || !card.at("license_name").isThere()))
			.toList();
	}

	Translation translate() {
		JsonNode results = this.payload.node().path("content").path("results");
		if (results.isArray()) {
			results.forEach(this::result);
			return new Translation(this.document.events(), List.of());
		}
		List<String> tags = new ArrayList<>(this.card.texts("tags"));
		this.card.texts("language").forEach((language) -> tags.add("language:" + language));
		this.card.texts("license").forEach((license) -> tags.add("license:" + license));
		this.document.describe(Objects.requireNonNullElse(repository(), ""), tags);
		// A licence with a name of its own is called "other" beside it.
		this.document.licenses(licenses(this.card));
		made();
		madeFrom();
		for (JsonNode model : elements(this.card.node().path("model-index"))) {
			elements(model.path("results")).forEach(this::measured);
		}
		text();
		return new Translation(this.document.events(),
				Translation.PayloadFacet.of("huggingface.card", this.card, USED));
	}

	/** The version as the Hub knows it; null when the repository is not told. */
	private @Nullable StatedVersion version() {
		String repository = repository();
		return (repository == null) ? null : StatedVersion.named("hf", "models/" + repository, "git:" + revision());
	}

	private String revision() {
		PayloadNode told = this.payload.at("revision");
		return told.isThere() ? told.required() : "main";
	}

	private @Nullable String repository() {
		return repository(this.payload);
	}

	/** What the request names, or the folders that the card is in. */
	static @Nullable String repository(PayloadNode payload) {
		PayloadNode told = payload.at("model");
		if (told.isThere()) {
			if (!REPOSITORY.matcher(told.required()).matches()) {
				throw told.refused("must be a repository, such as google-bert/bert-base-uncased");
			}
			return told.required();
		}
		Matcher folders = IN_ARCHIVE.matcher(payload.node().path("file").asString(""));
		return folders.matches() ? folders.group(1) : null;
	}

	private void made() {
		Map<String, Object> made = new HashMap<>();
		this.card.text("library_name").ifPresent((library) -> made.put("framework", library));
		this.card.text("pipeline_tag").ifPresent((task) -> {
			made.put("task", task);
			this.document.task(task);
		});
		String repository = repository();
		if (repository != null) {
			String address = "hf://" + repository;
			made.put("artifactUri", revision().equals("main") ? address : address + ":" + revision());
		}
		this.document.made(made);
	}

	private void madeFrom() {
		List<DataUse> inputs = new ArrayList<>();
		this.card.texts("datasets")
			.stream()
			.flatMap((dataset) -> hub(dataset, "datasets/").stream())
			.forEach((dataset) -> inputs.add(DataUse.of(dataset)));
		this.card.texts("base_model")
			.stream()
			.flatMap((base) -> hub(base, "models/").stream())
			.forEach((base) -> inputs.add(DataUse.of(base).asModel()));
		this.document.madeFrom(inputs,
				this.card.text("base_model_relation").map((relation) -> "relation:" + relation).stream().toList());
	}

	/**
	 * What a card calls by its repository, or by its address on the Hub. A folder on
	 * somebody's machine is nobody else's, nor is data that are named by the form of
	 * their files.
	 */
	static Optional<Urn> hub(String told, String kind) {
		String name = told.replaceFirst("^https?://huggingface\\.co/(datasets/)?", "").replaceFirst("/+$", "");
		return (REPOSITORY.matcher(name).matches() && !FORMS.contains(name)) ? Optional.of(Urn.data("hf", kind + name))
				: Optional.empty();
	}

	/**
	 * Results of one task on one part of a dataset. Of which state of it they are is told
	 * by a commit, or it is what its branch held.
	 */
	private void measured(JsonNode result) {
		JsonNode dataset = result.path("dataset");
		List<Metric> metrics = new ArrayList<>();
		for (JsonNode told : elements(result.path("metrics"))) {
			String name = PayloadNode.text(told, "name").or(() -> PayloadNode.text(told, "type")).orElse("metric");
			Metric metric = ModelDocument.metric(name, told.path("value"), arguments(told));
			if (metric != null) {
				metrics.add(metric);
			}
		}
		String name = String.join(" ",
				Stream
					.of(PayloadNode.text(result.path("task"), "type").stream(),
							PayloadNode.text(dataset, "name").or(() -> PayloadNode.text(dataset, "type")).stream(),
							PayloadNode.text(dataset, "config").stream(), PayloadNode.text(dataset, "split").stream(),
							Stream.ofNullable(arguments(dataset)))
					.flatMap((part) -> part)
					.toList());
		this.document.measured(name, data(dataset, PayloadNode.text(dataset, "type")), null, metrics);
	}

	/** The state of data at a commit, or at what their branch holds. */
	private static @Nullable StatedVersion data(JsonNode dataset, Optional<String> name) {
		String revision = PayloadNode.text(dataset, "revision").filter((text) -> !text.equals("None")).orElse("main");
		return name.flatMap((told) -> hub(told, "datasets/"))
			.map((data) -> new StatedVersion(Urn.version(data, "git:" + revision), data, false))
			.orElse(null);
	}

	/** One result of a benchmark, in a file of its own. */
	private void result(JsonNode told) {
		Optional<String> dataset = PayloadNode.text(told.path("dataset"), "id");
		String task = PayloadNode.text(told.path("dataset"), "task_id").or(() -> dataset).orElse("");
		EventTime when = EventTime.parse(told.path("date").asString("").replaceFirst("^(.{10})$", "$1T00:00:00Z"));
		Metric metric = ModelDocument.metric(task, told.path("value"), null);
		if (dataset.isPresent() && metric != null) {
			this.document.measured(task, data(told.path("dataset"), dataset), (when != null) ? when.at() : null,
					List.of(metric));
		}
	}

	private static @Nullable String arguments(JsonNode told) {
		JsonNode arguments = told.path("args");
		String text = arguments.isContainer() ? arguments.toString() : arguments.asString("");
		return text.isBlank() ? null : text;
	}

	/** The elements of a list, where people wrote one. */
	private static List<JsonNode> elements(JsonNode list) {
		return list.isArray() ? List.copyOf(list.values()) : List.of();
	}

	private void text() {
		String text = this.payload.node().path("content").path("text").asString("");
		MarkdownText.firstParagraph(text).ifPresent(this.document::documentation);
		List<Section> sections = Section.of(text);
		for (Section.SectionUse use : Section.SectionUse.values()) {
			this.document.card(use.property(),
					sections.stream().filter(use::isIn).flatMap((section) -> section.points().stream()).toList());
		}
		sections.forEach((section) -> this.document.section(section.title(), section.text()));
		JsonNode emissions = this.card.node().path("co2_eq_emissions");
		if (!emissions.isMissingNode()) {
			this.document.section("CO2 emissions (g)",
					emissions.isContainer() ? emissions.toString() : emissions.asString(""));
		}
	}

}
