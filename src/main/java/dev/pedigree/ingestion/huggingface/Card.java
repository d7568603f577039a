package dev.pedigree.ingestion.huggingface;

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
import dev.pedigree.ingestion.DocumentBuilder;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Translates a Hugging Face model card. Cards are written by hand, so each member is read
 * in all forms that occur; others are counted as unused. The version is a commit, or the
 * branch {@code main} if the upload states none.
 */
final class Card {

	static final String SOURCE = "huggingface";

	private static final Set<String> USED = Set.of("license", "license_name", "tags", "language", "datasets",
			"base_model", "base_model_relation", "model-index", "library_name", "pipeline_tag", "co2_eq_emissions");

	private static final Pattern IN_ARCHIVE = Pattern
		.compile("(?:.*/)?([^/]+/[^/]+)/(?:README\\.md|\\.eval_results/[^/]+)");

	private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+(/[\\w.-]+)?");

	/** Names of file loaders, which some training tools write as dataset names. */
	private static final Set<String> LOADERS = Set.of("imagefolder", "audiofolder", "generator", "json", "csv",
			"parquet", "text", "arrow", "pandas");

	private final PayloadNode payload;

	private final PayloadNode card;

	private final TranslationBuilder translation;

	private final DocumentBuilder document;

	Card(PayloadNode payload) {
		this.payload = payload;
		PayloadNode content = payload.at("content").object();
		this.card = new PayloadNode(content.node().path("card"), "");
		this.translation = new TranslationBuilder(SOURCE, EventTime.of(payload.at("at")).at());
		this.document = DocumentBuilder.ofModel(this.translation, payload, version());
	}

	/** The licenses of a card; {@code license_name} replaces "other". */
	static List<String> licenses(PayloadNode card) {
		return Stream
			.concat(card.text("license_name").stream(),
					card.texts("license")
						.stream()
						.filter((license) -> !license.equals("other") || !card.at("license_name").isPresent()))
			.toList();
	}

	Translation translate() {
		JsonNode results = this.payload.node().path("content").path("results");
		if (results.isArray()) {
			results.forEach(this::measureBenchmark);
			return this.translation.build();
		}
		List<String> tags = new ArrayList<>(this.card.texts("tags"));
		this.card.texts("language").forEach((language) -> tags.add("language:" + language));
		this.card.texts("license").forEach((license) -> tags.add("license:" + license));
		this.document.describe(Objects.requireNonNullElse(repository(), ""), tags);
		this.document.license(licenses(this.card));
		describeVersion();
		derive();
		for (JsonNode model : elements(this.card.node().path("model-index"))) {
			elements(model.path("results")).forEach(this::measure);
		}
		addText();
		this.document.finish();
		this.translation.count("huggingface.card", this.card, USED);
		return this.translation.build();
	}

	/** The version on the Hub; null if the repository is unknown. */
	private @Nullable StatedVersion version() {
		String repository = repository();
		return (repository == null) ? null : StatedVersion.named("hf", "models/" + repository, "git:" + revision());
	}

	private String revision() {
		PayloadNode revision = this.payload.at("revision");
		return revision.isPresent() ? revision.required() : "main";
	}

	private @Nullable String repository() {
		return repository(this.payload);
	}

	/** The repository of the parameter {@code model}, else of the path in the archive. */
	static @Nullable String repository(PayloadNode payload) {
		PayloadNode model = payload.at("model");
		if (model.isPresent()) {
			if (!REPOSITORY.matcher(model.required()).matches()) {
				throw model.invalid("must be a repository, such as google-bert/bert-base-uncased");
			}
			return model.required();
		}
		Matcher folders = IN_ARCHIVE.matcher(payload.node().path("file").asString(""));
		return folders.matches() ? folders.group(1) : null;
	}

	private void describeVersion() {
		Map<String, Object> values = new HashMap<>();
		this.card.text("library_name").ifPresent((library) -> values.put("framework", library));
		this.card.text("pipeline_tag").ifPresent((task) -> {
			values.put("task", task);
			this.document.setTask(task);
		});
		String repository = repository();
		if (repository != null) {
			String address = "hf://" + repository;
			values.put("artifactUri", revision().equals("main") ? address : address + ":" + revision());
		}
		this.document.describeVersion(values);
	}

	private void derive() {
		List<DataUse> inputs = new ArrayList<>();
		this.card.texts("datasets")
			.stream()
			.flatMap((dataset) -> hub(dataset, "datasets/").stream())
			.forEach((dataset) -> inputs.add(DataUse.of(dataset)));
		this.card.texts("base_model")
			.stream()
			.flatMap((base) -> hub(base, "models/").stream())
			.forEach((base) -> inputs.add(DataUse.of(base).asModel()));
		this.document.derive(inputs,
				this.card.text("base_model_relation").map((relation) -> "relation:" + relation).stream().toList());
	}

	/**
	 * The key of a repository or Hub URL; empty for local folders and names of loaders,
	 * which are not unique.
	 */
	static Optional<Urn> hub(String text, String kind) {
		String name = text.replaceFirst("^https?://huggingface\\.co/(datasets/)?", "").replaceFirst("/+$", "");
		return (REPOSITORY.matcher(name).matches() && !LOADERS.contains(name))
				? Optional.of(Urn.data("hf", kind + name)) : Optional.empty();
	}

	/** Adds the metrics of one task on one part of a dataset. */
	private void measure(JsonNode result) {
		JsonNode dataset = result.path("dataset");
		List<Metric> metrics = new ArrayList<>();
		for (JsonNode entry : elements(result.path("metrics"))) {
			String name = PayloadNode.text(entry, "name").or(() -> PayloadNode.text(entry, "type")).orElse("metric");
			Metric metric = DocumentBuilder.metric(name, entry.path("value"), arguments(entry));
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
		this.document.measure(name, data(dataset, PayloadNode.text(dataset, "type")), null, metrics);
	}

	/** The version of a dataset: a commit, else its branch. */
	private static @Nullable StatedVersion data(JsonNode dataset, Optional<String> name) {
		String revision = PayloadNode.text(dataset, "revision").filter((text) -> !text.equals("None")).orElse("main");
		return name.flatMap((text) -> hub(text, "datasets/"))
			.map((data) -> new StatedVersion(Urn.version(data, "git:" + revision), data, false))
			.orElse(null);
	}

	/** Adds one benchmark result of a results file. */
	private void measureBenchmark(JsonNode result) {
		Optional<String> dataset = PayloadNode.text(result.path("dataset"), "id");
		String task = PayloadNode.text(result.path("dataset"), "task_id").or(() -> dataset).orElse("");
		EventTime when = EventTime.parse(result.path("date").asString("").replaceFirst("^(.{10})$", "$1T00:00:00Z"));
		Metric metric = DocumentBuilder.metric(task, result.path("value"), null);
		if (dataset.isPresent() && metric != null) {
			this.document.measure(task, data(result.path("dataset"), dataset), (when != null) ? when.at() : null,
					List.of(metric));
		}
	}

	private static @Nullable String arguments(JsonNode node) {
		JsonNode arguments = node.path("args");
		String text = arguments.isContainer() ? arguments.toString() : arguments.asString("");
		return text.isBlank() ? null : text;
	}

	/** The elements of a list; none if the value is no list. */
	private static List<JsonNode> elements(JsonNode list) {
		return list.isArray() ? List.copyOf(list.values()) : List.of();
	}

	private void addText() {
		String text = this.payload.node().path("content").path("text").asString("");
		MarkdownText.firstParagraph(text).ifPresent(this.document::document);
		List<Section> sections = Section.of(text);
		for (Section.SectionUse use : Section.SectionUse.values()) {
			this.document.addCardProperty(use.property(),
					sections.stream().filter(use::isIn).flatMap((section) -> section.points().stream()).toList());
		}
		sections.forEach((section) -> this.document.addSection(section.title(), section.text()));
		JsonNode emissions = this.card.node().path("co2_eq_emissions");
		if (!emissions.isMissingNode()) {
			this.document.addSection("CO2 emissions (g)",
					emissions.isContainer() ? emissions.toString() : emissions.asString(""));
		}
	}

}
