package dev.pedigree.ingestion.gitlab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.ingestion.connector.WebhookRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks of real projects; the folder is named by PEDIGREE_FIXTURES. */
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class GitlabFixturesTests {

	@Test
	void webhooksAreReadAsSubjects() throws IOException {
		Map<String, String> subjects = new TreeMap<>();
		try (Stream<Path> files = Files.list(Path.of(System.getenv("PEDIGREE_FIXTURES"), "cicd"))) {
			for (Path file : files.filter((one) -> !one.getFileName().toString().startsWith("github_")).toList()) {
				String name = file.getFileName().toString();
				try {
					subjects.put(name,
							new GitlabConnector().read(new WebhookRequest((_) -> null, Files.readAllBytes(file)))
								.subjects()
								.toString());
				}
				catch (InvalidPayloadException ex) {
					subjects.put(name, "refused: " + ex.reason());
				}
			}
		}
		subjects.forEach((file, subject) -> System.out.println("GitLab: " + file + ": " + subject));
		assertThat(subjects).hasSize(7)
			.containsEntry("gogitlab_deployment.json", "[root/test-deployment-webhooks#15]")
			.containsEntry("gitlab4j_releases.json", "refused: the event must be an object")
			.containsEntry("gogitlab_pipeline.json", "[]");
	}

}
