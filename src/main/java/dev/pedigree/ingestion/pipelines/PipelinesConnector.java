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
 * Connector of Kubeflow Pipelines 2: polls runs (REST v2beta1), and reads uploaded files
 * of compiled pipelines.
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
	public void poll(PollRound round) {
		new PipelinesPoll(round).pollAll();
	}

	/** The installation of the pipeline ({@code instance}). */
	@Override
	public Set<String> parameters() {
		return Set.of("instance");
	}

	@Override
	public boolean accepts(String path) {
		return path.matches("(?s).*\\.(ya?ml|json)");
	}

	@Override
	public @Nullable JsonNode read(String path, String text) {
		return Definition.read(path, text);
	}

	/** Masks the run only: a definition has no secrets, but tasks may have such names. */
	@Override
	public Translation translate(JsonNode payload) {
		PayloadNode node = new PayloadNode(payload.deepCopy(), "").object();
		if (node.at("run").isPresent() && node.node() instanceof ObjectNode copy) {
			copy.set("run", Masking.masked(payload.path("run")));
		}
		return PipelinesPayload.of(node).translate();
	}

}
