package dev.pedigree.ingestion.github;

import java.time.Instant;
import java.util.ArrayList;
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
 * One round of asking GitHub: the deployments of each repository that were made since,
 * and those that had not come to an end. It lists the newest first.
 */
final class GithubPoll {

	private static final int PAGE = 100;

	private static final String OPEN = "open ";

	/**
	 * After these nothing of a deployment changes but that a later one took its place.
	 */
	private static final Set<String> ENDS = Set.of("success", "failure", "error", "inactive");

	private final PollRound poll;

	GithubPoll(PollRound poll) {
		this.poll = poll;
	}

	/** Asks for all that changed. */
	void everything() {
		this.poll.forEachProject(this::repository);
	}

	/** Asks for one deployment, {@code owner/name#id}; nothing when it was deleted. */
	void only(String subject) {
		int hash = subject.lastIndexOf('#');
		String repository = subject.substring(0, hash);
		JsonNode deployment = find(repository, subject.substring(hash + 1));
		if (deployment != null) {
			this.poll.take(List.of(payload(repository, deployment, statuses(repository, deployment))));
		}
	}

	private void repository(String repository) {
		Instant since = this.poll.since(repository);
		Set<String> before = this.poll.listedBefore(OPEN + repository);
		Set<String> open = new TreeSet<>();
		Set<String> seen = new TreeSet<>();
		for (int page = 1;; page++) {
			JsonNode answer = this.poll.remote()
				.get("/repos/" + repository + "/deployments", Map.of("per_page", PAGE, "page", page));
			if (!answer.isArray()) {
				throw new SourceUnavailableException(
						"The deployments of " + repository + " are not what GitHub answers");
			}
			List<ObjectNode> payloads = new ArrayList<>();
			boolean older = answer.size() < PAGE;
			for (JsonNode deployment : answer.values()) {
				if (isOlder(deployment, since)) {
					older = true;
				}
				else {
					payloads.add(deployment(repository, deployment, open));
					seen.add(deployment.path("id").asString());
				}
			}
			this.poll.take(payloads);
			if (older) {
				break;
			}
		}
		for (String id : before) {
			JsonNode deployment = seen.contains(id) ? null : find(repository, id);
			if (deployment != null) {
				this.poll.take(List.of(deployment(repository, deployment, open)));
			}
		}
		this.poll.listed(OPEN + repository, open);
		this.poll.reached(repository, this.poll.began());
	}

	private ObjectNode deployment(String repository, JsonNode deployment, Set<String> open) {
		ArrayNode statuses = statuses(repository, deployment);
		if (statuses.valueStream().noneMatch((status) -> ENDS.contains(status.path("state").asString("")))) {
			open.add(deployment.path("id").asString());
		}
		return payload(repository, deployment, statuses);
	}

	private static boolean isOlder(JsonNode deployment, @Nullable Instant since) {
		EventTime created = EventTime.parse(deployment.path("created_at").asString(""));
		return since != null && created != null && created.at().isBefore(since);
	}

	private @Nullable JsonNode find(String repository, String id) {
		try {
			return this.poll.remote().get("/repos/" + repository + "/deployments/" + id, Map.of());
		}
		catch (SourceUnavailableException ex) {
			if (ex.isMissing("")) {
				return null;
			}
			throw ex;
		}
	}

	/** All that was said of a deployment, by states and times. */
	private ArrayNode statuses(String repository, JsonNode deployment) {
		ArrayNode statuses = JsonNodeFactory.instance.arrayNode();
		for (int page = 1;; page++) {
			JsonNode answer = this.poll.remote()
				.get("/repos/" + repository + "/deployments/" + deployment.path("id").asString() + "/statuses",
						Map.of("per_page", PAGE, "page", page));
			answer.values().forEach((status) -> statuses.add(only(status, "state", "created_at", "log_url")));
			if (answer.size() < PAGE) {
				return statuses;
			}
		}
	}

	private static ObjectNode payload(String repository, JsonNode deployment, ArrayNode statuses) {
		ObjectNode kept = only(deployment, "id", "sha", "ref", "environment", "production_environment", "payload",
				"created_at");
		kept.put("by", deployment.path("creator").path("login").asString(null));
		ObjectNode payload = JsonNodeFactory.instance.objectNode().put("repository", repository);
		payload.set("deployment", kept);
		payload.set("statuses", statuses);
		return payload;
	}

	/** Without the addresses, avatars and ids that make up most of an answer. */
	private static ObjectNode only(JsonNode answer, String... members) {
		ObjectNode kept = JsonNodeFactory.instance.objectNode();
		for (String member : members) {
			if (answer.has(member)) {
				kept.set(member, answer.get(member));
			}
		}
		return kept;
	}

}
