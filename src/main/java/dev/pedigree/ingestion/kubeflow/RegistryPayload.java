package dev.pedigree.ingestion.kubeflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;

/**
 * Translates a polled item of Kubeflow's model registry: a registered model, a version
 * with artifacts, or a service. A model has two keys: its id, as clusters name it
 * ({@code registered_models/7}), and its name, which is unique in the registry and cannot
 * change.
 */
record RegistryPayload(PayloadNode payload, String namespace, String member, PayloadNode item,
		TranslationBuilder translation) {

	private static final Pattern UID = Pattern.compile("/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

	static RegistryPayload of(PayloadNode payload) {
		String instance = payload.at("instance").required();
		String member = payload.firstOf("model_version", "registered_model", "inference_service");
		return new RegistryPayload(payload, "kubeflow://" + instance, member, payload.at(member).object(),
				new TranslationBuilder("kubeflow-registry:" + instance, Instant.EPOCH));
	}

	Translation translate() {
		switch (this.member) {
			case "model_version" -> translateVersion();
			case "registered_model" -> translateModel();
			default -> translateService();
		}
		return this.translation.build();
	}

	private void translateModel() {
		Urn urn = model(this.item.at("id").required());
		this.translation.at(created())
			.name(new DataUse(urn, Set.of(Urn.data(this.namespace, this.item.name())), null, true,
					DataUse.WriteMode.UNKNOWN, null, null, false, null, null));
		TranslationBuilder updated = updated(this.item);
		updated.set(urn, "displayName", this.item.name());
		describe(updated, urn, Stream.concat(properties(), words()));
		this.item.text("owner").ifPresent((owner) -> updated.own(urn, owner));
		this.translation.count("kubeflow.registered_model", this.item,
				Set.of("id", "name", "createTimeSinceEpoch", "lastUpdateTimeSinceEpoch", "description", "owner",
						"state", "customProperties", "license", "maturity", "libraryName", "tasks", "language"));
	}

	private void translateVersion() {
		StatedVersion stated = version(this.item.at("registeredModelId").required(), this.item.at("id").required());
		Urn version = stated.version();
		this.translation.at(created()).name(stated);
		TranslationBuilder updated = updated(this.item);
		updated.set(version, "displayName", this.item.name());
		describe(updated, version, properties());
		this.item.text("state").ifPresent((stage) -> updated.set(version, "stage", stage));
		List<Metric> metrics = new ArrayList<>();
		for (PayloadNode artifact : this.payload.at("artifacts").elements()) {
			switch (artifact.text("artifactType").orElse("")) {
				case "model-artifact" -> describeArtifact(version, artifact);
				case "metric" -> metrics.add(TranslationBuilder.metric(artifact.name(), artifact.at("value").node()));
				default -> this.translation.count("kubeflow.artifact", artifact, Set.of());
			}
		}
		updated.measure(stated, null, "registry", created(), metrics);
		this.translation.count("kubeflow.model_version", this.item, Set.of("id", "name", "registeredModelId",
				"createTimeSinceEpoch", "lastUpdateTimeSinceEpoch", "description", "state", "customProperties"));
	}

	/**
	 * Translates a service: the registry's controller writes the name and uid of an
	 * InferenceService, and its namespace as the environment. The observation is second
	 * hand, because the controller does not write later versions.
	 */
	private void translateService() {
		String location = SourceConfig.mapLocation(this.payload.at("locations"),
				this.namespace + "/" + this.payload.at("environment").required());
		Urn deployment = Urn.deployment(location, UID.matcher(this.item.name()).replaceFirst(""));
		Instant at = updated(this.item).at();
		String source = this.translation.source();
		if (this.item.text("desiredState").filter("UNDEPLOYED"::equals).isPresent()) {
			this.translation.observe(DeploymentObservation.retired(deployment, at, source).asSecondHand());
		}
		else {
			String model = this.item.at("registeredModelId").required();
			// Without modelVersionId the registry serves the newest version.
			this.translation.observe(this.item.text("modelVersionId")
				.map((id) -> DeploymentObservation.serving(deployment, at, source, null, version(model, id), null))
				.orElseGet(() -> DeploymentObservation.newest(deployment, at, source, null, model(model), null))
				.in(Urn.environment(location.replaceFirst("^[a-z]+://", "")), SourceConfig.tier(this.payload), url())
				.asSecondHand());
		}
		this.translation.count("kubeflow.inference_service", this.item,
				Set.of("id", "name", "createTimeSinceEpoch", "lastUpdateTimeSinceEpoch", "servingEnvironmentId",
						"registeredModelId", "modelVersionId", "desiredState", "customProperties"));
	}

	private @Nullable String url() {
		return this.item.at("customProperties", "url").text("string_value").map(Masking::address).orElse(null);
	}

	private void describeArtifact(Urn version, PayloadNode artifact) {
		Map<String, Object> values = new HashMap<>();
		artifact.text("uri")
			.or(() -> artifact.text("storagePath")
				.map((path) -> "storage://" + artifact.text("storageKey").orElse("default") + "/"
						+ path.replaceFirst("^/+", "")))
			.ifPresent((uri) -> values.put("artifactUri",
					Masking.address(SourceConfig.mapLocation(this.payload.at("locations"), uri))));
		artifact.text("modelFormatName")
			.ifPresent((format) -> values.put("framework",
					artifact.text("modelFormatVersion").map((number) -> format + " " + number).orElse(format)));
		updated(artifact).describe(version, "model", values);
		this.translation.count("kubeflow.model-artifact", artifact,
				Set.of("id", "name", "artifactType", "createTimeSinceEpoch", "lastUpdateTimeSinceEpoch", "uri",
						"storageKey", "storagePath", "modelFormatName", "modelFormatVersion"));
	}

	/** Describes the item; an archived one counts as not registered. */
	private void describe(TranslationBuilder updated, Urn urn, Stream<String> tags) {
		this.item.text("description").ifPresent((text) -> updated.document(urn, text));
		updated.tag(urn, tags);
		updated.register(urn, !this.item.text("state").filter("ARCHIVED"::equals).isPresent());
	}

	/** Custom properties as tags; the name alone if the value is blank or true. */
	private Stream<String> properties() {
		return this.item.at("customProperties")
			.node()
			.propertyStream()
			.flatMap((property) -> Stream.of("string_value", "int_value", "double_value", "bool_value")
				.flatMap((type) -> property.getValue().optional(type).stream())
				.limit(1)
				.map((value) -> tag(property.getKey(), value.asString(""))));
	}

	private static String tag(String name, String value) {
		return (value.isBlank() || value.equals("true")) ? name : name + ":" + value.strip();
	}

	/** Members of models in newer registries, as tags. */
	private Stream<String> words() {
		return Stream.concat(
				Stream.of("license", "maturity", "libraryName")
					.flatMap((name) -> this.item.text(name).stream().map((value) -> name + ":" + value)),
				Stream.of("tasks", "language")
					.flatMap((name) -> this.item.at(name).stream().map((value) -> name + ":" + value.required())));
	}

	private Instant created() {
		return EventTime.ofMillis(this.item.at("createTimeSinceEpoch"));
	}

	private TranslationBuilder updated(PayloadNode node) {
		return this.translation.at(EventTime.ofMillis(node.at("lastUpdateTimeSinceEpoch")));
	}

	private Urn model(String id) {
		return Urn.data(this.namespace, "registered_models/" + id);
	}

	private StatedVersion version(String model, String id) {
		return new StatedVersion(Urn.version(model(model), "kfmr:" + id), model(model), false);
	}

}
