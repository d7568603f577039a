package dev.pedigree.ingestion.huggingface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * in all forms that occur. The version is a commit, or the branch {@code main} if the
 * upload states none.
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
		this.document.describe(Objects.requireNonNullElse(repository(this.payload), ""), tags);
		this.document.license(licenses(this.card));
		describeVersion();
		this.document.derive(inputs(),
				this.card.text("base_model_relation").map((relation) -> "relation:" + relation).stream().toList());
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
		String repository = repository(this.payload);
		return (repository == null) ? null : StatedVersion.named("hf", "models/" + repository, "git:" + revision());
	}

	private String revision() {
		PayloadNode revision = this.payload.at("revision");
		return revision.isPresent() ? revision.required() : "main";
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
		Optional<String> task = this.card.text("pipeline_tag");
		task.ifPresent(this.document::setTask);
		this.document.describeVersion(Map.of("framework", this.card.text("library_name"), "task", task, "artifactUri",
				Optional.ofNullable(repository(this.payload)).map(this::address)));
	}

	private String address(String repository) {
		return "hf://" + repository + (revision().equals("main") ? "" : ":" + revision());
	}

	private List<DataUse> inputs() {
		Stream<Urn> datasets = this.card.texts("datasets").stream().flatMap((data) -> hub(data, "datasets/").stream());
		Stream<Urn> models = this.card.texts("base_model").stream().flatMap((base) -> hub(base, "models/").stream());
		return Stream.concat(datasets.map(DataUse::of), models.map((model) -> DataUse.of(model).asModel())).toList();
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
		List<Metric> metrics = elements(result.path("metrics")).stream()
			.flatMap((entry) -> DocumentBuilder
				.metric(PayloadNode.text(entry, "name").or(() -> PayloadNode.text(entry, "type")).orElse("metric"),
						entry.path("value"), arguments(entry))
				.stream())
			.toList();
		String name = Stream
			.of(PayloadNode.text(result.path("task"), "type"),
					PayloadNode.text(dataset, "name").or(() -> PayloadNode.text(dataset, "type")),
					PayloadNode.text(dataset, "config"), PayloadNode.text(dataset, "split"),
					Optional.ofNullable(arguments(dataset)))
			.flatMap(Optional::stream)
			.collect(Collectors.joining(" "));
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
		List<Metric> metrics = DocumentBuilder.metric(task, result.path("value"), null).stream().toList();
		if (dataset.isPresent()) {
			this.document.measure(task, data(result.path("dataset"), dataset), (when != null) ? when.at() : null,
					metrics);
		}
	}

	private static @Nullable String arguments(JsonNode node) {
		String text = text(node.path("args"));
		return text.isBlank() ? null : text;
	}

	private static String text(JsonNode value) {
		return value.isContainer() ? value.toString() : value.asString("");
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
		this.document.addSection("CO2 emissions (g)", text(this.card.node().path("co2_eq_emissions")));
	}

}
