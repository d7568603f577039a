package dev.pedigree.ingestion.github;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.PayloadNode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class GithubEnvironmentTests {

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	@Test
	void deploymentHasItsEnvironmentBeforeItServes() throws IOException {
		try (InputStream file = getClass().getResourceAsStream("/github/deployment-begun.json")) {
			this.intake.write(new GithubPayload(
					new PayloadNode(JsonMapper.shared().readTree(Objects.requireNonNull(file).readAllBytes()), ""))
				.translate()
				.events());
		}
		assertThat(this.asking
			.list("""
					{ deployments(environment: "github-begun") { edges { node { id environment { name tier } commit serving { role } } } } }""",
					"deployments.edges[*].node"))
			.singleElement()
			.hasToString(
					"{id=deployment:github://begun/risk-ml/fraud|github-begun, environment={name=github-begun, tier=PRODUCTION}, "
							+ "commit=4f2a, serving=[]}");
	}

}
