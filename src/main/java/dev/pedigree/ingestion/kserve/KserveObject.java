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
 * What an object in a cluster says that it serves.
 *
 * @param object as the cluster gives it
 * @param kind what it is
 * @param scope the cluster and namespace, {@code prod/risk}, for what has no name beyond
 */
record KserveObject(PayloadNode object, KserveKind kind, String scope) {

	/** A Hub repository as the name of a served model. */
	private static final Pattern HUB_NAME = Pattern.compile("[\\w.-]+/[\\w.-]+");

	/**
	 * What serves in a role.
	 *
	 * @param address where its artifact lies
	 * @param hubName the Hub repository that the object names beside an address of the
	 * cluster; null if none
	 * @param traffic its share of the requests in percent; null if unknown
	 */
	record TrafficRole(String address, @Nullable String hubName, @Nullable Double traffic) {

		TrafficRole(String address, @Nullable Double traffic) {
			this(address, null, traffic);
		}

	}

	/** Where the specification is. */
	PayloadNode spec() {
		return this.object.at("spec").object();
	}

	/**
	 * Addresses of what serves, by role. Of a canary only the new one is told: the object
	 * no longer names what goes on beside it.
	 */
	Map<String, TrafficRole> roles() {
		Map<String, TrafficRole> roles = new LinkedHashMap<>();
		if (label("serving.kserve.io/stop").filter("true"::equalsIgnoreCase).isPresent()) {
			return roles;
		}
		switch (this.kind) {
			case INFERENCE_SERVICE -> {
				if (spec().at("default").isThere()) {
					return formerRoles();
				}
				PayloadNode predictor = spec().at("predictor").object();
				Double canary = canary(predictor);
				double named = namedCanaries(predictor, roles);
				roles.put((canary != null) ? "canary" : "primary",
						new TrafficRole(served(predictor), (canary != null) ? canary : Double.valueOf(100 - named)));
				PayloadNode explainer = spec().at("explainer");
				if (explainer.isThere() && address(explainer.object()) != null) {
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
			case INFERENCE_GRAPH -> throw new IllegalStateException("It routes, and serves nothing itself");
		}
		return roles;
	}

	/**
	 * A volume holds a copy, so the name of the model is what it is a copy of. Names that
	 * are no repository are aliases of the cluster.
	 */
	private static @Nullable String hubName(String uri, PayloadNode model) {
		return uri.startsWith("pvc://")
				? model.text("name").filter((name) -> HUB_NAME.matcher(name).matches()).orElse(null) : null;
	}

	/**
	 * Takes down the canaries of the Standard mode, which serve beside the predictor and
	 * have what they do not say themselves from it.
	 * @return their share of the requests, in percent
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

	/** Of v1alpha2, which names both sides of a canary. */
	private Map<String, TrafficRole> formerRoles() {
		Map<String, TrafficRole> roles = new LinkedHashMap<>();
		PayloadNode canary = spec().at("canary");
		double share = canary.isThere() ? percent(spec().at("canaryTrafficPercent")).asDouble(0) : 0;
		roles.put("primary", new TrafficRole(served(spec().at("default").at("predictor").object()), 100 - share));
		if (canary.isThere()) {
			roles.put("canary", new TrafficRole(served(canary.at("predictor").object()), share));
		}
		return roles;
	}

	/**
	 * The share of a canary; null when there is none: the first specification has nothing
	 * to go on beside it, and only revisions of Knative share requests. The status is not
	 * asked, because it may still be that of the specification before.
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

	/** A share in percent, if there is one. */
	private static JsonNode percent(PayloadNode share) {
		if (share.isThere()
				&& !(share.node().isNumber() && share.node().doubleValue() >= 0 && share.node().doubleValue() <= 100)) {
			throw share.refused("must be a number from 0 to 100");
		}
		return share.node();
	}

	/** Where nothing else is told, the service itself has its model built in. */
	private String served(PayloadNode component) {
		String address = address(component);
		return (address != null) ? address : "inferenceservice://" + this.scope + "/" + name();
	}

	/** Where the model of a component lies; its image where nothing else is told. */
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
				return storage(model.path("storage"), path.get());
			}
		}
		return Stream.of("/containers/0/image", "/custom/container/image")
			.map((pointer) -> component.node().at(pointer).asString(""))
			.filter((image) -> !image.isBlank())
			.map((image) -> "oci://" + image)
			.findFirst()
			.orElse(null);
	}

	/** What a runtime is told on its command line: the model that it fetches itself. */
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

	private String storage(JsonNode storage, String path) {
		JsonNode parameters = storage.path("parameters");
		return storage(parameters.path("type").asString("s3"), parameters.path("bucket").asString(""),
				storage.path("key").asString("default"), path);
	}

	/**
	 * A path in a storage, which may be known by a key of a secret of the cluster only.
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
	 * Since when it is as it is: its creation, or the last time that somebody but its own
	 * controller wrote it; null when the cluster keeps neither. Clusters count seconds:
	 * one that is made in the second in which its predecessor was deleted comes after
	 * that.
	 */
	@Nullable Instant at() {
		PayloadNode metadata = this.object.at("metadata");
		if (metadata.node().path("generation").asLong(0) == 1 && metadata.at("creationTimestamp").isThere()) {
			return EventTime.of(metadata.at("creationTimestamp")).at().plusMillis(1);
		}
		return metadata.at("managedFields")
			.elements()
			.stream()
			.filter((writer) -> writer.text("subresource").isEmpty() && writer.at("time").isThere())
			.map((writer) -> EventTime.of(writer.at("time")).at())
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	/** When it was deleted, or was last seen to be there. */
	Instant deleted(Instant seen) {
		PayloadNode told = this.object.at("metadata").at("deletionTimestamp");
		Instant deleted = told.isThere() ? EventTime.of(told).at() : seen;
		Instant last = Objects.requireNonNullElse(at(), deleted);
		return last.isAfter(deleted) ? last : deleted;
	}

	/** Whether it answers; null when its status does not say. */
	@Nullable Health health() {
		PayloadNode ready = condition("Ready");
		if (ready == null) {
			return null;
		}
		JsonNode model = this.object.node().at("/status/modelStatus");
		String loaded = model.at("/states/activeModelState").asString("Loaded");
		String transition = model.path("transitionStatus").asString("UpToDate");
		// What failed last stays in the status when the model is long loaded again.
		boolean broken = !"Loaded".equals(loaded) || transition.equals("BlockedByFailedLoad")
				|| transition.equals("InvalidSpec");
		boolean answers = "True".equals(ready.node().path("status").asString("")) && !broken;
		return new Health(answers, answers ? null : problem(ready.node(), model, broken));
	}

	private String problem(JsonNode ready, JsonNode model, boolean broken) {
		if (broken) {
			JsonNode failure = model.path("lastFailureInfo");
			return Stream
				.of(model.path("transitionStatus").asString(""), failure.path("reason").asString(""),
						failure.path("message").asString(""))
				.filter((part) -> !part.isBlank())
				.reduce((one, other) -> one + ": " + other)
				.orElse("The model is not loaded");
		}
		return Stream.of(ready.path("reason").asString(""), ready.path("message").asString(""))
			.filter((part) -> !part.isBlank())
			.reduce((one, other) -> one + ": " + other)
			.orElse("Not ready");
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

	/** Where it answers; null when nobody can ask it yet. */
	@Nullable String endpoint() {
		return PayloadNode.text(this.object.node().path("status"), "url").orElse(null);
	}

	/** The value of a label, else of an annotation. */
	Optional<String> label(String name) {
		JsonNode metadata = this.object.node().path("metadata");
		return PayloadNode.text(metadata.path("labels"), name)
			.or(() -> PayloadNode.text(metadata.path("annotations"), name));
	}

	String name() {
		return this.object.at("metadata").object().name();
	}

	/**
	 * Whether an object answers.
	 *
	 * @param ready whether it does
	 * @param problem why not; null when it does
	 */
	record Health(boolean ready, @Nullable String problem) {
	}

}
