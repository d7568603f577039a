package dev.pedigree.ingestion.kserve;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a KServe object of a cluster: served artifacts by role, health, times, labels.
 *
 * @param scope the cluster and namespace, {@code prod/risk}, to qualify local names
 */
record KserveObject(PayloadNode object, KserveKind kind, String scope) {

	private static final Pattern HUB_NAME = Pattern.compile("[\\w.-]+/[\\w.-]+");

	/**
	 * The artifact that serves in a role.
	 *
	 * @param hubName the Hub repository that the object names beside an address in the
	 * cluster; null if none
	 * @param traffic the share of the requests in percent; null if unknown
	 */
	record TrafficRole(String address, @Nullable String hubName, @Nullable Double traffic) {

		TrafficRole(String address, @Nullable Double traffic) {
			this(address, null, traffic);
		}

	}

	PayloadNode spec() {
		return this.object.at("spec").object();
	}

	/**
	 * The served artifacts by role. During a canary rollout only the canary is known,
	 * because the object no longer names the previous artifact.
	 */
	Map<String, TrafficRole> roles() {
		Map<String, TrafficRole> roles = new LinkedHashMap<>();
		if (label("serving.kserve.io/stop").filter("true"::equalsIgnoreCase).isPresent()) {
			return roles;
		}
		switch (this.kind) {
			case INFERENCE_SERVICE -> {
				if (spec().at("default").isPresent()) {
					return formerRoles();
				}
				PayloadNode predictor = spec().at("predictor").object();
				Double canary = canary(predictor);
				double named = namedCanaries(predictor, roles);
				roles.put((canary != null) ? "canary" : "primary",
						new TrafficRole(served(predictor), (canary != null) ? canary : Double.valueOf(100 - named)));
				PayloadNode explainer = spec().at("explainer");
				if (explainer.isPresent() && address(explainer.object()).isPresent()) {
					roles.put("explainer", new TrafficRole(served(explainer), null));
				}
			}
			case LLM_INFERENCE_SERVICE -> {
				PayloadNode model = spec().at("model").object();
				String uri = model.at("uri").required();
				roles.put("primary", new TrafficRole(uri, hubName(uri, model), null));
				for (PayloadNode adapter : model.at("lora", "adapters").elements()) {
					roles.put("adapter " + adapter.name(), new TrafficRole(adapter.at("uri").required(), null));
				}
			}
			case TRAINED_MODEL ->
				roles.put("primary", new TrafficRole(spec().at("model", "storageUri").required(), null));
			case PREDICTOR -> roles.put("primary", new TrafficRole(predictor(), null));
			case INFERENCE_GRAPH -> throw new IllegalStateException("An inference graph serves no artifact");
		}
		return roles;
	}

	/**
	 * The Hub repository of the copy in a volume, from the name of the model. Other names
	 * are aliases within the cluster.
	 */
	private static @Nullable String hubName(String uri, PayloadNode model) {
		return uri.startsWith("pvc://")
				? model.text("name").filter((name) -> HUB_NAME.matcher(name).matches()).orElse(null) : null;
	}

	/**
	 * Adds the canaries of the Standard mode, which serve beside the predictor and
	 * inherit unstated values from it.
	 * @return their total share of the requests, in percent
	 */
	private double namedCanaries(PayloadNode predictor, Map<String, TrafficRole> roles) {
		double all = 0;
		for (PayloadNode canary : spec().at("canary").elements()) {
			PayloadNode own = canary.at("predictor").object();
			double share = percent(canary.at("trafficPercent")).asDouble(0);
			roles.put("canary " + own.name(), new TrafficRole(address(own).orElseGet(() -> served(predictor)), share));
			all += share;
		}
		return all;
	}

	/** The roles of v1alpha2, which names both sides of a canary. */
	private Map<String, TrafficRole> formerRoles() {
		Map<String, TrafficRole> roles = new LinkedHashMap<>();
		PayloadNode canary = spec().at("canary");
		double share = canary.isPresent() ? percent(spec().at("canaryTrafficPercent")).asDouble(0) : 0;
		roles.put("primary", new TrafficRole(served(spec().at("default", "predictor").object()), 100 - share));
		if (canary.isPresent()) {
			roles.put("canary", new TrafficRole(served(canary.at("predictor").object()), share));
		}
		return roles;
	}

	/**
	 * The share of a canary; null if there is none: the first generation has no
	 * predecessor, and only Knative revisions share requests. The status is ignored,
	 * because it may belong to the previous generation.
	 */
	private @Nullable Double canary(PayloadNode predictor) {
		JsonNode percent = percent(predictor.at("canaryTrafficPercent"));
		boolean revisions = label("serving.kserve.io/deploymentMode")
			.or(() -> this.object.at("status").text("deploymentMode"))
			.filter(Set.of("RawDeployment", "Standard")::contains)
			.isEmpty();
		return (percent.isNumber() && percent.doubleValue() < 100 && !isFirstGeneration() && revisions)
				? Double.valueOf(percent.doubleValue()) : null;
	}

	private boolean isFirstGeneration() {
		return this.object.node().at("/metadata/generation").asLong(0) == 1;
	}

	private static JsonNode percent(PayloadNode share) {
		if (share.isPresent()
				&& !(share.node().isNumber() && share.node().doubleValue() >= 0 && share.node().doubleValue() <= 100)) {
			throw share.invalid("must be a number from 0 to 100");
		}
		return share.node();
	}

	/** The address of a component; without one the model is part of the service. */
	private String served(PayloadNode component) {
		return address(component).orElseGet(() -> "inferenceservice://" + this.scope + "/" + name());
	}

	/** The address of a component's model, else of its image. */
	private Optional<String> address(PayloadNode component) {
		return component.node()
			.valueStream()
			.flatMap((model) -> modelAddress(model).stream())
			.findFirst()
			.or(() -> Stream.of("/containers/0/image", "/custom/container/image")
				.map((pointer) -> component.node().at(pointer).asString(""))
				.filter((image) -> !image.isBlank())
				.map((image) -> "oci://" + image)
				.findFirst());
	}

	private Optional<String> modelAddress(JsonNode model) {
		JsonNode storage = model.path("storage");
		return PayloadNode.text(model, "storageUri")
			.or(() -> PayloadNode.text(model.path("storageUris").path(0), "uri"))
			.or(() -> argument(model, "--model_id").map((id) -> "hf://" + id
					+ argument(model, "--model_revision").map((revision) -> ":" + revision).orElse("")))
			.or(() -> PayloadNode.text(storage, "path")
				.map((path) -> storage(storage.at("/parameters/type").asString("s3"),
						storage.at("/parameters/bucket").asString(""), storage.path("key").asString("default"), path)));
	}

	/** The value of a command line argument: the model that a runtime fetches itself. */
	private static Optional<String> argument(JsonNode model, String name) {
		String before = "";
		for (JsonNode argument : model.path("args").values()) {
			String text = argument.asString("");
			if (text.startsWith(name + "=") || before.equals(name)) {
				return Optional.of(before.equals(name) ? text : text.substring(name.length() + 1));
			}
			before = text;
		}
		return Optional.empty();
	}

	/** An address in a storage; one without a bucket is known by its secret only. */
	private String storage(String type, String bucket, String key, String path) {
		return (bucket.isBlank() ? "storage://" + this.scope + "/" + key : type + "://" + bucket) + "/"
				+ path.replaceFirst("^/+", "");
	}

	private String predictor() {
		JsonNode store = spec().at("storage", "s3").node();
		String key = store.path("secretKey").asString("default");
		return spec().text("path")
			.map((path) -> storage("s3", store.path("bucket").asString(""), key, path))
			.orElseGet(() -> served(this.object));
	}

	/**
	 * The time of the last change: the creation, or the last write by another than its
	 * controller; null if the cluster stores neither. Clusters count seconds, so a
	 * creation is one millisecond later than a deletion in the same second.
	 */
	@Nullable Instant changedAt() {
		PayloadNode created = this.object.at("metadata", "creationTimestamp");
		if (isFirstGeneration() && created.isPresent()) {
			return EventTime.of(created).at().plusMillis(1);
		}
		return this.object.at("metadata", "managedFields")
			.stream()
			.filter((writer) -> writer.text("subresource").isEmpty() && writer.at("time").isPresent())
			.map((writer) -> EventTime.of(writer.at("time")).at())
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	Instant deletedAt(Instant observed) {
		PayloadNode timestamp = this.object.at("metadata", "deletionTimestamp");
		Instant deleted = timestamp.isPresent() ? EventTime.of(timestamp).at() : observed;
		Instant last = Objects.requireNonNullElse(changedAt(), deleted);
		return last.isAfter(deleted) ? last : deleted;
	}

	/** Whether the object is ready; null if the status does not state it. */
	@Nullable Health health() {
		JsonNode ready = this.object.at("status", "conditions")
			.stream()
			.map(PayloadNode::node)
			.filter((condition) -> "Ready".equals(condition.path("type").asString("")))
			.findFirst()
			.orElse(null);
		if (ready == null) {
			return null;
		}
		JsonNode model = this.object.node().at("/status/modelStatus");
		String loaded = model.at("/states/activeModelState").asString("Loaded");
		String transition = model.path("transitionStatus").asString("UpToDate");
		// The last failure remains in the status after the model is loaded again.
		boolean broken = !"Loaded".equals(loaded) || transition.equals("BlockedByFailedLoad")
				|| transition.equals("InvalidSpec");
		boolean isReady = "True".equals(ready.path("status").asString("")) && !broken;
		return new Health(isReady, isReady ? null : problem(ready, model, broken));
	}

	private static String problem(JsonNode ready, JsonNode model, boolean broken) {
		Stream<JsonNode> parts = broken ? Stream.of(model.path("transitionStatus"), model.at("/lastFailureInfo/reason"),
				model.at("/lastFailureInfo/message")) : Stream.of(ready.path("reason"), ready.path("message"));
		return parts.map((part) -> part.asString(""))
			.filter((part) -> !part.isBlank())
			.reduce((one, other) -> one + ": " + other)
			.orElse(broken ? "The model is not loaded" : "Not ready");
	}

	/** The value of a label, else of the annotation with that name. */
	Optional<String> label(String name) {
		PayloadNode metadata = this.object.at("metadata");
		return metadata.at("labels").text(name).or(() -> metadata.at("annotations").text(name));
	}

	String name() {
		return this.object.at("metadata").object().name();
	}

	/** The health of an object; the problem is null if it is ready. */
	record Health(boolean ready, @Nullable String problem) {
	}

}
