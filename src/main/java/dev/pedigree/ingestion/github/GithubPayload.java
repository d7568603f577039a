package dev.pedigree.ingestion.github;

import java.util.Optional;
import java.util.Set;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ingestion.connector.Rollouts;
import dev.pedigree.ingestion.connector.SourceConfig;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Translates a GitHub deployment. The served model version or artifact, and the
 * deployment's key in the catalog, come from the deployment's own payload
 * ({@code modelVersion}, {@code artifact}, {@code deployment}).
 */
final class GithubPayload {

	private static final Set<String> USED = Set.of("modelVersion", "artifact", "deployment");

	private final PayloadNode payload;

	private final PayloadNode deployment;

	private final PayloadNode details;

	private final TranslationBuilder translation;

	GithubPayload(PayloadNode payload) {
		this.payload = payload;
		this.deployment = payload.at("deployment").object();
		this.details = details(this.deployment.at("payload"));
		this.translation = new TranslationBuilder("github:" + payload.at("instance").required(),
				EventTime.of(this.deployment.at("created_at")).at());
	}

	Translation translate() {
		Urn urn = urn();
		Rollouts.describe(this.translation, urn, this.deployment, "created", null);
		this.translation.observe(DeploymentObservation.placed(urn, this.translation.at(), this.translation.source(),
				environment(), tier()));
		for (PayloadNode status : this.payload.at("statuses").elements()) {
			String state = status.at("state").required();
			TranslationBuilder atStatus = this.translation.at(EventTime.of(status.at("created_at")).at());
			// GitHub sets inactive after a successor has replaced the deployment.
			if (!state.equals("inactive")) {
				Rollouts.describe(atStatus, urn, this.deployment, state, status.text("log_url").orElse(null));
			}
			if (state.equals("success")) {
				observeServing(urn, atStatus);
			}
		}
		this.translation.count("github.payload", this.details, USED);
		return this.translation.build();
	}

	private Urn urn() {
		PayloadNode named = this.details.at("deployment");
		return named.isPresent() ? Urn.deployment(named.object().namespace(), named.name())
				: Urn.deployment(
						"github://" + this.payload.at("instance").required() + "/"
								+ this.payload.at("repository").required(),
						this.deployment.at("environment").required());
	}

	/** The deployment's own payload: an object, JSON in a text, or an empty text. */
	private static PayloadNode details(PayloadNode payload) {
		JsonNode node = payload.node();
		JsonNode details = node.isString() ? PayloadNode.json(node.stringValue()) : node;
		return new PayloadNode(details.isObject() ? details : MissingNode.getInstance(), payload.pointer());
	}

	private Urn environment() {
		return Urn.environment(this.deployment.at("environment").required());
	}

	private Environment.@Nullable Tier tier() {
		return this.deployment.node().path("production_environment").asBoolean(false) ? Environment.Tier.PRODUCTION
				: null;
	}

	private void observeServing(Urn urn, TranslationBuilder atStatus) {
		PayloadNode version = this.details.at("modelVersion");
		Optional<DeploymentObservation> serving = version.isPresent()
				? Optional.of(DeploymentObservation.serving(urn, atStatus.at(), atStatus.source(), "primary",
						version.object().statedVersion(), null))
				: this.details.text("artifact")
					.map((artifact) -> DeploymentObservation.serving(urn, atStatus.at(), atStatus.source(), "primary",
							ArtifactKey
								.of(SourceConfig.mapLocation(this.payload.at("locations"), Masking.address(artifact))),
							null));
		serving.ifPresent((seen) -> atStatus.observe(seen.in(environment(), tier(), null)));
	}

}
