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
 * One round of asking GitLab: the deployments of each project that changed since, the
 * oldest change first. Each page begins at the time of the last change of the one before:
 * numbered pages shift when something changes meanwhile.
 */
final class GitlabPoll {

	private static final int PAGE = 100;

	private static final String DEPLOYMENTS = "/api/v4/projects/{project}/deployments";

	private final PollRound poll;

	GitlabPoll(PollRound poll) {
		this.poll = poll;
	}

	/** Asks for all that changed. */
	void everything() {
		this.poll.forEachProject(this::project);
	}

	/** Asks for one deployment, {@code group/project#id}; nothing when it was deleted. */
	void only(String subject) {
		int hash = subject.lastIndexOf('#');
		String project = subject.substring(0, hash);
		try {
			JsonNode deployment = this.poll.remote()
				.get(DEPLOYMENTS + "/{id}", Map.of("project", project, "id", subject.substring(hash + 1)));
			this.poll.take(List.of(payload(project, deployment)));
		}
		catch (SourceUnavailableException ex) {
			if (!ex.isMissing("")) {
				throw ex;
			}
		}
	}

	private void project(String project) {
		Instant since = this.poll.since(project);
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
						"More than " + PAGE + " deployments of " + project + " changed at " + after);
			}
			this.poll.take(payloads);
		}
		while (page.size() >= PAGE);
		this.poll.reached(project, this.poll.began());
	}

	private JsonNode page(String project, @Nullable String after) {
		Map<String, Object> question = new HashMap<>(
				Map.of("project", project, "order_by", "updated_at", "sort", "asc", "per_page", PAGE));
		if (after != null) {
			question.put("updated_after", after);
		}
		JsonNode answer = this.poll.remote().get(DEPLOYMENTS, question);
		if (!answer.isArray()) {
			throw new SourceUnavailableException("The deployments of " + project + " are not what GitLab answers");
		}
		return answer;
	}

	/** Without what names people beyond the one who began it. */
	static ObjectNode payload(String project, JsonNode deployment) {
		ObjectNode kept = JsonNodeFactory.instance.objectNode();
		for (String member : List.of("id", "ref", "sha", "status", "created_at", "updated_at")) {
			kept.put(member, deployment.path(member).asString(null));
		}
		// Webhooks and old versions of GitLab give the status of the job only.
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
