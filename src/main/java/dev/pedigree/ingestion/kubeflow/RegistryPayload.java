package dev.pedigree.ingestion.kubeflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a registry says of one registered model, of one version with its artifacts, or of
 * one service that serves a version. Models are known by their ids, as clusters name them
 * ({@code registered_models/7}), and by their names, which cannot be changed and are
 * unique within a registry.
 */
final class RegistryPayload {

	private static final Pattern UID = Pattern.compile("/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

	private final PayloadNode payload;

	private final String source;

	private final String namespace;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final List<Translation.PayloadFacet> facets = new ArrayList<>();

	RegistryPayload(PayloadNode payload) {
		this.payload = payload;
		String instance = payload.at("instance").required();
		this.source = "kubeflow-registry:" + instance;
		this.namespace = "kubeflow://" + instance;
	}

	Translation translate() {
		if (this.payload.at("model_version").isThere()) {
			version(this.payload.at("model_version").object());
		}
		else if (this.payload.at("registered_model").isThere()) {
			model(this.payload.at("registered_model").object());
		}
		else if (this.payload.at("inference_service").isThere()) {
			served(this.payload.at("inference_service").object());
		}
		else {
			throw this.payload.refused("has neither registered_model, model_version nor inference_service");
		}
		return new Translation(List.copyOf(this.events), List.copyOf(this.facets));
	}

	private void model(PayloadNode model) {
		Urn urn = model(model.at("id").required());
		Instant at = EventTime.ofMillis(model.at("lastUpdateTimeSinceEpoch"));
		DataUse named = new DataUse(urn, Set.of(Urn.data(this.namespace, model.name())), null, true,
				DataUse.WriteMode.UNKNOWN, null, null, false, null, null);
		this.events
			.add(new MetadataEvent.DataNamed(named, EventTime.ofMillis(model.at("createTimeSinceEpoch")), this.source));
		state(urn, "displayName", at, Map.of("displayName", model.name()));
		described(urn, model, at, Stream.concat(properties(model).stream(), words(model)));
		registered(urn, model, at);
		model.text("owner")
			.ifPresent((owner) -> this.events.add(new MetadataEvent.OwnersNamed(new OwnersStatement(urn, at,
					this.source, List.of(new OwnersStatement.NamedOwner(owner, "owner"))))));
		count("registered_model", model,
				Set.of("id", "name", "createTimeSinceEpoch", "lastUpdateTimeSinceEpoch", "description", "owner",
						"state", "customProperties", "license", "maturity", "libraryName", "tasks", "language"));
	}

	private void version(PayloadNode version) {
		Urn model = model(version.at("registeredModelId").required());
		StatedVersion stated = new StatedVersion(Urn.version(model, "kfmr:" + version.at("id").required()), model,
				false);
		Instant created = EventTime.ofMillis(version.at("createTimeSinceEpoch"));
		Instant at = EventTime.ofMillis(version.at("lastUpdateTimeSinceEpoch"));
		this.events.add(new MetadataEvent.VersionNamed(stated, created, this.source));
		state(stated.version(), "displayName", at, Map.of("displayName", version.name()));
		described(stated.version(), version, at, properties(version).stream());
		registered(stated.version(), version, at);
		version.text("state").ifPresent((stage) -> state(stated.version(), "stage", at, Map.of("stage", stage)));
		List<Metric> metrics = new ArrayList<>();
		for (PayloadNode artifact : this.payload.at("artifacts").elements()) {
			switch (artifact.text("artifactType").orElse("")) {
				case "model-artifact" -> artifact(stated, artifact);
				case "metric" -> metrics.add(metric(artifact));
				default -> count("artifact", artifact, Set.of());
			}
		}
		if (!metrics.isEmpty()) {
			this.events.add(new MetadataEvent.Evaluated(
					new EvaluationStatement(stated, null, "registry", created, metrics, at, this.source)));
		}
		count("model_version", version, Set.of("id", "name", "registeredModelId", "createTimeSinceEpoch",
				"lastUpdateTimeSinceEpoch", "description", "state", "customProperties"));
	}

	/**
	 * What the registry heard of a service: its controller writes down the name and uid
	 * of an InferenceService, and its namespace as the environment. The cluster itself,
	 * when it speaks, knows better: later versions are not written down.
	 */
	private void served(PayloadNode service) {
		String where = SourceConfig.located(this.payload.at("locations"),
				this.namespace + "/" + this.payload.at("environment").required());
		Urn deployment = Urn.deployment(where, UID.matcher(service.name()).replaceFirst(""));
		Instant at = EventTime.ofMillis(service.at("lastUpdateTimeSinceEpoch"));
		if (service.text("desiredState").filter("UNDEPLOYED"::equals).isPresent()) {
			this.events.add(new MetadataEvent.DeploymentObserved(
					DeploymentObservation.retired(deployment, at, this.source).heard()));
		}
		else {
			Urn model = model(service.at("registeredModelId").required());
			// Without modelVersionId the registry serves the newest version.
			DeploymentObservation serving = service.text("modelVersionId")
				.map((id) -> DeploymentObservation.serving(deployment, at, this.source, null,
						new StatedVersion(Urn.version(model, "kfmr:" + id), model, false), null))
				.orElseGet(() -> DeploymentObservation.newest(deployment, at, this.source, null, model, null));
			this.events.add(
					new MetadataEvent.DeploymentObserved(serving
						.in(Urn.environment(where.replaceFirst("^[a-z]+://", "")), SourceConfig.tier(this.payload),
								url(service))
						.heard()));
		}
		count("inference_service", service, Set.of("id", "name", "createTimeSinceEpoch", "lastUpdateTimeSinceEpoch",
				"servingEnvironmentId", "registeredModelId", "modelVersionId", "desiredState", "customProperties"));
	}

	private static @Nullable String url(PayloadNode service) {
		return service.at("customProperties").at("url").text("string_value").map(Masking::address).orElse(null);
	}

	/**
	 * Where the artifact lies: by its address, or by a path in a storage that only a
	 * secret of the cluster names.
	 */
	private void artifact(StatedVersion version, PayloadNode artifact) {
		Map<String, Object> made = new HashMap<>();
		artifact.text("uri")
			.or(() -> artifact.text("storagePath")
				.map((path) -> "storage://" + artifact.text("storageKey").orElse("default") + "/"
						+ path.replaceFirst("^/+", "")))
			.ifPresent((uri) -> made.put("artifactUri",
					Masking.address(SourceConfig.located(this.payload.at("locations"), uri))));
		artifact.text("modelFormatName")
			.ifPresent((format) -> made.put("framework",
					artifact.text("modelFormatVersion").map((number) -> format + " " + number).orElse(format)));
		state(version.version(), "model", EventTime.ofMillis(artifact.at("lastUpdateTimeSinceEpoch")), made);
		count("model-artifact", artifact,
				Set.of("id", "name", "artifactType", "createTimeSinceEpoch", "lastUpdateTimeSinceEpoch", "uri",
						"storageKey", "storagePath", "modelFormatName", "modelFormatVersion"));
	}

	private static Metric metric(PayloadNode artifact) {
		JsonNode value = artifact.at("value").node();
		return new Metric(artifact.name(), value.isNumber() ? value.doubleValue() : null,
				value.isNumber() ? null : value.asString("NaN"), null);
	}

	/** What is archived there is what other registries delete. */
	private void registered(Urn urn, PayloadNode item, Instant at) {
		state(urn, "registry", at, Map.of("registered", !item.text("state").filter("ARCHIVED"::equals).isPresent()));
	}

	private void described(Urn urn, PayloadNode item, Instant at, Stream<String> tags) {
		item.text("description")
			.ifPresent((text) -> this.events
				.add(new MetadataEvent.AssetDescribed(Statement.documentation(urn, at, this.source, text))));
		state(urn, "tags", at, Map.of("tags", tags.distinct().sorted().toList()));
	}

	/** Custom properties as tags; a name alone where it has no value, or is true. */
	private static List<String> properties(PayloadNode item) {
		List<String> tags = new ArrayList<>();
		item.at("customProperties").node().properties().forEach((property) -> {
			Optional<JsonNode> value = Stream.of("string_value", "int_value", "double_value", "bool_value")
				.map(property.getValue()::path)
				.filter((one) -> !one.isMissingNode())
				.findFirst();
			value.map((one) -> one.asString(""))
				.ifPresent((text) -> tags.add((text.isBlank() || text.equals("true")) ? property.getKey()
						: property.getKey() + ":" + text.strip()));
		});
		return tags;
	}

	/** What has a member of its own in newer registries. */
	private static Stream<String> words(PayloadNode model) {
		List<String> words = new ArrayList<>();
		for (String name : List.of("license", "maturity", "libraryName")) {
			model.text(name).ifPresent((value) -> words.add(name + ":" + value));
		}
		for (String name : List.of("tasks", "language")) {
			for (PayloadNode value : model.at(name).elements()) {
				words.add(name + ":" + value.required());
			}
		}
		return words.stream();
	}

	private void state(Urn urn, String group, Instant at, Map<String, Object> values) {
		this.events.add(new MetadataEvent.AssetDescribed(Statement.captured(urn, group, at, this.source, values)));
	}

	private void count(String part, PayloadNode place, Set<String> used) {
		this.facets.addAll(Translation.PayloadFacet.of("kubeflow." + part, place, used));
	}

	private Urn model(String id) {
		return Urn.data(this.namespace, "registered_models/" + id);
	}

}
