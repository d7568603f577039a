package dev.pedigree.ingestion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.ApplicationObservation;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.DataCheck;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds the translation of a payload: collects the metadata events of one source at one
 * event time, and the facets of the payload. {@link #at} and {@link #from} add to the
 * same translation with another time or source.
 */
public final class TranslationBuilder {

	/** A longer JSON property is left out and marked as too long. */
	private static final int MAX_JSON_LENGTH = 262_144;

	private final String source;

	private final Instant at;

	private final boolean unique;

	private final Map<Object, MetadataEvent> events;

	private final List<Translation.PayloadFacet> facets;

	/** Creates a builder that keeps every event in the order of the calls. */
	public TranslationBuilder(String source, Instant at) {
		this(source, at, false, new LinkedHashMap<>(), new ArrayList<>());
	}

	private TranslationBuilder(String source, Instant at, boolean unique, Map<Object, MetadataEvent> events,
			List<Translation.PayloadFacet> facets) {
		this.source = source;
		this.at = at;
		this.unique = unique;
		this.events = events;
		this.facets = facets;
	}

	/**
	 * Returns a builder that keeps equal events once, and the last statement of each
	 * asset and facet group.
	 */
	public static TranslationBuilder unique(String source, Instant at) {
		return new TranslationBuilder(source, at, true, new LinkedHashMap<>(), new ArrayList<>());
	}

	/** Returns a builder of the same translation with another event time. */
	public TranslationBuilder at(Instant time) {
		return new TranslationBuilder(this.source, time, this.unique, this.events, this.facets);
	}

	/** Returns a builder of the same translation with another source. */
	public TranslationBuilder from(String name) {
		return new TranslationBuilder(name, this.at, this.unique, this.events, this.facets);
	}

	public String source() {
		return this.source;
	}

	public Instant at() {
		return this.at;
	}

	/** Describes an asset by the properties of a facet group. */
	public void describe(Urn asset, String group, Map<String, Object> values) {
		put(List.of(asset, group),
				new MetadataEvent.AssetDescribed(Statement.captured(asset, group, this.at, this.source, values)));
	}

	/** Describes an asset by the values that are present; no event if there are none. */
	public void describePresent(Urn asset, String group, Map<String, Optional<String>> values) {
		Map<String, Object> present = new HashMap<>();
		values.forEach((name, value) -> value.ifPresent((text) -> present.put(name, text)));
		if (!present.isEmpty()) {
			describe(asset, group, present);
		}
	}

	/** Sets the property of a facet group that has one property of the same name. */
	public void set(Urn asset, String property, Object value) {
		describe(asset, property, Map.of(property, value));
	}

	/** Sets a property whose value is JSON text. */
	public void setJson(Urn asset, String property, JsonNode value) {
		String text = JsonMapper.shared().writeValueAsString(value);
		describe(asset, property,
				(text.length() <= MAX_JSON_LENGTH) ? Map.of(property, text) : Map.of(property + "TooLong", true));
	}

	/** Sets the tags of an asset, each once and sorted. */
	public void tag(Urn asset, Stream<String> tags) {
		set(asset, "tags", tags.distinct().sorted().toList());
	}

	/** Sets the description of an asset; a long text is cut. */
	public void document(Urn asset, String text) {
		put(List.of(asset, "documentation"),
				new MetadataEvent.AssetDescribed(Statement.documentation(asset, this.at, this.source, text)));
	}

	/** States whether a registry has a model or version. */
	public void register(Urn asset, boolean registered) {
		describe(asset, "registry", Map.of("registered", registered));
	}

	/** Sets the owners of an asset; an empty list states that it has none. */
	public void own(Urn asset, List<OwnersStatement.NamedOwner> owners) {
		put(List.of(asset, "ownership"),
				new MetadataEvent.OwnersNamed(new OwnersStatement(asset, this.at, this.source, owners)));
	}

	/** Sets the one owner of an asset. */
	public void own(Urn asset, String owner) {
		own(asset, List.of(new OwnersStatement.NamedOwner(owner, "owner")));
	}

	/** Names data that no run or job of the payload uses. */
	public void name(DataUse data) {
		add(new MetadataEvent.DataNamed(data, this.at, this.source));
	}

	/** Names a model version that was created at the event time. */
	public void name(StatedVersion version) {
		add(new MetadataEvent.VersionNamed(version, this.at, this.source));
	}

	/** Names a model version that existed at the event time. */
	public void mention(StatedVersion version) {
		add(new MetadataEvent.VersionNamed(version, this.at, this.source, false));
	}

	/** Declares what a job reads and writes by design. */
	public void declare(Urn job, Collection<DataUse> inputs, Collection<DataUse> outputs) {
		add(new MetadataEvent.JobDeclared(
				new JobDeclaration(job, this.at, this.source, List.copyOf(inputs), List.copyOf(outputs))));
	}

	public void observe(RunObservation run) {
		add(new MetadataEvent.RunObserved(run));
	}

	public void observe(DeploymentObservation deployment) {
		add(new MetadataEvent.DeploymentObserved(deployment));
	}

	/** Sets the deployments that an application uses. */
	public void use(Urn application, Set<Urn> deployments) {
		add(new MetadataEvent.ApplicationObserved(
				new ApplicationObservation(application, this.at, this.source, deployments)));
	}

	/**
	 * Adds the metrics of a model version; no event if there are none.
	 * @param data the data that it was measured on; null if unstated
	 * @param name the kind of evaluation; null if unstated
	 * @param evaluatedAt null if unstated
	 */
	public void measure(StatedVersion version, @Nullable StatedVersion data, @Nullable String name,
			@Nullable Instant evaluatedAt, List<Metric> metrics) {
		if (!metrics.isEmpty()) {
			evaluate(version, data, name, evaluatedAt, metrics);
		}
	}

	/** Adds an evaluation of a model version, which may have no metrics. */
	public void evaluate(StatedVersion version, @Nullable StatedVersion data, @Nullable String name,
			@Nullable Instant evaluatedAt, List<Metric> metrics) {
		add(new MetadataEvent.Evaluated(
				new EvaluationStatement(version, data, name, evaluatedAt, metrics, this.at, this.source)));
	}

	/** Adds the metrics of data that a run read or wrote; no event if there are none. */
	public void check(Urn run, DataUse use, boolean written, String name, List<Metric> metrics) {
		if (!metrics.isEmpty()) {
			add(new MetadataEvent.DataChecked(
					new DataCheck(run, use.data(), use.version(), written, name, metrics, this.at, this.source)));
		}
	}

	/**
	 * Counts the members of an object as facets of the payload.
	 * @param used the members that the translation reads
	 * @param ignored members that are not counted
	 */
	public void count(String place, PayloadNode object, Set<String> used, String... ignored) {
		for (Map.Entry<String, JsonNode> member : object.node().properties()) {
			String name = member.getKey();
			if (!List.of(ignored).contains(name)) {
				this.facets.add(new Translation.PayloadFacet(place, name, used.contains(name), member.getValue()));
			}
		}
	}

	/** Counts a part of the payload that the translation does not read. */
	public void countUnused(String place, String name, JsonNode value) {
		this.facets.add(new Translation.PayloadFacet(place, name, false, value));
	}

	/** Adds the events and facets of another translation. */
	public void add(Translation other) {
		other.events().forEach(this::add);
		this.facets.addAll(other.facets());
	}

	private void add(MetadataEvent event) {
		put(event, event);
	}

	private void put(Object key, MetadataEvent event) {
		this.events.put(this.unique ? key : new Object(), event);
	}

	public Translation build() {
		return new Translation(List.copyOf(this.events.values()), List.copyOf(this.facets));
	}

	/** Parses a metric that is a number, or the text NaN or Infinity. */
	public static Metric metric(String name, JsonNode value) {
		return value.isNumber() ? new Metric(name, value.doubleValue(), null, null)
				: new Metric(name, null, value.asString("NaN"), null);
	}

	/** Renders a tag with a value; the name only if the value is empty or true. */
	public static String tagText(String name, String value) {
		return (value.isEmpty() || value.equalsIgnoreCase("true")) ? name : name + ":" + value;
	}

}
