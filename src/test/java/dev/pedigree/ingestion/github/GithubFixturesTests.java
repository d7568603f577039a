package dev.pedigree.ingestion.github;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.pedigree.ingestion.connector.WebhookRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks of real repositories; the folder is named by PEDIGREE_FIXTURES. */
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class GithubFixturesTests {

	@Test
	void webhooksAreReadAsSubjects() throws IOException {
		Map<String, Set<String>> subjects = new TreeMap<>();
		try (Stream<Path> files = Files.list(Path.of(System.getenv("PEDIGREE_FIXTURES"), "cicd"))) {
			for (Path file : files.filter((one) -> one.getFileName().toString().startsWith("github_")).toList()) {
				String name = file.getFileName().toString();
				String event = name.startsWith("github_deployment_with") ? "deployment" : "other";
				subjects.put(name,
						new GithubConnector()
							.read(new WebhookRequest(Map.of("X-GitHub-Event", event, "X-GitHub-Delivery", name)::get,
									Files.readAllBytes(file)))
							.subjects());
			}
		}
		System.out.println("GitHub: " + subjects);
		assertThat(subjects).hasSize(9)
			.containsEntry("github_deployment_with-installation.payload.json",
					Set.of("Codertocat/Hello-World#145988746"))
			.containsEntry("github_registry_package_published.docker.payload.json", Set.of());
	}

}
