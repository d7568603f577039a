package dev.pedigree.ingestion.kserve;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a KServe object of a cluster: served artifacts by role, health, times, labels.
 *
 * @param object the object
 * @param kind its kind
 * @param scope the cluster and namespace, {@code prod/risk}, to qualify local names
 */
record KserveObject(PayloadNode object, KserveKind kind, String scope) {

	/** A Hub repository as the name of a served model. */
	private static final Pattern HUB_NAME = Pattern.compile("[\\w.-]+/[\\w.-]+");

	/**
	 * The artifact that serves in a role.
	 *
	 * @param address the address of the artifact
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
				if (explainer.isPresent() && address(explainer.object()) != null) {
					roles.put("explainer", new TrafficRole(served(explainer), null));
				}
			}
			case LLM_INFERENCE_SERVICE -> {
				PayloadNode model = spec().at("model").object();
				String uri = model.at("uri").required();
				roles.put("primary", new TrafficRole(uri, hubName(uri, model), null));
				for (PayloadNode adapter : model.at("lora").at("adapters").elements()) {
					roles.put("adapter " + adapter.name(), new TrafficRole(adapter.at("uri").required(), null));
				}
			}
			case TRAINED_MODEL ->
				roles.put("primary", new TrafficRole(spec().at("model").at("storageUri").required(), null));
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
			String address = address(own);
			roles.put("canary " + own.name(), new TrafficRole((address != null) ? address : served(predictor), share));
			all += share;
		}
		return all;
	}

	/** The roles of v1alpha2, which names both sides of a canary. */
	private Map<String, TrafficRole> formerRoles() {
		Map<String, TrafficRole> roles = new LinkedHashMap<>();
		PayloadNode canary = spec().at("canary");
		double share = canary.isPresent() ? percent(spec().at("canaryTrafficPercent")).asDouble(0) : 0;
		roles.put("primary", new TrafficRole(served(spec().at("default").at("predictor").object()), 100 - share));
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
		boolean first = this.object.node().at("/metadata/generation").asLong(0) == 1;
		String mode = label("serving.kserve.io/deploymentMode")
			.or(() -> PayloadNode.text(this.object.node().path("status"), "deploymentMode"))
			.orElse("");
		boolean revisions = !mode.equals("RawDeployment") && !mode.equals("Standard");
		return (percent.isNumber() && percent.doubleValue() < 100 && !first && revisions)
				? Double.valueOf(percent.doubleValue()) : null;
	}

	/** Validates a share in percent, if present. */
	private static JsonNode percent(PayloadNode share) {
		if (share.isPresent()
				&& !(share.node().isNumber() && share.node().doubleValue() >= 0 && share.node().doubleValue() <= 100)) {
			throw share.invalid("must be a number from 0 to 100");
		}
		return share.node();
	}

	/** The address of a component; without one the model is part of the service. */
	private String served(PayloadNode component) {
		String address = address(component);
		return (address != null) ? address : "inferenceservice://" + this.scope + "/" + name();
	}

	/** The address of a component's model, else of its image; null if neither. */
	private @Nullable String address(PayloadNode component) {
		for (Map.Entry<String, JsonNode> member : component.node().properties()) {
			JsonNode model = member.getValue();
			Optional<String> uri = PayloadNode.text(model, "storageUri")
				.or(() -> PayloadNode.text(model.path("storageUris").path(0), "uri"))
				.or(() -> argument(model, "--model_id").map((id) -> "hf://" + id
						+ argument(model, "--model_revision").map((revision) -> ":" + revision).orElse("")));
			if (uri.isPresent()) {
				return uri.get();
			}
			Optional<String> path = PayloadNode.text(model.path("storage"), "path");
			if (path.isPresent()) {
				JsonNode storage = model.path("storage");
				return storage(storage.path("parameters").path("type").asString("s3"),
						storage.path("parameters").path("bucket").asString(""), storage.path("key").asString("default"),
						path.get());
			}
		}
		return Stream.of("/containers/0/image", "/custom/container/image")
			.map((pointer) -> component.node().at(pointer).asString(""))
			.filter((image) -> !image.isBlank())
			.map((image) -> "oci://" + image)
			.findFirst()
			.orElse(null);
	}

	/** The value of a command line argument: the model that a runtime fetches itself. */
	private static Optional<String> argument(JsonNode model, String name) {
		List<String> arguments = model.path("args").valueStream().map((one) -> one.asString("")).toList();
		for (int i = 0; i < arguments.size(); i++) {
			if (arguments.get(i).startsWith(name + "=")) {
				return Optional.of(arguments.get(i).substring(name.length() + 1));
			}
			if (arguments.get(i).equals(name) && i + 1 < arguments.size()) {
				return Optional.of(arguments.get(i + 1));
			}
		}
		return Optional.empty();
	}

	/**
	 * An address in a storage, which may be known by the key of a cluster secret only.
	 */
	private String storage(String type, String bucket, String key, String path) {
		return (bucket.isBlank() ? "storage://" + this.scope + "/" + key : type + "://" + bucket) + "/"
				+ path.replaceFirst("^/+", "");
	}

	private String predictor() {
		JsonNode store = spec().node().path("storage").path("s3");
		return spec().text("path")
			.map((path) -> storage("s3", store.path("bucket").asString(""), store.path("secretKey").asString("default"),
					path))
			.orElseGet(() -> served(this.object));
	}

	/**
	 * The time of the last change: the creation, or the last write by another than its
	 * controller; null if the cluster stores neither. Clusters count seconds, so a
	 * creation is one millisecond later than a deletion in the same second.
	 */
	@Nullable Instant changedAt() {
		PayloadNode metadata = this.object.at("metadata");
		if (metadata.node().path("generation").asLong(0) == 1 && metadata.at("creationTimestamp").isPresent()) {
			return EventTime.of(metadata.at("creationTimestamp")).at().plusMillis(1);
		}
		return metadata.at("managedFields")
			.elements()
			.stream()
			.filter((writer) -> writer.text("subresource").isEmpty() && writer.at("time").isPresent())
			.map((writer) -> EventTime.of(writer.at("time")).at())
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	/** The time of the deletion, else of the observation. */
	Instant deletedAt(Instant observed) {
		PayloadNode timestamp = this.object.at("metadata").at("deletionTimestamp");
		Instant deleted = timestamp.isPresent() ? EventTime.of(timestamp).at() : observed;
		Instant last = Objects.requireNonNullElse(changedAt(), deleted);
		return last.isAfter(deleted) ? last : deleted;
	}

	/** Whether the object is ready; null if the status does not state it. */
	@Nullable Health health() {
		PayloadNode ready = condition("Ready");
		if (ready == null) {
			return null;
		}
		JsonNode model = this.object.node().at("/status/modelStatus");
		String loaded = model.at("/states/activeModelState").asString("Loaded");
		String transition = model.path("transitionStatus").asString("UpToDate");
		// The last failure remains in the status after the model is loaded again.
		boolean broken = !"Loaded".equals(loaded) || transition.equals("BlockedByFailedLoad")
				|| transition.equals("InvalidSpec");
		boolean isReady = "True".equals(ready.node().path("status").asString("")) && !broken;
		return new Health(isReady, isReady ? null : problem(ready.node(), model, broken));
	}

	private static String problem(JsonNode ready, JsonNode model, boolean broken) {
		JsonNode failure = model.path("lastFailureInfo");
		Stream<JsonNode> parts = broken
				? Stream.of(model.path("transitionStatus"), failure.path("reason"), failure.path("message"))
				: Stream.of(ready.path("reason"), ready.path("message"));
		return parts.map((part) -> part.asString(""))
			.filter((part) -> !part.isBlank())
			.reduce((one, other) -> one + ": " + other)
			.orElse(broken ? "The model is not loaded" : "Not ready");
	}

	private @Nullable PayloadNode condition(String type) {
		return this.object.at("status")
			.at("conditions")
			.elements()
			.stream()
			.filter((condition) -> type.equals(condition.node().path("type").asString("")))
			.findFirst()
			.orElse(null);
	}

	/** The URL of the endpoint; null if there is none yet. */
	@Nullable String endpoint() {
		return PayloadNode.text(this.object.node().path("status"), "url").orElse(null);
	}

	/** The value of a label, else of the annotation with that name. */
	Optional<String> label(String name) {
		JsonNode metadata = this.object.node().path("metadata");
		return PayloadNode.text(metadata.path("labels"), name)
			.or(() -> PayloadNode.text(metadata.path("annotations"), name));
	}

	String name() {
		return this.object.at("metadata").object().name();
	}

	/**
	 * The health of an object.
	 *
	 * @param ready whether it is ready
	 * @param problem why it is not; null if it is ready
	 */
	record Health(boolean ready, @Nullable String problem) {
	}

}
