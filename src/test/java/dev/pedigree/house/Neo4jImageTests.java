package dev.pedigree.house;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.pedigree.PedigreeApplication;
import dev.pedigree.TestToken;
import dev.pedigree.estate.SampleEstate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.neo4j.Neo4jContainer;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The catalog works with the published image of Neo4j too. */
@Execution(ExecutionMode.CONCURRENT)
class Neo4jImageTests {

	@BeforeEach
	void engine() {
		// Testcontainers looks long and loudly; no socket, no engine.
		assumeThat(System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock")))
			.as("a container engine is here")
			.isTrue();
		assumeThat(DockerClientFactory.instance().isDockerAvailable()).as("the container engine answers").isTrue();
	}

	@Test
	void takesTheSampleEstate() throws Exception {
		try (Neo4jContainer neo4j = new Neo4jContainer("neo4j:2026.08-community")) {
			neo4j.start();
			try (ConfigurableApplicationContext catalog = SpringApplication.run(PedigreeApplication.class,
					"--server.port=0", "--spring.neo4j.uri=" + neo4j.getBoltUrl(),
					"--spring.neo4j.authentication.password=" + neo4j.getAdminPassword(),
					"--pedigree.tokens[0].name=test", "--pedigree.tokens[0].role=admin",
					"--pedigree.tokens[0].sha256=" + TestToken.sha256(TestToken.ADMIN))) {
				SampleEstate estate = new SampleEstate(
						java.net.URI
							.create("http://localhost:" + catalog.getEnvironment().getProperty("local.server.port")),
						TestToken.ADMIN);
				assertThat(estate.isWanted()).isTrue();
				estate.load();
				assertThat(estate.isWanted()).isFalse();
			}
		}
	}

}
