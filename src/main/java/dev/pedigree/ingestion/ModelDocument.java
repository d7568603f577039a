package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a document says of one version of a model: a model card, a bill of materials. It
 * is known by what the document calls it, or by what its sender says that it is in the
 * catalog ({@code namespace}, {@code name}, {@code version}).
 */
public final class ModelDocument extends DataDocument {

	/** Parameters by which a sender says which version is meant. */
	public static final Set<String> SUBJECT = Set.of("namespace", "name", "version");

	/** Characters of a number; a longer text is none. */
	private static final int LONGEST_FIGURE = 40;

	private final StatedVersion version;

	private final Map<String, Object> card = new LinkedHashMap<>();

	private ModelDocument(String source, Instant at, StatedVersion version, boolean own) {
		super(source, at, DataUse.of(version.data()).asModel(), own);
		this.version = version;
		add(new MetadataEvent.VersionNamed(version, at, source, own));
	}

	/**
	 * Begins a document.
	 * @param source who says it
	 * @param version what the document calls it; not looked at where the sender named
	 * one, and needed where it did not
	 */
	public static ModelDocument of(String source, PayloadNode payload, Instant at, @Nullable StatedVersion version) {
		if (!isTold(payload)) {
			if (version == null) {
				throw new InvalidPayloadException("",
						"the document does not say which model version it is of: tell namespace,"
								+ " name and version as parameters of the request");
			}
			return new ModelDocument(source, at, version, true);
		}
		StatedVersion told = StatedVersion.named(payload.namespace(), payload.name(), payload.at("version").required());
		if (told == null) {
			throw payload.at("version").refused("has nothing behind its scheme");
		}
		return new ModelDocument(source, at, told, false);
	}

	@Override
	DataUse use() {
		return super.use().asModel();
	}

	/** States what the model does, whichever source names the version. */
	public void task(String task) {
		state(this.version.data(), "model", Map.of("task", task));
	}

	/** The data among the inputs are what this version was trained on. */
	@Override
	public void madeFrom(Collection<DataUse> inputs, Collection<String> tags) {
		super.madeFrom(inputs, tags);
		List<String> data = inputs.stream()
			.filter((use) -> !use.model() && !use.data().equals(data()))
			.map((use) -> use.data().value())
			.distinct()
			.sorted()
			.toList();
		if (!data.isEmpty()) {
			state(this.version.version(), "trainingData", Map.of("trainingData", data));
		}
	}

	/** States what the version is made of and where it lies, as its registry would. */
	public void made(Map<String, Object> values) {
		if (isOwn() && !values.isEmpty()) {
			state(this.version.version(), "model", values);
		}
	}

	/** States a property of the card; nothing is not stated. */
	public void card(String property, List<String> values) {
		if (!values.isEmpty()) {
			this.card.put(property, values);
		}
	}

	/** States how the version did; of one figure that is told twice, the first. */
	public void measured(String name, @Nullable StatedVersion data, @Nullable Instant when, List<Metric> metrics) {
		Map<List<String>, Metric> figures = new LinkedHashMap<>();
		metrics.forEach(
				(one) -> figures.putIfAbsent(List.of(one.name(), Objects.requireNonNullElse(one.slice(), "")), one));
		if (!figures.isEmpty()) {
			add(new MetadataEvent.Evaluated(new EvaluationStatement(this.version, data, name, when,
					List.copyOf(figures.values()), at(), source())));
		}
	}

	/** States which packages the version needs, by purl. */
	public void needs(PayloadNode where, List<String> purls) {
		if (!purls.isEmpty()) {
			try {
				state(this.version.version(), "dependencies",
						Map.of("dependencies", Packages.canonical("dependencies", purls)));
			}
			catch (InvalidRequestException ex) {
				throw where.refused("holds a package that is none: " + ex.getMessage());
			}
		}
	}

	/** Which version it is of. */
	public StatedVersion version() {
		return this.version;
	}

	/** Whether a document's sender says which version it is of. */
	public static boolean isTold(PayloadNode payload) {
		return SUBJECT.stream().anyMatch((part) -> payload.at(part).isThere());
	}

	@Override
	public List<MetadataEvent> events() {
		if (!this.card.isEmpty()) {
			state(this.version.data(), "card", Map.copyOf(this.card));
			this.card.clear();
		}
		return super.events();
	}

	/**
	 * A figure as documents write it: a number, a number in a text, or words.
	 * @return null where nothing is told
	 */
	public static @Nullable Metric metric(String name, JsonNode value, @Nullable String slice) {
		String text = value.isContainer() ? value.toString() : value.asString("").strip();
		if (value.isNull() || text.isEmpty()) {
			return null;
		}
		if (text.length() <= LONGEST_FIGURE && text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
			return new Metric(name, Double.valueOf(text), null, slice);
		}
		return new Metric(name, null, text, slice);
	}

}
