package dev.pedigree.ingestion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Cards and bills of real models; the folder is named by PEDIGREE_FIXTURES. */
@GraphTest
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class FileFixturesTests {

	@Autowired
	List<FileFormat> formats;

	/** What each file comes to: how many facts of each kind, or why it is refused. */
	private Map<String, String> outcomes(String format, String folder, Map<String, String> parameters)
			throws IOException {
		FileFormat reader = this.formats.stream().filter((one) -> one.name().equals(format)).findFirst().orElseThrow();
		Map<String, String[]> told = new TreeMap<>();
		parameters.forEach((name, value) -> told.put(name, new String[] { value }));
		Map<String, String> table = new TreeMap<>();
		TreeSet<String> unused = new TreeSet<>();
		try (Stream<Path> files = Files.list(Path.of(System.getenv("PEDIGREE_FIXTURES"), folder))) {
			for (Path file : files.sorted().toList()) {
				table.put(file.getFileName().toString(), outcome(reader, told, Files.readAllBytes(file), unused));
			}
		}
		table.forEach((file, outcome) -> System.out.println(format + ": " + file + ": " + outcome));
		System.out.println(format + ", unused: " + unused);
		return table;
	}

	private static String outcome(FileFormat format, Map<String, String[]> told, byte[] file, Set<String> unused) {
		try {
			RequestBody.Payload payload = FileUpload
				.of(format, file, told, Instant.now(), DataSize.ofMegabytes(10), 10_000)
				.payloads()
				.payloads()
				.getFirst();
			Translation translation = format.translate(Objects.requireNonNull(payload.node()));
			translation.facets()
				.stream()
				.filter((facet) -> !facet.used())
				.forEach((facet) -> unused.add(facet.place() + "." + facet.name()));
			assertThat(translation.events().toString()).doesNotContainIgnoringCase("more information needed")
				.doesNotContain("<!--");
			Map<String, Integer> facts = new TreeMap<>();
			translation.events().forEach((event) -> facts.merge(event.getClass().getSimpleName(), 1, Integer::sum));
			return facts.toString();
		}
		catch (InvalidPayloadException ex) {
			return "refused: " + ex.pointer() + " " + ex.reason();
		}
	}

	@Test
	void cardsOfTheHub() throws IOException {
		Map<String, String> table = outcomes("huggingface", "huggingface", Map.of("model", "fixtures/card"));
		assertThat(table).hasSize(21).containsEntry("eval_results.yaml", "{DataNamed=1, Evaluated=2, VersionNamed=1}");
		assertThat(
				table.entrySet().stream().filter((row) -> row.getValue().startsWith("refused")).map(Map.Entry::getKey))
			.containsExactly("sample_invalid_card_data.md", "webhook_discussion_create.json");
	}

	@Test
	void billsOfMaterials() throws IOException {
		Map<String, String> table = outcomes("cyclonedx", "cyclonedx-mlbom", Map.of());
		assertThat(table).hasSize(9);
		assertThat(table.get("cyclonedx-granite_4.1_30b_base.json")).contains("JobDeclared=1");
		assertThat(
				table.entrySet().stream().filter((row) -> row.getValue().startsWith("refused")).map(Map.Entry::getKey))
			.containsExactly("aloha_commented.json", "valid-machine-learning-1.5.xml");
	}

	@Test
	void manifests() throws IOException {
		Map<String, String> table = outcomes("kserve", "kserve", Map.of("instance", "fixtures"));
		assertThat(
				table.entrySet().stream().filter((row) -> row.getValue().startsWith("refused")).map(Map.Entry::getKey))
			.containsExactly("status_issue2130_traffic_canary.json", "status_issue2962_stale_failure.json");
	}

	@Test
	void descriptionsOfDatasets() throws IOException {
		Map<String, String> table = outcomes("croissant", "croissant", Map.of());
		assertThat(table).hasSize(16);
		assertThat(
				table.entrySet().stream().filter((row) -> row.getValue().startsWith("refused")).map(Map.Entry::getKey))
			.containsExactly("1.0_coco2014-mini.json", "bad_1.0_distribution_missing_property_content_url.json",
					"bad_1.0_metadata_bad_type.json", "bad_1.0_recordset_bad_type.json");
		assertThat(outcomes("croissant", "croissant", Map.of("namespace", "s3://fixtures", "name", "coco"))
			.get("1.0_coco2014-mini.json")).startsWith("{");
	}

	@Test
	void billsOfSpdx() throws IOException {
		Map<String, String> table = outcomes("spdx", "spdx-ai", Map.of());
		assertThat(table).hasSize(5);
		assertThat(
				table.entrySet().stream().filter((row) -> row.getValue().startsWith("refused")).map(Map.Entry::getKey))
			.containsExactly("element_package1.json", "element_person1.json");
		assertThat(table.get("simplehtr-example.json")).contains("Evaluated=2", "JobDeclared=2", "VersionNamed=2");
	}

}
