package dev.pedigree.ingestion.pipelines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One round of asking Kubeflow Pipelines: for the runs that began or ended since, and for
 * those that had not ended, each with what its pipeline was defined to do then.
 */
final class PipelinesPoll {

	static final int PAGE = 50;

	private static final String API = "/apis/v2beta1";

	private final PollRound poll;

	/** By id; null of one that is not there. */
	private final Map<String, @Nullable JsonNode> versions = new HashMap<>();

	private final List<ObjectNode> payloads = new ArrayList<>();

	/** Whether all that was taken is written, or refused. */
	private boolean whole;

	PipelinesPoll(PollRound poll) {
		this.poll = poll;
	}

	/** Asks for all that changed, in each namespace of the settings. */
	void everything() {
		if (this.poll.instance().settings().projects().isEmpty()) {
			runs("");
		}
		else {
			this.poll.forEachProject(this::runs);
		}
	}

	private void runs(String namespace) {
		String collection = namespace.isEmpty() ? "runs" : "runs of " + namespace;
		Instant since = this.poll.since(collection);
		Set<String> seen = new HashSet<>();
		Set<String> open = new TreeSet<>();
		this.whole = true;
		list(namespace, "created_at", since, seen, open);
		if (since != null) {
			// One that failed long ago may have been begun again, and ended.
			list(namespace, "finished_at", since, seen, open);
		}
		for (String id : this.poll.listedBefore("open " + collection)) {
			JsonNode run = seen.contains(id) ? null : find("/runs/{id}", Map.of("id", id));
			if (run != null) {
				take(run, open);
			}
		}
		flush();
		this.poll.listed("open " + collection, open);
		if (this.whole) {
			this.poll.reached(collection, this.poll.began());
		}
	}

	private void list(String namespace, String time, @Nullable Instant since, Set<String> seen, Set<String> open) {
		Map<String, Object> question = new TreeMap<>(Map.of("page_size", PAGE, "sort_by", time + " asc"));
		if (!namespace.isEmpty()) {
			question.put("namespace", namespace);
		}
		if (since != null) {
			ObjectNode filter = JsonNodeFactory.instance.objectNode();
			filter.putArray("predicates")
				.addObject()
				.put("key", time)
				.put("operation", "GREATER_THAN_EQUALS")
				.put("timestamp_value", since.toString());
			question.put("filter", filter.toString());
		}
		Set<String> tokens = new HashSet<>();
		for (String token = ""; tokens.add(token);) {
			JsonNode page = this.poll.remote().get(API + "/runs", question);
			if (!page.isObject()) {
				throw new SourceUnavailableException(API + "/runs was not answered with runs");
			}
			for (JsonNode run : page.path("runs").values()) {
				if (seen.add(run.path("run_id").asString(""))) {
					take(run, open);
				}
			}
			flush();
			token = page.path("next_page_token").asString("");
			if (token.isEmpty()) {
				return;
			}
			question.put("page_token", token);
		}
		throw new SourceUnavailableException("The pages of " + API + "/runs do not end");
	}

	private void take(JsonNode listed, Set<String> open) {
		String id = listed.path("run_id").asString("");
		JsonNode run = listed;
		if (!run.path("run_details").path("task_details").isArray()) {
			JsonNode whole = find("/runs/{id}", Map.of("id", id));
			run = (whole != null) ? whole : listed;
		}
		if (!PipelineRun.isOver(run.path("state").asString(""))) {
			open.add(id);
		}
		ObjectNode payload = JsonNodeFactory.instance.objectNode().put("observed_at", this.poll.began().toEpochMilli());
		payload.set("run", PipelineRun.KEPT.kept(run));
		boolean inline = run.path("pipeline_spec").isObject();
		JsonNode version = inline ? run : version(run);
		if (version != null) {
			JsonNode definition = Definition.bare(version.path("pipeline_spec"));
			payload.put("digest", Definition.digest(definition)).set("definition", Definition.kept(definition));
			if (!inline && version.path("created_at").isString()) {
				payload.set("defined_at", version.path("created_at"));
			}
		}
		this.payloads.add(payload);
		if (this.payloads.size() >= PAGE) {
			flush();
		}
	}

	/** The version of a pipeline that a run names, where it names one. */
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

	/** What is at a path; null when it was deleted, or is not for us to see. */
	private @Nullable JsonNode find(String path, Map<String, ?> names) {
		try {
			return this.poll.remote().get(API + path, names);
		}
		catch (SourceUnavailableException ex) {
			if (ex.isMissing("") || ex.isForbidden()) {
				return null;
			}
			throw ex;
		}
	}

	private void flush() {
		this.whole &= this.poll.take(List.copyOf(this.payloads));
		this.payloads.clear();
	}

}
