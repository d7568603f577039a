package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.Refusal;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.evaluation.Packages;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a document says of one version of a model: a model card, a bill of materials. It
 * is known by what the document calls it, or by what its sender says that it is in the
 * catalog ({@code namespace}, {@code name}, {@code version}); of the latter only what no
 * registry tells is taken, so that two do not overrule each other by turns.
 */
public final class ModelDocument {

	/** Parameters by which a sender says which version is meant. */
	public static final Set<String> SUBJECT = Set.of("namespace", "name", "version");

	/** Characters of a section of a card. */
	private static final int LONGEST = 10_000;

	/** Characters of a number; a longer text is none. */
	private static final int LONGEST_FIGURE = 40;

	private final String source;

	private final Instant at;

	private final StatedVersion version;

	private final boolean own;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final Map<String, Object> card = new LinkedHashMap<>();

	private final List<String> sections = new ArrayList<>();

	private ModelDocument(String source, Instant at, StatedVersion version, boolean own) {
		this.source = source;
		this.at = at;
		this.version = version;
		this.own = own;
	}

	/**
	 * Begins a document.
	 * @param source who says it
	 * @param version what the document calls it; not looked at where the sender named
	 * one, and needed where it did not
	 */
	public static ModelDocument of(String source, Place payload, Instant at, @Nullable StatedVersion version) {
		if (!isTold(payload)) {
			if (version == null) {
				throw new PayloadRefused("", "the document does not say which model version it is of: tell namespace,"
						+ " name and version as parameters of the request");
			}
			return new ModelDocument(source, at, version, true).named();
		}
		StatedVersion told = StatedVersion.named(payload.namespace(), payload.name(), payload.at("version").required());
		if (told == null) {
			throw payload.at("version").refused("has nothing behind its scheme");
		}
		return new ModelDocument(source, at, told, false).named();
	}

	private ModelDocument named() {
		this.events.add(new MetadataEvent.DataNamed(DataUse.of(this.version.data()).asModel(), this.at, this.source));
		this.events.add(new MetadataEvent.VersionNamed(this.version, this.at, this.source, this.own));
		return this;
	}

	/** States what its registry would, if it has one. */
	public void describe(String displayName, Collection<String> tags) {
		if (this.own) {
			state(this.version.data(), "displayName", Map.of("displayName", displayName));
			state(this.version.data(), "tags", Map.of("tags", tags.stream().distinct().sorted().toList()));
		}
	}

	/** States what the version is made of and where it lies, as its registry would. */
	public void made(Map<String, Object> values) {
		if (this.own && !values.isEmpty()) {
			state(this.version.version(), "model", values);
		}
	}

	/** States what the model is, in a text. */
	public void documentation(String text) {
		if (this.own) {
			documentation(this.version.data(), text);
		}
	}

	/** States what another asset is that the document speaks of. */
	public void documentation(Urn asset, String text) {
		this.events.add(new MetadataEvent.AssetDescribed(Statement.documentation(asset, this.at, this.source, text)));
	}

	/** States who answers for another asset that the document speaks of. */
	public void owners(Urn asset, List<OwnersStatement.Named> owners) {
		this.events.add(new MetadataEvent.OwnersNamed(new OwnersStatement(asset, this.at, this.source, owners)));
	}

	/** States a property of the card; nothing is not stated. */
	public void card(String property, List<String> values) {
		if (!values.isEmpty()) {
			this.card.put(property, values);
		}
	}

	/** States under which licence the model is. */
	public void license(String license) {
		state(this.version.data(), "license", Map.of("license", license));
	}

	/** Adds a part of the card's text; a long one is cut and says so. */
	public void section(String title, String text) {
		if (!text.isBlank()) {
			String bare = text.strip();
			this.sections
				.add(title.strip() + "\n" + ((bare.length() > LONGEST) ? bare.substring(0, LONGEST - 1) + "…" : bare));
		}
	}

	/**
	 * States from what data and models the model was made, by design.
	 * @param tags in what way
	 */
	public void madeFrom(Collection<DataUse> inputs, Collection<String> tags) {
		if (inputs.isEmpty()) {
			return;
		}
		Urn job = Urn.declaredJob(this.version.data());
		this.events.add(new MetadataEvent.JobDeclared(new JobDeclaration(job, this.at, this.source,
				List.copyOf(byUrn(inputs).values()), List.of(DataUse.of(this.version.data()).asModel()))));
		this.events.add(new MetadataEvent.AssetDescribed(Statement.declaredJob(job, this.at, this.source)));
		if (!tags.isEmpty()) {
			state(job, "tags", Map.of("tags", tags.stream().distinct().sorted().toList()));
		}
	}

	private static Map<Urn, DataUse> byUrn(Collection<DataUse> inputs) {
		Map<Urn, DataUse> uses = new LinkedHashMap<>();
		inputs.forEach((use) -> uses.putIfAbsent(use.data(), use));
		return uses;
	}

	/** States how the version did; of one figure that is told twice, the first. */
	public void measured(String name, @Nullable StatedVersion data, @Nullable Instant when, List<Metric> metrics) {
		Map<List<String>, Metric> figures = new LinkedHashMap<>();
		metrics.forEach(
				(one) -> figures.putIfAbsent(List.of(one.name(), Objects.requireNonNullElse(one.slice(), "")), one));
		if (!figures.isEmpty()) {
			this.events.add(new MetadataEvent.Evaluated(new EvaluationStatement(this.version, data, name, when,
					List.copyOf(figures.values()), this.at, this.source, null)));
		}
	}

	/** States which packages the version needs, by purl. */
	public void needs(Place where, List<String> purls) {
		if (!purls.isEmpty()) {
			try {
				state(this.version.version(), "dependencies",
						Map.of("dependencies", Packages.canonical("dependencies", purls)));
			}
			catch (Refusal ex) {
				throw where.refused("holds a package that is none: " + ex.getMessage());
			}
		}
	}

	/** States something of any other asset that the document speaks of. */
	public void state(Urn asset, String group, Map<String, Object> values) {
		this.events
			.add(new MetadataEvent.AssetDescribed(Statement.captured(asset, group, this.at, this.source, values)));
	}

	/** Which version it is of. */
	public StatedVersion version() {
		return this.version;
	}

	/** Whether a document's sender says which version it is of. */
	public static boolean isTold(Place payload) {
		return SUBJECT.stream().anyMatch((part) -> payload.at(part).isThere());
	}

	/** All that was stated. */
	public List<MetadataEvent> events() {
		if (!this.sections.isEmpty()) {
			state(this.version.data(), "cardSections", Map.of("cardSections", List.copyOf(this.sections)));
			this.sections.clear();
		}
		if (!this.card.isEmpty()) {
			state(this.version.data(), "card", Map.copyOf(this.card));
			this.card.clear();
		}
		return List.copyOf(this.events);
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
