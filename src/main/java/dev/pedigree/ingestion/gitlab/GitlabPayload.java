package dev.pedigree.ingestion.gitlab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;

/**
 * What one deployment of a project says: that it was begun, and how far it has come. An
 * environment of a project is a deployment of the catalog; each new one in it takes the
 * place of the one before.
 */
final class GitlabPayload {

	private final PayloadNode payload;

	private final PayloadNode deployment;

	private final List<MetadataEvent> events = new ArrayList<>();

	GitlabPayload(PayloadNode payload) {
		this.payload = payload;
		this.deployment = payload.at("deployment").object();
	}

	Translation translate() {
		Instant created = EventTime.of(this.deployment.at("created_at")).at();
		rollout("created", created);
		this.events.add(new MetadataEvent.DeploymentObserved(DeploymentObservation.placed(urn(), created, source(),
				Urn.environment(this.deployment.at("environment").required()), null)));
		String status = this.deployment.at("status").required();
		if (!status.equals("created")) {
			rollout(status, EventTime.of(this.deployment.at("updated_at")).at());
		}
		return new Translation(List.copyOf(this.events), List.of());
	}

	private void rollout(String state, Instant at) {
		Map<String, Object> values = new HashMap<>(
				Map.of("rollout", state, "commit", this.deployment.at("sha").required()));
		this.deployment.text("ref").ifPresent((ref) -> values.put("commitRef", ref));
		this.deployment.text("by").ifPresent((by) -> values.put("rolledOutBy", by));
		this.deployment.text("job").ifPresent((url) -> values.put("rolloutUrl", Masking.address(url)));
		this.events.add(new MetadataEvent.AssetDescribed(Statement.captured(urn(), "rollout", at, source(), values)));
	}

	private Urn urn() {
		return Urn.deployment("gitlab://" + instance() + "/" + this.payload.at("project").required(),
				this.deployment.at("environment").required());
	}

	private String source() {
		return "gitlab:" + instance();
	}

	private String instance() {
		return this.payload.at("instance").required();
	}

}
