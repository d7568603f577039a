package dev.pedigree.ingestion.github;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One poll of GitHub: the deployments of each repository since the cursor, newest first,
 * and unfinished ones.
 */
record GithubPoll(PollRound round) {

	private static final int PAGE = 100;

	/** States after which a deployment no longer changes, except that it is replaced. */
	private static final Set<String> FINAL_STATES = Set.of("success", "failure", "error", "inactive");

	void pollAll() {
		this.round.forEachProject(this::pollRepository);
	}

	/** Polls one deployment, {@code owner/name#id}, unless it was deleted. */
	void pollDeployment(String subject) {
		int hash = subject.lastIndexOf('#');
		String repository = subject.substring(0, hash);
		JsonNode deployment = find(repository, subject.substring(hash + 1));
		if (deployment != null) {
			this.round.write(List.of(payload(repository, deployment, statuses(repository, deployment))));
		}
	}

	private void pollRepository(String repository) {
		Instant since = this.round.since(repository);
		Set<String> open = new TreeSet<>();
		Set<String> seen = new TreeSet<>();
		boolean last = false;
		for (int page = 1; !last; page++) {
			JsonNode answer = this.round.client()
				.get("/repos/" + repository + "/deployments", Map.of("per_page", PAGE, "page", page));
			if (!answer.isArray()) {
				throw new SourceUnavailableException("The deployments of " + repository + " are not a JSON array");
			}
			List<JsonNode> newer = answer.valueStream().filter((one) -> !isOlder(one, since)).toList();
			newer.forEach((deployment) -> {
				add(repository, deployment, open);
				seen.add(deployment.path("id").asString());
			});
			this.round.flush();
			last = newer.size() < PAGE;
		}
		for (String id : this.round.snapshot("open " + repository)) {
			JsonNode deployment = seen.contains(id) ? null : find(repository, id);
			if (deployment != null) {
				add(repository, deployment, open);
			}
		}
		this.round.flush();
		this.round.saveSnapshot("open " + repository, open);
		this.round.saveCursor(repository);
	}

	private void add(String repository, JsonNode deployment, Set<String> open) {
		ArrayNode statuses = statuses(repository, deployment);
		if (statuses.valueStream().noneMatch((status) -> FINAL_STATES.contains(status.path("state").asString("")))) {
			open.add(deployment.path("id").asString());
		}
		this.round.add(payload(repository, deployment, statuses));
	}

	private static boolean isOlder(JsonNode deployment, @Nullable Instant since) {
		EventTime created = EventTime.parse(deployment.path("created_at").asString(""));
		return since != null && created != null && created.at().isBefore(since);
	}

	private @Nullable JsonNode find(String repository, String id) {
		return this.round.client().find("/repos/" + repository + "/deployments/" + id, Map.of(), "");
	}

	private ArrayNode statuses(String repository, JsonNode deployment) {
		ArrayNode statuses = JsonNodeFactory.instance.arrayNode();
		for (int page = 1;; page++) {
			JsonNode answer = this.round.client()
				.get("/repos/" + repository + "/deployments/" + deployment.path("id").asString() + "/statuses",
						Map.of("per_page", PAGE, "page", page));
			answer.values().forEach((status) -> statuses.add(retain(status, "state", "created_at", "log_url")));
			if (answer.size() < PAGE) {
				return statuses;
			}
		}
	}

	private static ObjectNode payload(String repository, JsonNode deployment, ArrayNode statuses) {
		ObjectNode kept = retain(deployment, "id", "sha", "ref", "environment", "production_environment", "payload",
				"created_at");
		kept.put("by", deployment.path("creator").path("login").asString(null));
		ObjectNode payload = JsonNodeFactory.instance.objectNode().put("repository", repository);
		payload.set("deployment", kept);
		payload.set("statuses", statuses);
		return payload;
	}

	private static ObjectNode retain(JsonNode item, String... members) {
		return ((ObjectNode) item).deepCopy().retain(members);
	}

}
