package dev.pedigree.ingestion.gitlab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One poll of GitLab: the deployments of each project that changed since the cursor,
 * oldest change first. Each page starts at the last time of the page before, because
 * numbered pages shift when a deployment changes.
 */
record GitlabPoll(PollRound round) {

	private static final int PAGE = 100;

	private static final String DEPLOYMENTS = "/api/v4/projects/{project}/deployments";

	void pollAll() {
		this.round.forEachProject(this::pollProject);
	}

	/** Polls one deployment, {@code group/project#id}, unless it was deleted. */
	void pollDeployment(String subject) {
		int hash = subject.lastIndexOf('#');
		String project = subject.substring(0, hash);
		JsonNode deployment = this.round.client()
			.find(DEPLOYMENTS + "/{id}", Map.of("project", project, "id", subject.substring(hash + 1)), "");
		if (deployment != null) {
			this.round.write(List.of(payload(project, deployment)));
		}
	}

	private void pollProject(String project) {
		Instant since = this.round.since(project);
		String after = (since != null) ? since.toString() : null;
		Set<String> seen = new HashSet<>();
		JsonNode page;
		do {
			page = page(project, after);
			List<ObjectNode> payloads = new ArrayList<>();
			for (JsonNode deployment : page.values()) {
				if (seen.add(deployment.path("id").asString(""))) {
					payloads.add(payload(project, deployment));
				}
				after = deployment.path("updated_at").asString(after);
			}
			if (payloads.isEmpty() && page.size() >= PAGE) {
				throw new SourceUnavailableException(
						"At least " + PAGE + " deployments of " + project + " changed at the same time, " + after);
			}
			this.round.write(payloads);
		}
		while (page.size() >= PAGE);
		this.round.saveCursor(project);
	}

	private JsonNode page(String project, @Nullable String after) {
		Map<String, Object> query = new HashMap<>(
				Map.of("project", project, "order_by", "updated_at", "sort", "asc", "per_page", PAGE));
		if (after != null) {
			query.put("updated_after", after);
		}
		JsonNode answer = this.round.client().get(DEPLOYMENTS, query);
		if (!answer.isArray()) {
			throw new SourceUnavailableException("The deployments of " + project + " are not a JSON array");
		}
		return answer;
	}

	/** Copies the stored members; of people only the creator. */
	static ObjectNode payload(String project, JsonNode deployment) {
		ObjectNode kept = JsonNodeFactory.instance.objectNode();
		for (String member : List.of("id", "ref", "sha", "status", "created_at", "updated_at")) {
			kept.put(member, deployment.path(member).asString(null));
		}
		// Webhooks and old versions of GitLab have the status of the job only.
		if (!deployment.path("status").isString()) {
			kept.put("status", deployment.path("deployable").path("status").asString(null));
		}
		kept.put("environment", deployment.path("environment").path("name").asString(null));
		kept.put("by", deployment.path("user").path("username").asString(null));
		kept.put("job", deployment.path("deployable").path("web_url").asString(null));
		ObjectNode payload = JsonNodeFactory.instance.objectNode().put("project", project);
		payload.set("deployment", kept);
		return payload;
	}

}
