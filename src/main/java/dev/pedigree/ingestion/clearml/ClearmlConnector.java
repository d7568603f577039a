package dev.pedigree.ingestion.clearml;

import java.util.List;
import java.util.Set;

import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.PollRound;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

/** Connector of ClearML, which polls its API server. */
@Component
class ClearmlConnector implements Connector {

	@Override
	public String name() {
		return "clearml";
	}

	@Override
	public Set<String> needs() {
		return Set.of("username", "password");
	}

	@Override
	public List<String> captures() {
		return List.of("tasks", "parameters", "models", "artifacts", "stages", "tags", "metrics", "datasets",
				"packages", "serving endpoints");
	}

	@Override
	public void poll(PollRound round) {
		new ClearmlPoll(round).pollAll();
	}

	@Override
	public Translation translate(JsonNode payload) {
		return new ClearmlPayload(new PayloadNode(Masking.masked(payload), "").object()).translate();
	}

}
