package dev.pedigree.ingestion.kubeflow;

import java.util.List;

import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.PollRound;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** Connector of Kubeflow's model registry, which polls its REST API (v1alpha3). */
@Component
class RegistryConnector implements Connector {

	@Override
	public String name() {
		return "kubeflow-registry";
	}

	@Override
	public List<String> captures() {
		return List.of("registered models", "model versions", "artifacts", "formats", "metrics", "custom properties",
				"owners", "archived items", "services");
	}

	@Override
	public void poll(PollRound round) {
		new RegistryPoll(round).pollAll();
	}

	@Override
	public Translation translate(JsonNode payload) {
		return RegistryPayload.of(new PayloadNode(Masking.masked(payload), "").object()).translate();
	}

}
