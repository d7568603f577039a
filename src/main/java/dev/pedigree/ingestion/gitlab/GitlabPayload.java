package dev.pedigree.ingestion.gitlab;

import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.ingestion.connector.Rollouts;

/**
 * Translates a GitLab deployment: creation and latest status. An environment of a project
 * is a deployment of the catalog; each GitLab deployment replaces the previous one.
 */
final class GitlabPayload {

	private final PayloadNode payload;

	private final PayloadNode deployment;

	GitlabPayload(PayloadNode payload) {
		this.payload = payload;
		this.deployment = payload.at("deployment").object();
	}

	Translation translate() {
		String instance = this.payload.at("instance").required();
		String environment = this.deployment.at("environment").required();
		Urn urn = Urn.deployment("gitlab://" + instance + "/" + this.payload.at("project").required(), environment);
		TranslationBuilder translation = new TranslationBuilder("gitlab:" + instance,
				EventTime.of(this.deployment.at("created_at")).at());
		String url = this.deployment.text("job").orElse(null);
		Rollouts.describe(translation, urn, this.deployment, "created", url);
		translation.observe(DeploymentObservation.placed(urn, translation.at(), translation.source(),
				Urn.environment(environment), null));
		String status = this.deployment.at("status").required();
		if (!status.equals("created")) {
			Rollouts.describe(translation.at(EventTime.of(this.deployment.at("updated_at")).at()), urn, this.deployment,
					status, url);
		}
		return translation.build();
	}

}
