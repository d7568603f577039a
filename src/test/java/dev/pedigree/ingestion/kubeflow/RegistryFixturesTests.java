package dev.pedigree.ingestion.kubeflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.Translation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Recorded answers of registries, in the folder PEDIGREE_FIXTURES. A version has the id
 * of its model, which older registries omit, and an artifact has a version.
 */
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class RegistryFixturesTests {

	/** The requested path distinguishes versions and models. */
	private static final Set<String> VERSIONS = Set.of("csi_01.json", "csi_02.json", "logical_model_04.json",
			"logical_model_07.json");

	private final RegistryConnector connector = new RegistryConnector();

	@Test
	void answersAreTranslatedOrRejected() throws IOException {
		Map<String, String> table = new TreeMap<>();
		TreeSet<String> unused = new TreeSet<>();
		try (Stream<Path> files = Files.list(Path.of(System.getenv("PEDIGREE_FIXTURES"), "kubeflow-model-registry"))) {
			for (Path file : files.filter((one) -> one.toString().endsWith(".json")).sorted().toList()) {
				JsonNode answer = JsonMapper.shared().readTree(Files.readString(file));
				for (JsonNode item : answer.has("items") ? answer.path("items").values() : List.of(answer)) {
					try {
						Translation translation = this.connector
							.translate(payload(item, VERSIONS.contains(file.getFileName().toString())));
						translation.facets()
							.stream()
							.filter((facet) -> !facet.used())
							.forEach((facet) -> unused.add(facet.place() + "." + facet.name()));
						table.put(file.getFileName().toString(), said(translation));
					}
					catch (InvalidPayloadException ex) {
						table.put(file.getFileName().toString(), "refused: " + ex.reason());
					}
				}
			}
		}
		table.forEach((file, outcome) -> System.out.println("Kubeflow registry: " + file + ": " + outcome));
		System.out.println("unused: " + unused);
		assertThat(table).hasSize(11)
			.containsEntry("csi_01.json", "refused: model_version.id is missing")
			.containsEntry("csi_03.json", "refused: artifacts.0.lastUpdateTimeSinceEpoch is missing")
			.containsEntry("logical_model_05.json",
					"{artifactUri=s3://mybucket/v1.nb20231222141832/mnist.onnx, framework=onnx 1}")
			.containsEntry("logical_model_07.json",
					"{description=used for demo purposes} {displayName=v1.nb20231222141832} {registered=true} {stage=LIVE} "
							+ "{tags=[AWS_DEFAULT_REGION:us-east-1, AWS_S3_BUCKET:mybucket, AWS_S3_ENDPOINT:https://minio-...]}");
		assertThat(table.values().stream().filter((outcome) -> outcome.startsWith("refused"))).hasSize(2);
	}

	private static String said(Translation translation) {
		TreeSet<String> said = new TreeSet<>();
		boolean artifact = translation.events().toString().contains("artifactUri");
		for (MetadataEvent event : translation.events()) {
			if (event instanceof MetadataEvent.AssetDescribed described
					&& (!artifact || described.statement().group().equals("model"))) {
				said.add(new TreeMap<>(described.statement().values()).toString());
			}
		}
		return String.join(" ", said);
	}

	/** An answer as the connector hands it on. */
	private static JsonNode payload(JsonNode item, boolean version) {
		ObjectNode payload = JsonMapper.shared().createObjectNode().put("instance", "fixtures");
		if (item.has("artifactType")) {
			payload.putObject("model_version")
				.put("id", "1")
				.put("name", "v1")
				.put("registeredModelId", "1")
				.put("createTimeSinceEpoch", "1709287890365")
				.put("lastUpdateTimeSinceEpoch", "1709287890365");
			payload.putArray("artifacts").add(item);
		}
		else if (version) {
			payload.set("model_version", ((ObjectNode) item).put("registeredModelId", "1"));
		}
		else {
			payload.set("registered_model", item);
		}
		return payload;
	}

}
