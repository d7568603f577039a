package dev.pedigree.ingestion.clearml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.Translation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recorded requests and answers of the ClearML client, in the folder PEDIGREE_FIXTURES. A
 * request with changes is merged into the answer before it.
 */
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class ClearmlFixturesTests {

	private final ClearmlConnector connector = new ClearmlConnector();

	@Test
	void samplesAreTranslatedOrIgnored() throws IOException {
		Map<String, String> table = new TreeMap<>();
		Set<String> unused = new TreeSet<>();
		try (Stream<Path> files = Files.list(folder())) {
			for (Path file : files.sorted().toList()) {
				String name = file.getFileName().toString();
				ObjectNode payload = payload(name, JsonMapper.shared().readTree(Files.readString(file)));
				table.put(name, (payload != null) ? outcome(payload, unused) : "no payload");
			}
		}
		table.forEach((file, outcome) -> System.out.println("ClearML: " + file + ": " + outcome));
		System.out.println("unused: " + unused);
		assertThat(table.values().stream().filter((one) -> one.startsWith("refused"))).isEmpty();
		assertThat(table.values().stream().filter("no payload"::equals)).hasSize(4);
		assertThat(table).hasSize(15)
			.containsEntry("sdk_models.create_0.json", "{}")
			.containsEntry("sdk_models.edit_0.json", "{}")
			.containsEntry("stub_models.get_by_id.resp.json",
					"{artifactUri=s3://ml-models/churn/xgb/model.bin, "
							+ "framework=XGBoost, registered=true, stage=draft, tags=[candidate]}")
			.containsEntry("stub_tasks.get_by_id.resp.json",
					"{jobType=training, parameters=[Args/lr=0.1, Args/max_depth=6, Args/nested/a=1, "
							+ "General/dataset_id=d9f2c4a1b3e84f5a9c6d7e8f00112233], tags=[baseline, development, gdpr]}");
	}

	private String outcome(ObjectNode payload, Set<String> unused) {
		try {
			Translation translation = this.connector.translate(payload);
			translation.facets()
				.stream()
				.filter((facet) -> !facet.used())
				.forEach((facet) -> unused.add(facet.place() + "." + facet.name()));
			assertThat(translation.toString()).doesNotContain("os.environ", "root@vm", "fixture run", "/opt/cml2.py");
			Map<String, Object> said = new TreeMap<>();
			for (MetadataEvent event : translation.events()) {
				if (event instanceof MetadataEvent.AssetDescribed described) {
					said.putAll(described.statement().values());
				}
			}
			return said.toString();
		}
		catch (InvalidPayloadException ex) {
			return "refused: " + ex.reason();
		}
	}

	private static Path folder() {
		return Path.of(Objects.requireNonNull(System.getenv("PEDIGREE_FIXTURES")), "clearml");
	}

	/** The payload of the poll; null for an item other than tasks and models. */
	private static @Nullable ObjectNode payload(String file, JsonNode sample) throws IOException {
		ObjectNode payload = JsonMapper.shared()
			.createObjectNode()
			.put("instance", "fixtures")
			.put("observed_at", 1_795_237_075_000L);
		for (String part : List.of("task", "model")) {
			JsonNode whole = JsonMapper.shared()
				.readTree(Files.readString(folder().resolve("stub_" + part + "s.get_by_id.resp.json")))
				.path("data")
				.path(part);
			if (file.startsWith("stub_" + part) || file.startsWith("sdk_" + part)) {
				ObjectNode item = (ObjectNode) whole.deepCopy();
				if (file.startsWith("sdk_")) {
					item.setAll((ObjectNode) sample);
					item.set("id", whole.path("id"));
				}
				ClearmlKind kind = part.equals("task") ? ClearmlKind.TASKS : ClearmlKind.MODELS;
				return payload.set(part, kind.strip(item.put("project_name", "Churn/Training")));
			}
		}
		return null;
	}

}
