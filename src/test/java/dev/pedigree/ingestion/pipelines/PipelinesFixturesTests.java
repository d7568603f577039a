package dev.pedigree.ingestion.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.run.JobDeclaration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Pipelines that real compilers wrote; the folder is named by PEDIGREE_FIXTURES. */
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class PipelinesFixturesTests {

	private final PipelinesConnector connector = new PipelinesConnector();

	@Test
	void pipelinesAreTranslatedOrRejected() throws IOException {
		Map<String, String> table = new TreeMap<>();
		Set<String> unused = new TreeSet<>();
		Path folder = Path.of(Objects.requireNonNull(System.getenv("PEDIGREE_FIXTURES")), "kubeflow-pipelines");
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.sorted().toList()) {
				table.put(file.getFileName().toString(), outcome(Files.readString(file), unused));
			}
		}
		table.forEach((file, outcome) -> System.out.println("Kubeflow Pipelines: " + file + ": " + outcome));
		System.out.println("unused: " + unused);
		assertThat(table).hasSize(14)
			.containsEntry("valid_essential_iris_pipeline_compiled.yaml", "jobs=4, reads=2, writes=3, models=1")
			.containsEntry("valid_critical_modelcar.yaml", "jobs=3, reads=1, writes=1, models=2")
			.containsEntry("valid_critical_if_else_with_oneof_artifacts.yaml", "jobs=6, reads=4, writes=2, models=0");
		assertThat(
				table.entrySet().stream().filter((row) -> row.getValue().startsWith("refused")).map(Map.Entry::getKey))
			.containsExactly("argo_metrics_visualization_v2.yaml", "invalid_empty_file.yaml",
					"invalid_invalid_yaml.yaml");
	}

	private String outcome(String file, Set<String> unused) {
		try {
			Translation translation = this.connector.translate(JsonMapper.shared()
				.createObjectNode()
				.put("instance", "fixtures")
				.put("at", "2026-11-21T00:00:00Z")
				.set("content", Objects.requireNonNull(this.connector.read("", file))));
			translation.facets()
				.stream()
				.filter((facet) -> !facet.used())
				.forEach((facet) -> unused.add(facet.place() + "." + facet.name()));
			assertThat(translation.toString()).doesNotContain("ephemeral_component", "pip install", "--executor_input");
			int jobs = 0;
			int reads = 0;
			int writes = 0;
			Set<String> models = new TreeSet<>();
			for (MetadataEvent event : translation.events()) {
				if (event instanceof MetadataEvent.JobDeclared(JobDeclaration job)) {
					jobs++;
					reads += job.inputs().size();
					writes += job.outputs().size();
					Stream.concat(job.inputs().stream(), job.outputs().stream())
						.filter((use) -> use.model())
						.forEach((use) -> models.add(use.data().value()));
				}
			}
			return "jobs=" + jobs + ", reads=" + reads + ", writes=" + writes + ", models=" + models.size();
		}
		catch (InvalidPayloadException ex) {
			return "refused: " + ex.pointer() + " " + ex.reason();
		}
	}

}
