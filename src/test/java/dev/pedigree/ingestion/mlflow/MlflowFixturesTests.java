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

import dev.pedigree.ingestion.Translation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers of a real MLflow server, from the folder that PEDIGREE_FIXTURES names: what it
 * said of models, versions and runs is translated.
 */
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class MlflowFixturesTests {

	/** Where the answers that are payloads lie, and what each then is. */
	private static final Map<String, String> PARTS = Map.of("registered_model", "registered_model", "registered_models",
			"registered_model", "model_version", "model_version", "model_versions", "model_version", "run", "run",
			"runs", "run");

	private final MlflowConnector connector = new MlflowConnector();

	@Test
	void whatAServerAnswersIsTranslated() throws IOException {
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
