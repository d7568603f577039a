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
 * Reads compiled pipelines (intermediate representation, schema 2.1). Of executors only
 * the image is stored, of values only addresses.
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

	private static final AllowList ALLOWED = AllowList
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

	/** Parses a YAML or JSON file; null if a file of an archive is no pipeline. */
	static @Nullable ObjectNode read(String path, String text) {
		List<JsonNode> documents = text.stripLeading().startsWith("{") ? List.of(FileFormat.json(text))
				: Yaml.documents(text);
		List<JsonNode> pipelines = documents.stream()
			.map(Definition::pipeline)
			.filter((one) -> one.has("pipelineInfo"))
			.toList();
		if (pipelines.size() > 1) {
			throw new InvalidPayloadException("/pipelineInfo", "the file has several pipelines; one is allowed");
		}
		if (pipelines.isEmpty() && !path.isEmpty()
				&& documents.stream().noneMatch((one) -> one.has("deploymentSpec") || isWorkflow(one))) {
			return null;
		}
		if (pipelines.isEmpty()) {
			throw documents.stream().anyMatch(Definition::isWorkflow) ? new InvalidPayloadException("/kind",
					"kind is an Argo Workflow; send the output of the compiler of Kubeflow Pipelines 2, or connect its API")
					: new InvalidPayloadException("/pipelineInfo", (documents.isEmpty() ? "the file is empty: " : "")
							+ "pipelineInfo is missing; a compiled pipeline is required");
		}
		return filter(pipelines.getFirst());
	}

	private static boolean isWorkflow(JsonNode document) {
		return document.path("apiVersion").asString("").startsWith("argoproj.io/");
	}

	/** The pipeline of a document that may also have a platform specification. */
	static JsonNode pipeline(JsonNode document) {
		return document.has("pipeline_spec") ? document.path("pipeline_spec")
				: document.has("pipelineSpec") ? document.path("pipelineSpec") : document;
	}

	static ObjectNode filter(JsonNode pipeline) {
		return ALLOWED.filter(pipeline);
	}

	/** A hash of the whole pipeline with its code. */
	static String digest(JsonNode pipeline) {
		return Urn.sha256(SORTED.writeValueAsString(pipeline));
	}

}
