package dev.pedigree.ingestion.wandb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.Translation;
import dev.pedigree.ingestion.connector.WebhookRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Webhooks, run files and questions of real projects; the folder is named by
 * PEDIGREE_FIXTURES.
 */
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class WandbFixturesTests {

	private static final Pattern WORD = Pattern.compile("[A-Za-z_]+");

	/** Fields that W&B's own client asks for in questions that the folder has not. */
	private static final Set<String> OTHERS = Set.of("alias", "runs", "displayName", "config", "summaryMetrics",
			"group", "jobType", "commit", "heartbeatAt", "heartbeat_at", "sweepName", "endCursor", "hasNextPage");

	private final WandbConnector connector = new WandbConnector(Clock.systemUTC());

	private static Path folder() {
		return Path.of(System.getenv("PEDIGREE_FIXTURES"), "wandb");
	}

	@Test
	void webhooksAreReadAsSubjects() throws IOException {
		Map<String, String> table = new TreeMap<>();
		try (Stream<Path> files = Files.list(folder())) {
			for (Path file : files.filter((one) -> one.getFileName().toString().matches("(rendered|template)_.*"))
				.toList()) {
				table.put(file.getFileName().toString(), said(Files.readAllBytes(file)));
			}
		}
		table.forEach((file, outcome) -> System.out.println("W&B: " + file + ": " + outcome));
		assertThat(table).hasSize(4)
			.containsEntry("rendered_add_alias_catalog_template.json", "[acme/model-registry/churn-classifier]")
			.containsEntry("rendered_link_artifact.json", "[acme/model-registry/churn-classifier]")
			.containsEntry("template_teams.json", "[]")
			.containsEntry("template_github_dispatch.json", "refused: client_payload.entity_name is no name; "
					+ "variables of an automation are written ${entity_name}");
	}

	private String said(byte[] body) {
		try {
			return this.connector.read(new WebhookRequest((_) -> null, body)).subjects().toString();
		}
		catch (InvalidPayloadException ex) {
			return "refused: " + ex.reason();
		}
	}

	/** Of the files of a run, nothing that names a person or machine is kept. */
	@Test
	void runsAreTranslatedWithTheirConfiguration() throws IOException {
		JsonNode metadata = JsonMapper.shared().readTree(Files.readString(folder().resolve("wandb-metadata.json")));
		int captured = 0;
		try (Stream<Path> files = Files.list(folder())) {
			for (Path file : files.filter((one) -> one.toString().endsWith(".yaml")).toList()) {
				JsonNode config = JsonMapper.shared().valueToTree(new Yaml().load(Files.readString(file)));
				ObjectNode answer = WandbServer
					.object("{'name': 'r', 'createdAt': '2021-02-16T23:44:07.003488', 'summaryMetrics': '{}'}")
					.put("config", config.toString())
					.put("state", metadata.path("state").asString())
					.put("heartbeatAt", metadata.path("heartbeatAt").asString())
					.put("commit", metadata.path("git").path("commit").asString());
				answer.setAll((ObjectNode) metadata);
				Translation translation = this.connector
					.translate(new Answers(Instant.EPOCH).run(new Project("acme", "fixtures"), answer)
						.put("instance", "fixtures"));
				assertThat(translation.toString()).doesNotContain("vanpelt", "example.org", "cvp");
				System.out.println("W&B: " + file.getFileName() + ": " + translation.events());
				assertThat(translation.events()).isNotEmpty();
				assertThat(translation.events().toString()).contains("86db7dc9").doesNotContain("cli_version");
				captured++;
			}
		}
		assertThat(captured).isEqualTo(2);
	}

	/** The schema is not published: what its own client does not ask for may go. */
	@Test
	void queriesAreThoseOfTheWandbClient() throws IOException {
		Set<String> known = new TreeSet<>(OTHERS);
		for (String file : Set.of("ops_artifacts.graphql", "ops_registries.graphql")) {
			known.addAll(words(Files.readString(folder().resolve(file))));
		}
		for (WandbClient.WandbQuery question : WandbClient.WandbQuery.values()) {
			Set<String> asked = words(question.text()
				.replaceAll("#.*|\\$\\w+|(?m)^query \\w+|(?m)^fragment \\w+ on \\w+|\\.\\.\\.\\w+|\\w+(?=: \\$)", ""));
			asked.removeAll(known);
			assertThat(asked).as(question.name()).isEmpty();
		}
	}

	private static Set<String> words(String text) {
		return WORD.matcher(text).results().map((word) -> word.group()).collect(Collectors.toCollection(TreeSet::new));
	}

}
