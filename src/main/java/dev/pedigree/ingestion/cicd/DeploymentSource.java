package dev.pedigree.ingestion.cicd;

import java.time.Instant;
import java.util.List;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.MetadataSource;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/**
 * That a model version serves, or that a deployment is retired: the document of
 * {@code POST /api/v1/deployments}, whose schema is at {@code /schemas/deployment.json}.
 */
@Component
class DeploymentSource implements MetadataSource {

	@Override
	public String name() {
		return "deployments";
	}

	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode document = Document.of(new PayloadNode(payload, ""), "deployment", "at", "retired", "modelVersion",
				"artifact", "role", "trafficPercent", "environment", "tier", "endpoint");
		PayloadNode key = Document.of(document.at("deployment"), "namespace", "name");
		Urn deployment = Urn.deployment(Document.line(key.at("namespace")), Document.line(key.at("name")));
		Instant at = EventTime.of(document.at("at")).at();
		DeploymentObservation seen = retired(document) ? DeploymentObservation.retired(deployment, at, Document.SOURCE)
				: serving(document, deployment, at);
		return new Translation(List.of(new MetadataEvent.DeploymentObserved(seen)), List.of());
	}

	private static boolean retired(PayloadNode document) {
		PayloadNode retired = document.at("retired");
		if (!retired.isThere()) {
			return false;
		}
		if (!retired.node().isBoolean()) {
			throw retired.refused("must be true or false");
		}
		boolean gone = retired.node().booleanValue();
		for (String serving : List.of("modelVersion", "artifact")) {
			if (gone && document.at(serving).isThere()) {
				throw document.at(serving).refused("cannot serve in what is retired");
			}
		}
		return gone;
	}

	private static DeploymentObservation serving(PayloadNode document, Urn deployment, Instant at) {
		Double traffic = Document.numberOrNull(document.at("trafficPercent"));
		if (traffic != null && (traffic < 0 || traffic > 100)) {
			throw document.at("trafficPercent").refused("must be 0 to 100");
		}
		PayloadNode version = document.at("modelVersion");
		String artifact = Document.lineOrNull(document.at("artifact"));
		if (artifact != null && version.isThere()) {
			throw document.at("artifact").refused("is told beside modelVersion; one of them says what serves");
		}
		String role = Document.lineOrNull(document.at("role"));
		DeploymentObservation seen = (artifact != null)
				? DeploymentObservation.serving(deployment, at, Document.SOURCE, role,
						ArtifactKey.of(Masking.address(artifact)), traffic)
				: DeploymentObservation.serving(deployment, at, Document.SOURCE, role, Document.version(version),
						traffic);
		return seen.in(Urn.environment(Document.line(document.at("environment"))),
				Document.wordOrNull(document.at("tier"), Environment.Tier.class),
				Document.lineOrNull(document.at("endpoint")));
	}

}
