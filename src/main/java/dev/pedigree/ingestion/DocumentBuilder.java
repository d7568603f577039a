package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Translates a document about one dataset or one model version: a card, a dataset
 * description, an entry of a bill of materials. The key comes from the document, or from
 * the parameters of the upload ({@code namespace}, {@code name}, {@code version}). With
 * parameters, properties that the asset's own system states are left to that system, so
 * that the two do not overwrite each other.
 */
public final class DocumentBuilder {

	/** Upload parameters that identify a dataset. */
	public static final Set<String> DATASET_PARAMETERS = Set.of("namespace", "name");

	/** Upload parameters that identify a model version. */
	public static final Set<String> MODEL_PARAMETERS = Set.of("namespace", "name", "version");

	private static final int MAX_SECTION_LENGTH = 10_000;

	/** A longer text is not parsed as a number. */
	private static final int MAX_NUMBER_LENGTH = 40;

	private final TranslationBuilder translation;

	private final DataUse data;

	/** Null for a dataset. */
	private final @Nullable StatedVersion version;

	private final boolean selfNamed;

	private final List<String> sections = new ArrayList<>();

	private final Map<String, Object> card = new LinkedHashMap<>();

	private DocumentBuilder(TranslationBuilder translation, DataUse data, @Nullable StatedVersion version,
			boolean selfNamed) {
		this.translation = translation;
		this.data = data;
		this.version = version;
		this.selfNamed = selfNamed;
		translation.name(data);
		if (version != null && selfNamed) {
			translation.name(version);
		}
		else if (version != null) {
			translation.mention(version);
		}
	}

	/**
	 * Starts a document about a dataset.
	 * @param data the key that the document states; null if none
	 */
	public static DocumentBuilder ofDataset(TranslationBuilder translation, PayloadNode payload, @Nullable Urn data) {
		if (hasDataset(payload)) {
			Urn named = DatasetNaming.of(payload.namespace(), payload.name()).urn();
			return new DocumentBuilder(translation, DataUse.of(named), null, false);
		}
		if (data == null) {
			throw new InvalidPayloadException("", "the document does not identify its dataset; send namespace and name"
					+ " as parameters of the request");
		}
		return new DocumentBuilder(translation, DataUse.of(data), null, true);
	}

	/**
	 * Starts a document about a model version.
	 * @param version the version that the document states; null if none
	 */
	public static DocumentBuilder ofModel(TranslationBuilder translation, PayloadNode payload,
			@Nullable StatedVersion version) {
		StatedVersion named = hasModel(payload) ? payload.statedVersion() : version;
		if (named == null) {
			throw new InvalidPayloadException("", "the document does not identify its model version; send namespace,"
					+ " name and version as parameters of the request");
		}
		return new DocumentBuilder(translation, DataUse.of(named.data()).asModel(), named, !hasModel(payload));
	}

	/** Whether the upload parameters identify the dataset. */
	public static boolean hasDataset(PayloadNode payload) {
		return payload.hasAny(DATASET_PARAMETERS);
	}

	/** Whether the upload parameters identify the model version. */
	public static boolean hasModel(PayloadNode payload) {
		return payload.hasAny(MODEL_PARAMETERS);
	}

	/** The key of the dataset or model. */
	public Urn data() {
		return this.data.data();
	}

	/** Whether the document itself identifies the asset, not the parameters. */
	public boolean isSelfNamed() {
		return this.selfNamed;
	}

	private StatedVersion version() {
		return Objects.requireNonNull(this.version);
	}

	/** Sets name and tags, unless the asset's own system does. */
	public void describe(String displayName, Collection<String> tags) {
		if (this.selfNamed) {
			this.translation.set(data(), "displayName", displayName);
			this.translation.tag(data(), tags.stream());
		}
	}

	/** Sets the description, unless the asset's own system does. */
	public void document(String text) {
		if (this.selfNamed) {
			this.translation.document(data(), Masking.maskedEmails(text));
		}
	}

	/** Sets the licenses, spelled as the SPDX list does; none if the list is empty. */
	public void license(List<String> written) {
		List<String> licenses = LicenseName.of(written);
		if (!licenses.isEmpty()) {
			this.translation.describe(data(), "license", Map.of("license", licenses.getFirst(), "licenses", licenses));
		}
	}

	/**
	 * Sets the columns in the form of OpenLineage, unless the asset's own system does.
	 */
	public void describeSchema(JsonNode fields) {
		if (this.selfNamed && !fields.isEmpty()) {
			this.translation.setJson(data(), "schema", fields);
		}
	}

	/** Adds a section of the text, without e-mail addresses; a long one is cut. */
	public void addSection(String title, String text) {
		if (!text.isBlank()) {
			this.sections
				.add(title.strip() + "\n" + PlainText.cut(Masking.maskedEmails(text).strip(), MAX_SECTION_LENGTH));
		}
	}

	/**
	 * Declares the data and models from which the asset was made. The data are the
	 * training data of a model version.
	 * @param tags of the declared job
	 */
	public void derive(Collection<DataUse> inputs, Collection<String> tags) {
		List<DataUse> others = inputs.stream().filter((use) -> !use.data().equals(data())).toList();
		if (others.isEmpty()) {
			return;
		}
		Map<Urn, DataUse> first = new LinkedHashMap<>();
		others.forEach((use) -> first.putIfAbsent(use.data(), use));
		Urn job = Urn.declaredJob(data());
		this.translation.declare(job, first.values(), List.of(this.data));
		this.translation.set(job, "jobType", "DECLARED");
		if (!tags.isEmpty()) {
			this.translation.tag(job, tags.stream());
		}
		List<String> training = others.stream()
			.filter((use) -> !use.model())
			.map((use) -> use.data().value())
			.distinct()
			.sorted()
			.toList();
		if (this.version != null && !training.isEmpty()) {
			this.translation.set(this.version.version(), "trainingData", training);
		}
	}

	/** Sets the task of the model. */
	public void setTask(String task) {
		this.translation.describe(data(), "model", Map.of("task", task));
	}

	/**
	 * Describes the model version by the values that are present, unless its registry
	 * does.
	 */
	public void describeVersion(Map<String, Optional<String>> values) {
		if (this.selfNamed) {
			this.translation.describePresent(version().version(), "model", values);
		}
	}

	/** Adds a property of the model card; none if the list is empty. */
	public void addCardProperty(String property, List<String> values) {
		if (!values.isEmpty()) {
			this.card.put(property, values);
		}
	}

	/** Adds metrics of the model version; of a repeated name and slice the first. */
	public void measure(String name, @Nullable StatedVersion on, @Nullable Instant evaluatedAt, List<Metric> metrics) {
		Map<List<String>, Metric> first = new LinkedHashMap<>();
		metrics
			.forEach((one) -> first.putIfAbsent(List.of(one.name(), Objects.requireNonNullElse(one.slice(), "")), one));
		this.translation.measure(version(), on, name, evaluatedAt, List.copyOf(first.values()));
	}

	/**
	 * Sets the packages that the model version depends on.
	 * @param node the part of the payload that names them
	 */
	public void depend(PayloadNode node, List<String> purls) {
		if (!purls.isEmpty()) {
			this.translation.set(version().version(), "dependencies", packages(node, "dependencies", purls));
		}
	}

	/** Adds the card properties and sections to the translation. */
	public void finish() {
		if (!this.card.isEmpty()) {
			this.translation.describe(data(), "card", Map.copyOf(this.card));
		}
		if (!this.sections.isEmpty()) {
			this.translation.set(data(), "cardSections", List.copyOf(this.sections));
		}
	}

	/**
	 * Parses a metric: a number, a number in a text, or a text; empty without a value.
	 */
	public static Optional<Metric> metric(String name, JsonNode value, @Nullable String slice) {
		String text = value.isContainer() ? value.toString() : value.asString("").strip();
		if (value.isNull() || text.isEmpty()) {
			return Optional.empty();
		}
		boolean number = text.length() <= MAX_NUMBER_LENGTH
				&& text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
		return Optional
			.of(number ? new Metric(name, Double.valueOf(text), null, slice) : new Metric(name, null, text, slice));
	}

	/**
	 * Returns sorted package URLs in their canonical form.
	 * @param node the part of the payload that names them
	 * @param name what messages call them
	 * @throws InvalidPayloadException if one is invalid
	 */
	public static List<String> packages(PayloadNode node, String name, List<String> purls) {
		try {
			return Packages.canonical(name, purls);
		}
		catch (InvalidRequestException ex) {
			throw node.invalid("has a package that is not valid: " + ex.getMessage());
		}
	}

}
