package dev.pedigree.ingestion.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.SourceConfig;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What one deployment of a repository says. GitHub knows no models: which one serves, and
 * in which deployment of the catalog, is told by the deployment's own payload
 * ({@code modelVersion}, {@code artifact}, {@code deployment}).
 */
final class GithubPayload {

	private static final Set<String> USED = Set.of("modelVersion", "artifact", "deployment");

	private final PayloadNode payload;

	private final String source;

	private final List<MetadataEvent> events = new ArrayList<>();

	GithubPayload(PayloadNode payload) {
		this.payload = payload;
		this.source = "github:" + payload.at("instance").required();
	}

	Translation translate() {
		PayloadNode deployment = this.payload.at("deployment").object();
		String repository = this.payload.at("repository").required();
		String environment = deployment.at("environment").required();
		PayloadNode details = details(deployment.at("payload"));
		PayloadNode named = details.at("deployment");
		Urn urn = named.isThere() ? Urn.deployment(named.object().namespace(), named.name())
				: Urn.deployment("github://" + this.payload.at("instance").required() + "/" + repository, environment);
		Instant created = EventTime.of(deployment.at("created_at")).at();
		rollout(urn, deployment, "created", created, null);
		this.events.add(new MetadataEvent.DeploymentObserved(DeploymentObservation.placed(urn, created, this.source,
				Urn.environment(environment), tier(deployment))));
		for (PayloadNode status : this.payload.at("statuses").elements()) {
			String state = status.at("state").required();
			Instant at = EventTime.of(status.at("created_at")).at();
			// Said of one that was replaced, after its successor has taken its place.
			if (!state.equals("inactive")) {
				rollout(urn, deployment, state, at, status.text("log_url").orElse(null));
			}
			if (state.equals("success")) {
				serving(urn, at, details, Urn.environment(environment), tier(deployment));
			}
		}
		return new Translation(List.copyOf(this.events), Translation.PayloadFacet.of("github.payload", details, USED));
	}

	/** It is an object, or JSON in a text, or an empty text. */
	private static PayloadNode details(PayloadNode payload) {
		JsonNode told = payload.node();
		JsonNode details = told.isString() ? PayloadNode.json(told.stringValue()) : told;
		return new PayloadNode(details.isObject() ? details : MissingNode.getInstance(), payload.pointer());
	}

	private void rollout(Urn urn, PayloadNode deployment, String state, Instant at, @Nullable String url) {
		Map<String, Object> values = new HashMap<>(Map.of("rollout", state, "commit", deployment.at("sha").required()));
		deployment.text("ref").ifPresent((ref) -> values.put("commitRef", ref));
		deployment.text("by").ifPresent((by) -> values.put("rolledOutBy", by));
		if (url != null) {
			values.put("rolloutUrl", Masking.address(url));
		}
		this.events.add(new MetadataEvent.AssetDescribed(Statement.captured(urn, "rollout", at, this.source, values)));
	}

	private static Environment.@Nullable Tier tier(PayloadNode deployment) {
		return deployment.node().path("production_environment").asBoolean(false) ? Environment.Tier.PRODUCTION : null;
	}

	private void serving(Urn urn, Instant at, PayloadNode details, Urn environment, Environment.@Nullable Tier tier) {
		PayloadNode version = details.at("modelVersion");
		String artifact = details.text("artifact").orElse(null);
		if (version.isThere()) {
			serving(DeploymentObservation.serving(urn, at, this.source, "primary", version(version.object()), null),
					environment, tier);
		}
		else if (artifact != null) {
			String address = SourceConfig.located(this.payload.at("locations"), Masking.address(artifact));
			serving(DeploymentObservation.serving(urn, at, this.source, "primary", ArtifactKey.of(address), null),
					environment, tier);
		}
	}

	private void serving(DeploymentObservation seen, Urn environment, Environment.@Nullable Tier tier) {
		this.events.add(new MetadataEvent.DeploymentObserved(seen.in(environment, tier, null)));
	}

	private static StatedVersion version(PayloadNode place) {
		StatedVersion version = StatedVersion.named(place.namespace(), place.name(), place.at("version").required());
		if (version == null) {
			throw place.at("version").refused("has nothing behind its scheme");
		}
		return version;
	}

}
