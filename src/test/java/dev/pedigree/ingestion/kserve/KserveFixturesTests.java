package dev.pedigree.ingestion.kserve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.deployment.ApplicationObservation;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Objects of real clusters and documents; the folder is named by PEDIGREE_FIXTURES. */
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class KserveFixturesTests {

	/** Parts of a status, which are read within an object. */
	private static final List<String> PARTS = List.of("status_issue2130_traffic_canary.json",
			"status_issue2962_stale_failure.json");

	private final KserveConnector connector = new KserveConnector();

	@Test
	void kserveObjectsAreTranslatedAndOthersAreCounted() throws IOException {
		Map<String, String> table = new TreeMap<>();
		Map<String, Integer> facts = new TreeMap<>();
		TreeSet<String> unused = new TreeSet<>();
		try (Stream<Path> files = Files.list(Path.of(System.getenv("PEDIGREE_FIXTURES"), "kserve"))) {
			for (Path file : files.sorted().toList()) {
				String name = file.getFileName().toString();
				int number = 0;
				for (JsonNode object : PARTS.contains(name) ? List.<JsonNode>of() : objects(file)) {
					String row = name + " " + ++number + " " + object.path("kind").asString();
					try {
						Translation translation = this.connector.translate(payload(object));
						translation.events()
							.forEach((event) -> facts.merge(event.getClass().getSimpleName(), 1, Integer::sum));
						translation.facets()
							.stream()
							.filter((facet) -> !facet.used())
							.forEach((facet) -> unused.add(facet.place() + "." + facet.name()));
						table.put(row, served(translation));
					}
					catch (InvalidPayloadException ex) {
						table.put(row, "refused: " + ex.reason());
					}
				}
			}
		}
		table.forEach((row, outcome) -> System.out.println("KServe: " + row + ": " + outcome));
		System.out.printf("facts: %s%nunused: %s%n", facts, unused);
		assertThat(table).hasSize(23);
		assertThat(table.values()).noneMatch((outcome) -> outcome.startsWith("refused"));
		assertThat(table).containsEntry("graph_switch.yaml 4 InferenceGraph", "calls []");
		assertThat(unused).as("steps by addresses outside the cluster").contains("kserve.step.serviceUrl");
		assertThat(table).containsEntry("kafka_mnist_kafka_new.yaml 1 InferenceService", "primary 100.0 s3://mnist")
			.containsEntry("registry_inference-service-correct.yaml 1 InferenceService",
					"primary 100.0 storage://fixtures/default/testkey/testpath/test")
			.containsEntry("v1beta1_rollout_pinned.yaml 1 InferenceService",
					"canary 0.0 gs://kfserving-examples/models/tensorflow/flowers-2, primary 100.0 as before")
			.containsEntry("explanation_alibi_income_income.yaml 1 InferenceService",
					"primary 100.0 gs://seldon-models/sklearn/income/model, explainer null gs://kfserving-examples/models/sklearn/1.3/income/explainer")
			.containsEntry("llmisvc_lora-adapters_test-examples_02-lora-multi-hf-cpu.yaml 1 LLMInferenceService",
					"primary null hf://facebook/opt-125m, adapter adapter-1 null hf://edbeeching/opt-125m-lora, adapter adapter-2 null hf://edbeeching/opt-125m-lora")
			.containsEntry("storage_pvc_mnist-pvc.yaml 1 InferenceService",
					"primary 100.0 pvc://fixtures/default/${PVC_NAME}/export")
			.containsEntry("v1beta1_custom_simple.yaml 1 InferenceService",
					"primary 100.0 oci://codait/max-object-detector")
			.containsEntry("modelmesh_xgboost-predictor.yaml 1 Predictor",
					"primary null storage://fixtures/default/localMinIO/fvt/xgboost/mushroom")
			.containsEntry("status_sdk_sample_0.json 1 InferenceService",
					"canary 20.0 gs://kfserving-examples/models/tensorflow/flowers-2, primary 80.0 as before");
	}

	private static String served(Translation translation) {
		List<String> served = new ArrayList<>();
		for (MetadataEvent event : translation.events()) {
			if (event instanceof MetadataEvent.DeploymentObserved(DeploymentObservation seen) && seen.role() != null) {
				served.add(seen.role() + " " + seen.traffic() + " "
						+ ((seen.artifact() != null) ? seen.artifact().key() : "as before"));
			}
			if (event instanceof MetadataEvent.ApplicationObserved(ApplicationObservation seen)) {
				served.add("calls " + seen.uses());
			}
		}
		return String.join(", ", served);
	}

	private static List<JsonNode> objects(Path file) throws IOException {
		List<JsonNode> objects = new ArrayList<>();
		for (JsonNode node : Yaml.documents(Files.readString(file))) {
			if (node.path("kind").asString("").equals("List")) {
				node.path("items").forEach(objects::add);
			}
			else {
				objects.add(node);
			}
		}
		return objects;
	}

	private static JsonNode payload(JsonNode object) {
		return JsonMapper.shared()
			.createObjectNode()
			.put("instance", "fixtures")
			.put("observed_at", 1795236704290L)
			.set("object", object);
	}

}
