package dev.pedigree.ingestion.cicd;

import java.util.List;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.MetadataSource;
import dev.pedigree.ingestion.PayloadMapper;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.cicd.Document.Line;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * Translates the document of {@code POST /api/v1/deployments}: the model version that a
 * deployment serves, or that it is retired. Its schema is at
 * {@code /schemas/deployment.json}.
 */
@Component
class DeploymentSource implements MetadataSource {

	@Override
	public String name() {
		return "deployments";
	}

	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode node = new PayloadNode(payload, "");
		DeploymentDocument document = PayloadMapper.bindStrictly(node, DeploymentDocument.class);
		Urn deployment = Urn.deployment(document.deployment.namespace().text(), document.deployment.name().text());
		DeploymentObservation seen = Boolean.TRUE.equals(document.retired)
				? DeploymentObservation.retired(deployment, document.at.at(), Document.SOURCE)
				: document.serving(deployment, node);
		return new Translation(List.of(new MetadataEvent.DeploymentObserved(seen)), List.of());
	}

	/** The members of the document. */
	record DeploymentDocument(Document.NameKey deployment, EventTime at, @Nullable Boolean retired,
			Document.@Nullable VersionKey modelVersion, @Nullable Line artifact, @Nullable Line role,
			@Nullable Double trafficPercent, @Nullable Line environment, Environment.@Nullable Tier tier,
			@Nullable Line endpoint) {

		DeploymentDocument {
			if (Boolean.TRUE.equals(retired) && (modelVersion != null || artifact != null)) {
				String serving = (modelVersion != null) ? "modelVersion" : "artifact";
				throw new InvalidPayloadException("/" + serving, serving + " is not allowed for a retired deployment");
			}
		}

		DeploymentObservation serving(Urn deployment, PayloadNode node) {
			if (this.trafficPercent != null && (this.trafficPercent < 0 || this.trafficPercent > 100)) {
				throw node.at("trafficPercent").invalid("must be 0 to 100");
			}
			if (this.artifact != null && this.modelVersion != null) {
				throw node.at("artifact").invalid("and modelVersion are both present; one of them is allowed");
			}
			String role = Line.orNull(this.role);
			DeploymentObservation seen = (this.artifact != null)
					? DeploymentObservation.serving(deployment, this.at.at(), Document.SOURCE, role,
							ArtifactKey.of(Masking.address(this.artifact.text())), this.trafficPercent)
					: DeploymentObservation.serving(deployment, this.at.at(), Document.SOURCE, role,
							node.at("modelVersion").object().statedVersion(), this.trafficPercent);
			return seen.in(Urn.environment(node.at("environment").required()), this.tier, Line.orNull(this.endpoint));
		}

	}

}
