package dev.pedigree.ingestion.pipelines;

import java.util.List;
import java.util.Set;

import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.Connector;
import dev.pedigree.ingestion.connector.PollRound;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Kubeflow Pipelines 2 as it is asked for runs (REST v2beta1), which it does not push;
 * what a pipeline is to do may be told by the file that its compiler wrote.
 */
@Component
class PipelinesConnector implements Connector, FileFormat {

	@Override
	public String name() {
		return "kubeflow-pipelines";
	}

	@Override
	public List<String> captures() {
		return List.of("pipelines", "tasks", "runs", "parameters", "images", "datasets", "models", "lineage",
				"links to MLflow");
	}

	@Override
	public void poll(PollRound poll) {
		new PipelinesPoll(poll).everything();
	}

	/** The installation that runs the pipeline ({@code instance}). */
	@Override
	public Set<String> parameters() {
		return Set.of("instance");
	}

	@Override
	public boolean reads(String path) {
		return path.matches("(?s).*\\.(ya?ml|json)");
	}

	@Override
	public @Nullable JsonNode read(String path, String text) {
		return Definition.read(path, text);
	}

	/**
	 * Of a definition there is nothing left to mask, and its tasks may be called as
	 * secrets are.
	 */
	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode place = new PayloadNode(payload, "").object();
		if (place.at("run").isThere()) {
			ObjectNode masked = ((ObjectNode) payload).deepCopy();
			masked.set("run", Masking.masked(payload.path("run")));
			place = new PayloadNode(masked, "");
		}
		return new PipelinesPayload(place).translate();
	}

}
