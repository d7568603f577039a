package dev.pedigree.ingestion.gitlab;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** A deployment without a status has that of its job. */
class JobStatusTests {

	@Test
	void deploymentWithoutStatusHasTheStatusOfItsJob() {
		assertThat(status("{\"id\": 1, \"deployable\": {\"status\": \"success\"}}")).isEqualTo("success");
		assertThat(status("{\"id\": 1, \"status\": \"failed\", \"deployable\": {\"status\": \"success\"}}"))
			.isEqualTo("failed");
	}

	private static String status(String deployment) {
		JsonNode payload = GitlabPoll.payload("acme/fraud", JsonMapper.shared().readTree(deployment));
		return payload.path("deployment").path("status").asString("");
	}

}
