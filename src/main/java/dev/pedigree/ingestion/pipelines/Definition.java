package dev.pedigree.ingestion.pipelines;

import java.util.List;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.FileFormat;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pipeline as its compiler writes it (the intermediate representation, schema 2.1),
 * without what must not be kept: of its executors there is the image, and of values what
 * is an address.
 */
final class Definition {

	private static final String COMPONENT = """
			{'executorLabel': 'text',
			 'inputDefinitions': {'artifacts': {'*': {'artifactType': {'schemaTitle': 'text'}}},
			                      'parameters': {'*': {'defaultValue': 'address'}}},
			 'outputDefinitions': {'artifacts': {'*': {'artifactType': {'schemaTitle': 'text'}}}},
			 'dag': {'outputs': {'artifacts': {'*': {'artifactSelectors': {'*': {'producerSubtask': 'text', 'outputArtifactKey': 'text'}}}}},
			         'tasks': {'*': {'componentRef': {'name': 'text'}, 'taskInfo': {'name': 'text'},
			                         'parameterIterator': {'itemInput': 'text'},
			                         'artifactIterator': {'itemInput': 'text', 'items': {'inputArtifact': 'text'}},
			                         'inputs': {'artifacts': {'*': {'componentInputArtifact': 'text',
			                                                        'taskOutputArtifact': {'producerTask': 'text', 'outputArtifactKey': 'text'}}},
			                                    'parameters': {'*': {'componentInputParameter': 'text', 'parameterExpressionSelector': 'text',
			                                                         'runtimeValue': {'constant': 'address'}}}}}}}}""";

	private static final AllowList KEPT = AllowList
		.of("""
				{'pipelineInfo': {'name': 'text', 'displayName': 'text', 'description': 'text'}, 'schemaVersion': 'text', 'sdkVersion': 'text',
				 'root': %1$s, 'components': {'*': %1$s},
				 'deploymentSpec': {'executors': {'*': {'container': {'image': 'text'},
				   'importer': {'artifactUri': {'constant': 'address', 'runtimeParameter': 'text'}, 'typeSchema': {'schemaTitle': 'text'}}}}}}"""
			.formatted(COMPONENT));

	private static final JsonMapper SORTED = JsonMapper.builder()
		.enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
		.build();

	private Definition() {
	}

	/**
	 * What a file of YAML or JSON defines; null when it is of something else and others
	 * lie beside it.
	 * @param path in its archive; empty when it came alone
	 */
	static @Nullable ObjectNode read(String path, String text) {
		List<JsonNode> documents = text.stripLeading().startsWith("{") ? List.of(FileFormat.json(text))
				: Yaml.documents(text);
		List<JsonNode> pipelines = documents.stream()
			.map(Definition::bare)
			.filter((one) -> one.has("pipelineInfo"))
			.toList();
		if (pipelines.size() > 1) {
			throw new InvalidPayloadException("/pipelineInfo", "several pipelines in one file: send a file of each");
		}
		if (pipelines.isEmpty() && !path.isEmpty()
				&& documents.stream().noneMatch((one) -> one.has("deploymentSpec") || isWorkflow(one))) {
			return null;
		}
		if (pipelines.isEmpty()) {
			throw documents.stream().anyMatch(Definition::isWorkflow) ? new InvalidPayloadException("/kind",
					"kind is an Argo Workflow, which is made from a pipeline when that runs: send what the compiler of Kubeflow Pipelines 2 writes (pipelineInfo, components, root), or connect its API")
					: new InvalidPayloadException("/pipelineInfo", (documents.isEmpty() ? "the file is empty: " : "")
							+ "pipelineInfo is missing, by which a compiled pipeline is known");
		}
		return kept(pipelines.getFirst());
	}

	private static boolean isWorkflow(JsonNode document) {
		return document.path("apiVersion").asString("").startsWith("argoproj.io/");
	}

	/**
	 * The pipeline of a document that may hold a specification of its platform, or
	 * parameters, beside it.
	 */
	static JsonNode bare(JsonNode document) {
		return document.has("pipeline_spec") ? document.path("pipeline_spec")
				: document.has("pipelineSpec") ? document.path("pipelineSpec") : document;
	}

	/** A copy with no more than may be kept. */
	static ObjectNode kept(JsonNode pipeline) {
		return KEPT.kept(pipeline);
	}

	/** A hash of all that a pipeline is, its code among it. */
	static String digest(JsonNode pipeline) {
		return Urn.sha256(SORTED.writeValueAsString(pipeline));
	}

}
