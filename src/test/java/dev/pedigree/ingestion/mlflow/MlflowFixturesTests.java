package dev.pedigree.ingestion.mlflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recorded answers of an MLflow server in the folder PEDIGREE_FIXTURES: models, versions
 * and runs are translated.
 */
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class MlflowFixturesTests {

	/** Where the answers that are payloads lie, and what each then is. */
	private static final Map<String, String> PARTS = Map.of("registered_model", "registered_model", "registered_models",
			"registered_model", "model_version", "model_version", "model_versions", "model_version", "run", "run",
			"runs", "run");

	private final MlflowConnector connector = new MlflowConnector();

	@Test
	void recordedAnswersAreTranslated() throws IOException {
		Map<String, Integer> facts = new TreeMap<>();
		TreeSet<String> unused = new TreeSet<>();
		List<String> captured = new ArrayList<>();
		List<String> others = new ArrayList<>();
		try (Stream<Path> files = Files.list(Path.of(System.getenv("PEDIGREE_FIXTURES"), "mlflow"))) {
			for (Path file : files.filter((one) -> one.getFileName().toString().startsWith("rest_"))
				.sorted()
				.toList()) {
				List<ObjectNode> payloads = payloads(JsonMapper.shared().readTree(Files.readString(file)));
				(payloads.isEmpty() ? others : captured).add(file.getFileName().toString());
				for (ObjectNode payload : payloads) {
					Translation translation = this.connector.translate(payload);
					assertThat(translation.events()).as("%s", file).isNotEmpty();
					translation.events()
						.forEach((event) -> facts.merge(event.getClass().getSimpleName(), 1, Integer::sum));
					translation.facets()
						.stream()
						.filter((facet) -> !facet.used())
						.forEach((facet) -> unused.add(facet.place() + "." + facet.name()));
				}
			}
		}
		System.out.printf("MLflow: %d files captured: %s%nnot payloads by themselves: %s%nfacts: %s%nunused: %s%n",
				captured.size(), captured, others, facts, unused);
		assertThat(captured).hasSize(12);
		assertThat(others).containsExactly("rest_ajax_search_datasets.json", "rest_error_already_exists.json",
				"rest_error_not_found.json", "rest_logged_models_create_0.json", "rest_logged_models_create_1.json",
				"rest_logged_models_create_2.json", "rest_logged_models_search.json", "rest_webhooks_create.json");
		assertThat(unused).doesNotContain("mlflow.run.data.tags");
	}

	@Test
	void modelFilesAreTranslated() throws IOException {
		Map<String, String> said = new TreeMap<>();
		try (Stream<Path> files = Files.list(Path.of(System.getenv("PEDIGREE_FIXTURES"), "mlflow"))) {
			for (Path file : files.filter((one) -> one.getFileName().toString().startsWith("MLmodel_"))
				.sorted()
				.toList()) {
				ModelFile read = ModelFile.of(Files.readString(file));
				ObjectNode kept = read.kept();
				assertThat(kept.toString()).as("%s", file)
					.doesNotContain("databricks.com", "input_example", "/tmp/", "pickle", "gus-mlflow", "model_uuid");
				said.put(file.getFileName().toString().replaceAll("MLmodel_|\\.yaml", ""), said(kept, read));
			}
		}
		said.forEach((file, line) -> System.out.printf("%s: %s%n", file, line));
		assertThat(said).isEqualTo(new TreeMap<>(Map.of("example_mlflow_1x_sklearn_model",
				"[python_function, sklearn 1.5.2] on 3.10.19, 0 in, 0 out null, packages in conda.yaml",
				"example_mlflow_2.12_langchain_model",
				"[langchain 0.1.20, python_function] on 3.10.12, 1 in, 1 out [string], packages in requirements.txt",
				"exportimport_096c",
				"[python_function, sklearn 1.1.1] on 3.10.6, 11 in, 1 out [float64[-1]], packages in requirements.txt",
				"exportimport_9f73",
				"[python_function, sklearn 1.3.0] on 3.11.0, 11 in, 1 out [float64[-1]], packages in requirements.txt",
				"loan",
				"[python_function, sklearn 1.7.0] on 3.12.3, 13 in, 1 out [int64[-1]], packages in requirements.txt",
				"models",
				"[python_function] on 3.10.12, 1 in, 1 out [test_model_output: float64[-1]], packages in requirements.txt")));
		ObjectNode nested = ModelFile.of(Files.readString(Path.of(System.getenv("PEDIGREE_FIXTURES"), "mlflow",
				"MLmodel_example_mlflow_2.12_langchain_model.yaml")))
			.kept();
		assertThat(new ModelContents(new PayloadNode(nested, "")).statements().get("signature")).isNotNull()
			.containsEntry("inputs", List.of("messages: array<object{content: string, role: string}>"));
	}

	private static String said(ObjectNode kept, ModelFile read) {
		Map<String, Map<String, Object>> said = new ModelContents(new PayloadNode(kept, "")).statements();
		Map<String, Object> flavors = said.getOrDefault("flavors", Map.of());
		return "%s on %s, %d in, %d out %s, packages in %s".formatted(flavors.get("flavors"),
				flavors.get("pythonVersion"), kept.path("inputs").size(), kept.path("outputs").size(),
				said.getOrDefault("signature", Map.of()).get("outputs"), read.packages().orElse("none"));
	}

	private static List<ObjectNode> payloads(JsonNode answer) {
		List<ObjectNode> payloads = new ArrayList<>();
		PARTS.forEach((member, part) -> {
			JsonNode found = answer.path(member);
			(found.isObject() ? List.of(found) : found.values()).forEach((one) -> payloads.add(JsonMapper.shared()
				.createObjectNode()
				.put("instance", "fixtures")
				.put("observed_at", 1795236704290L)
				.set(part, one)));
		});
		return payloads;
	}

}
