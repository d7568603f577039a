package dev.pedigree.ingestion.kserve;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ingestion.connector.SourceConfig;
import org.jspecify.annotations.Nullable;

/** Translates an object of a Kubernetes cluster with KServe, or its deletion. */
record KservePayload(PayloadNode payload, String instance, KserveObject object, Urn urn,
		TranslationBuilder translation) {

	private static final String REGISTRY = "modelregistry.kubeflow.org/";

	static KservePayload of(PayloadNode payload) {
		String instance = payload.at("instance").required();
		Instant observed = EventTime.ofMillis(payload.at("observed_at"));
		boolean deletion = payload.at("gone").isPresent();
		PayloadNode node = payload.at(deletion ? "gone" : "object").object();
		KserveKind kind = KserveKind.of(node.at("kind").required());
		if (kind == null) {
			throw node.at("kind")
				.invalid("does not serve a model; allowed are "
						+ Stream.of(KserveKind.values()).map(KserveKind::word).toList());
		}
		String namespace = node.at("metadata").object().text("namespace").orElse("default");
		KserveObject object = new KserveObject(node, kind, instance + "/" + namespace);
		Instant at = deletion ? object.deletedAt(observed) : Objects.requireNonNullElse(object.changedAt(), observed);
		Urn urn = (kind == KserveKind.INFERENCE_GRAPH)
				? Urn.of(AssetKind.APPLICATION, "kserve://" + object.scope(), object.name())
				: Urn.deployment("kserve://" + object.scope(), kind.deployment(object.name()));
		return new KservePayload(payload, instance, object, urn, new TranslationBuilder("kserve:" + instance, at));
	}

	Translation translate() {
		boolean deletion = this.payload.at("gone").isPresent();
		if (this.object.kind() == KserveKind.INFERENCE_GRAPH) {
			this.translation.use(this.urn, deletion ? Set.of() : routes());
		}
		else if (deletion) {
			this.translation
				.observe(DeploymentObservation.retired(this.urn, this.translation.at(), this.translation.source()));
		}
		else {
			observeRoles();
			setHealth();
		}
		if (!deletion) {
			Optional<String> owner = this.payload.text("ownerTag").flatMap(this.object::label);
			owner.ifPresent((name) -> this.translation.own(this.urn, name));
			this.translation.count("kserve.spec", this.object.object().at("spec"), Set.of("predictor", "explainer",
					"default", "canary", "canaryTrafficPercent", "model", "path", "storage", "nodes"));
			this.translation.count("kserve.status", this.object.object().at("status"),
					Set.of("conditions", "modelStatus", "url", "deploymentMode"));
		}
		return this.translation.build();
	}

	private Set<Urn> routes() {
		String namespace = this.object.scope().substring(this.instance.length() + 1);
		InferenceGraph graph = InferenceGraph.of(this.instance, namespace, this.object.spec().at("nodes"));
		graph.unknown().forEach((address) -> this.translation.countUnused("kserve.step", "serviceUrl", address.node()));
		return graph.services();
	}

	private void observeRoles() {
		Map<String, KserveObject.TrafficRole> roles = this.object.roles();
		roles.forEach((role, what) -> this.translation.observe(inEnvironment(serving(role, what))));
		Set<String> ongoing = new TreeSet<>(roles.keySet());
		KserveObject.TrafficRole canary = roles.get("canary");
		if (canary != null && !roles.containsKey("primary")) {
			ongoing.add("primary");
			this.translation.observe(inEnvironment(DeploymentObservation.share(this.urn, this.translation.at(),
					this.translation.source(), "primary", 100 - Objects.requireNonNullElse(canary.traffic(), 0.0))));
		}
		this.translation
			.observe(DeploymentObservation.over(this.urn, this.translation.at(), this.translation.source(), ongoing));
	}

	private DeploymentObservation inEnvironment(DeploymentObservation observation) {
		return observation.in(Urn.environment(this.object.scope()), SourceConfig.tier(this.payload),
				this.object.object().at("status").text("url").orElse(null));
	}

	private DeploymentObservation serving(String role, KserveObject.TrafficRole what) {
		Instant at = this.translation.at();
		String source = this.translation.source();
		StatedVersion registered = registered();
		if (registered != null && (role.equals("primary") || role.equals("canary"))) {
			return DeploymentObservation.serving(this.urn, at, source, role, registered, what.traffic());
		}
		ArtifactKey artifact = artifact(what.address());
		StatedVersion named = (what.hubName() != null) ? ArtifactKey.of("hf://" + what.hubName()).hubVersion()
				: artifact.hubVersion();
		return DeploymentObservation.serving(this.urn, at, source, role, artifact, named, what.traffic());
	}

	/**
	 * The version in Kubeflow's registry that the labels of a service name, as primary or
	 * canary; null if there is none. The setting {@code locations} may map the name of
	 * the registry.
	 */
	private @Nullable StatedVersion registered() {
		Optional<String> registry = this.object.label(REGISTRY + "name");
		Optional<String> model = this.object.label(REGISTRY + "registered-model-id");
		Optional<String> version = this.object.label(REGISTRY + "model-version-id");
		if (registry.isEmpty() || model.isEmpty() || version.isEmpty()) {
			return null;
		}
		String address = SourceConfig.mapLocation(this.payload.at("locations"), "kubeflow://" + registry.get() + "/")
			.replaceFirst("/+$", "");
		return StatedVersion.named(address, "registered_models/" + model.get(), "kfmr:" + version.get());
	}

	private ArtifactKey artifact(String address) {
		String scope = this.object.scope();
		String location = SourceConfig.mapLocation(this.payload.at("locations"), Masking.address(address));
		// A volume claim is unique within its namespace only.
		return ArtifactKey.of(location.replaceFirst("^pvc://(?!" + Pattern.quote(scope) + "/)",
				Matcher.quoteReplacement("pvc://" + scope + "/")));
	}

	/** Sets the health, which has the time of the observation. */
	private void setHealth() {
		KserveObject.Health health = this.object.health();
		if (health != null) {
			String problem = health.problem();
			this.translation.at(EventTime.ofMillis(this.payload.at("observed_at")))
				.describe(this.urn, "health", (problem == null) ? Map.of("ready", health.ready())
						: Map.of("ready", health.ready(), "problem", Masking.masked(problem)));
		}
	}

}
