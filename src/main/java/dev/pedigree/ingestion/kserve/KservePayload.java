package dev.pedigree.ingestion.kserve;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.ApplicationObservation;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.SourceConfig;
import dev.pedigree.ownership.OwnersStatement;
import org.jspecify.annotations.Nullable;

/** What one object of a cluster says, or that it is gone. */
final class KservePayload {

	/** What labels of Kubeflow's model registry begin with. */
	private static final String REGISTRY = "modelregistry.kubeflow.org/";

	private final PayloadNode payload;

	private final String instance;

	private final String source;

	private final List<MetadataEvent> events = new ArrayList<>();

	private final List<Translation.PayloadFacet> facets = new ArrayList<>();

	KservePayload(PayloadNode payload) {
		this.payload = payload;
		this.instance = payload.at("instance").required();
		this.source = "kserve:" + this.instance;
	}

	Translation translate() {
		Instant seen = EventTime.ofMillis(this.payload.at("observed_at"));
		boolean gone = this.payload.at("gone").isThere();
		PayloadNode object = this.payload.at(gone ? "gone" : "object").object();
		KserveKind kind = KserveKind.of(object.at("kind").required());
		if (kind == null) {
			throw object.at("kind").refused("is no kind that serves a model");
		}
		String namespace = object.at("metadata").object().text("namespace").orElse("default");
		KserveObject told = new KserveObject(object, kind, this.instance + "/" + namespace);
		Instant at = gone ? told.deleted(seen) : Objects.requireNonNullElse(told.at(), seen);
		Urn urn = urn(kind, namespace, told.name());
		if (kind == KserveKind.INFERENCE_GRAPH) {
			routes(urn, at, gone ? null : new InferenceGraph(this.instance, namespace, told.spec().at("nodes")));
		}
		else if (gone) {
			observed(DeploymentObservation.retired(urn, at, this.source));
		}
		else {
			serving(told, urn, at, Urn.environment(this.instance + "/" + namespace));
			KserveObject.Health health = told.health();
			if (health != null) {
				health(urn, health, seen);
			}
		}
		if (!gone) {
			owner(told, urn, at);
			count(object);
		}
		return new Translation(List.copyOf(this.events), List.copyOf(this.facets));
	}

	private Urn urn(KserveKind kind, String namespace, String name) {
		String where = "kserve://" + this.instance + "/" + namespace;
		return (kind == KserveKind.INFERENCE_GRAPH) ? Urn.application(where, name)
				: Urn.deployment(where, kind.deployment(name));
	}

	/** What a graph calls, which is null for one that is gone. */
	private void routes(Urn application, Instant at, @Nullable InferenceGraph graph) {
		this.events.add(new MetadataEvent.ApplicationObserved(new ApplicationObservation(application, at, this.source,
				(graph != null) ? graph.services() : Set.of())));
		if (graph != null) {
			graph.unknown()
				.forEach((address) -> this.facets
					.add(new Translation.PayloadFacet("kserve.step", "serviceUrl", false, address.node())));
		}
	}

	private void serving(KserveObject served, Urn deployment, Instant at, Urn environment) {
		Environment.Tier tier = SourceConfig.tier(this.payload);
		Map<String, KserveObject.TrafficRole> roles = served.roles();
		roles.forEach((role, what) -> observed(
				serving(served, deployment, at, role, what).in(environment, tier, served.endpoint())));
		Set<String> going = new TreeSet<>(roles.keySet());
		KserveObject.TrafficRole canary = roles.get("canary");
		if (canary != null && !roles.containsKey("primary")) {
			going.add("primary");
			observed(DeploymentObservation
				.share(deployment, at, this.source, "primary", 100 - Objects.requireNonNullElse(canary.traffic(), 0.0))
				.in(environment, tier, served.endpoint()));
		}
		observed(DeploymentObservation.over(deployment, at, this.source, going));
	}

	private DeploymentObservation serving(KserveObject served, Urn deployment, Instant at, String role,
			KserveObject.TrafficRole what) {
		StatedVersion registered = registered(served);
		if (registered != null && (role.equals("primary") || role.equals("canary"))) {
			return DeploymentObservation.serving(deployment, at, this.source, role, registered, what.traffic());
		}
		ArtifactKey artifact = artifact(served.scope(), what.address());
		StatedVersion named = (what.hubName() != null) ? ArtifactKey.of("hf://" + what.hubName()).hubVersion()
				: artifact.hubVersion();
		return DeploymentObservation.serving(deployment, at, this.source, role, artifact, named, what.traffic());
	}

	/**
	 * The version of Kubeflow's registry that the labels of a service name: what it
	 * serves, canary or not. The registry goes by the name of its own, or by the one that
	 * {@code locations} gives it.
	 */
	private @Nullable StatedVersion registered(KserveObject served) {
		Optional<String> registry = served.label(REGISTRY + "name");
		Optional<String> model = served.label(REGISTRY + "registered-model-id");
		Optional<String> version = served.label(REGISTRY + "model-version-id");
		if (registry.isEmpty() || model.isEmpty() || version.isEmpty()) {
			return null;
		}
		String address = SourceConfig.located(this.payload.at("locations"), "kubeflow://" + registry.get() + "/")
			.replaceFirst("/+$", "");
		return StatedVersion.named(address, "registered_models/" + model.get(), "kfmr:" + version.get());
	}

	private void observed(DeploymentObservation seen) {
		this.events.add(new MetadataEvent.DeploymentObserved(seen));
	}

	private ArtifactKey artifact(String scope, String address) {
		String located = SourceConfig.located(this.payload.at("locations"), Masking.address(address));
		// A claim is one of its namespace only.
		return ArtifactKey.of(located.replaceFirst("^pvc://(?!" + Pattern.quote(scope) + "/)",
				Matcher.quoteReplacement("pvc://" + scope + "/")));
	}

	private void health(Urn deployment, KserveObject.Health health, Instant at) {
		Map<String, Object> values = new HashMap<>(Map.of("ready", health.ready()));
		String problem = health.problem();
		if (problem != null) {
			values.put("problem", Masking.masked(problem));
		}
		this.events
			.add(new MetadataEvent.AssetDescribed(Statement.captured(deployment, "health", at, this.source, values)));
	}

	private void owner(KserveObject served, Urn deployment, Instant at) {
		this.payload.text("ownerTag")
			.flatMap(served::label)
			.ifPresent((owner) -> this.events.add(new MetadataEvent.OwnersNamed(new OwnersStatement(deployment, at,
					this.source, List.of(new OwnersStatement.NamedOwner(owner, "owner"))))));
	}

	private void count(PayloadNode object) {
		Map<String, Set<String>> used = Map
			.of("spec",
					Set.of("predictor", "explainer", "default", "canary", "canaryTrafficPercent", "model", "path",
							"storage", "nodes"),
					"status", Set.of("conditions", "modelStatus", "url", "deploymentMode"));
		used.forEach((part, members) -> this.facets
			.addAll(Translation.PayloadFacet.of("kserve." + part, object.at(part), members)));
	}

}
