package dev.pedigree.ingestion.kubeflow;

import java.util.List;

import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.PollRound;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** Kubeflow's model registry as it is asked (REST v1alpha3). */
@Component
class RegistryConnector implements Connector {

	@Override
	public String name() {
		return "kubeflow-registry";
	}

	@Override
	public List<String> captures() {
		return List.of("registered models", "model versions", "artifacts", "formats", "metrics", "custom properties",
				"owners", "what is archived", "what serves");
	}

	@Override
	public void poll(PollRound poll) {
		new RegistryPoll(poll).everything();
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new RegistryPayload(new PayloadNode(Masking.masked(payload), "").object()).translate();
	}

}
