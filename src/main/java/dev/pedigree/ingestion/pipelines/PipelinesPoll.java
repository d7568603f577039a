package dev.pedigree.ingestion.pipelines;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.SourceHttpClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One poll of Kubeflow Pipelines: runs that started or ended since the cursor, and
 * unfinished ones, each with the definition of its pipeline version.
 */
final class PipelinesPoll {

	static final int PAGE = 50;

	private static final String API = "/apis/v2beta1";

	private final PollRound round;

	/** Pipeline versions by id; null for a deleted or hidden one. */
	private final Map<String, @Nullable JsonNode> versions = new HashMap<>();

	PipelinesPoll(PollRound round) {
		this.round = round;
	}

	void pollAll() {
		this.round.forEachProject(this::pollRuns);
		if (this.round.config().settings().projects().isEmpty()) {
			pollRuns("");
		}
	}

	private void pollRuns(String namespace) {
		String collection = namespace.isEmpty() ? "runs" : "runs of " + namespace;
		Instant since = this.round.since(collection);
		Set<String> seen = new HashSet<>();
		Set<String> open = new TreeSet<>();
		list(namespace, "created_at", since, seen, open);
		if (since != null) {
			// An old failed run may have been retried and ended.
			list(namespace, "finished_at", since, seen, open);
		}
		for (String id : this.round.snapshot("open " + collection)) {
			JsonNode run = seen.contains(id) ? null : find("/runs/{id}", Map.of("id", id));
			if (run != null) {
				add(run, open);
			}
		}
		boolean complete = this.round.flush();
		this.round.saveSnapshot("open " + collection, open);
		if (complete) {
			this.round.saveCursor(collection);
		}
	}

	private void list(String namespace, String time, @Nullable Instant since, Set<String> seen, Set<String> open) {
		Map<String, Object> query = new TreeMap<>(Map.of("page_size", PAGE, "sort_by", time + " asc"));
		if (!namespace.isEmpty()) {
			query.put("namespace", namespace);
		}
		if (since != null) {
			ObjectNode filter = JsonNodeFactory.instance.objectNode();
			filter.putArray("predicates")
				.addObject()
				.put("key", time)
				.put("operation", "GREATER_THAN_EQUALS")
				.put("timestamp_value", since.toString());
			query.put("filter", filter.toString());
		}
		this.round.client().pages(API + "/runs", query, "page_token", "next_page_token", (page) -> {
			for (JsonNode run : page.path("runs").values()) {
				if (seen.add(run.path("run_id").asString(""))) {
					add(run, open);
				}
			}
		});
	}

	private void add(JsonNode listed, Set<String> open) {
		String id = listed.path("run_id").asString("");
		JsonNode found = listed.at("/run_details/task_details").isArray() ? listed
				: find("/runs/{id}", Map.of("id", id));
		JsonNode run = (found != null) ? found : listed;
		if (!PipelineRun.hasEnded(run.path("state").asString(""))) {
			open.add(id);
		}
		ObjectNode payload = this.round.payload().set("run", PipelineRun.ALLOWED.filter(run));
		boolean inline = run.path("pipeline_spec").isObject();
		JsonNode version = inline ? run : version(run);
		if (version != null) {
			JsonNode definition = Definition.pipeline(version.path("pipeline_spec"));
			payload.put("digest", Definition.digest(definition)).set("definition", Definition.filter(definition));
			if (!inline && version.path("created_at").isString()) {
				payload.set("defined_at", version.path("created_at"));
			}
		}
		this.round.add(payload);
	}

	/** The pipeline version that a run names; null if it names none. */
	private @Nullable JsonNode version(JsonNode run) {
		JsonNode reference = run.path("pipeline_version_reference");
		String pipeline = reference.path("pipeline_id").asString("");
		String version = reference.path("pipeline_version_id").asString("");
		if (!version.isEmpty() && !this.versions.containsKey(version)) {
			this.versions.put(version,
					find("/pipelines/{pipeline}/versions/{version}", Map.of("pipeline", pipeline, "version", version)));
		}
		return this.versions.get(version);
	}

	private @Nullable JsonNode find(String path, Map<String, ?> names) {
		return SourceHttpClient.findVisible(() -> this.round.client().find(API + path, names, ""));
	}

}
