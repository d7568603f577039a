package dev.pedigree.ingestion.mlflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.pedigree.ingestion.connector.SourceHttpClient;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The REST questions of MLflow 2 and 3. Pages are asked for in an order in which what is
 * new comes last: their tokens are offsets, which shift.
 */
final class MlflowClient {

	static final int PAGE = 200;

	/** Bytes of a file; those that are asked for have a few thousand. */
	private static final int LONGEST_FILE = 1_000_000;

	private static final Set<String> PERSONAL = Set.of("mlflow.user", ModelFiles.HISTORY);

	private static final String BASE = "/api/2.0/mlflow/";

	private final SourceHttpClient remote;

	MlflowClient(SourceHttpClient remote) {
		this.remote = remote;
	}

	void models(Consumer<List<JsonNode>> pages) {
		pages("registered-models/search", "registered_models", Map.of("order_by", "name ASC"), pages);
	}

	void versions(Consumer<List<JsonNode>> pages) {
		pages("model-versions/search", "model_versions", Map.of("order_by", "creation_timestamp ASC"), pages);
	}

	/** Ids of the experiments that are not deleted. */
	List<String> experiments() {
		List<String> ids = new ArrayList<>();
		pages("experiments/search", "experiments", Map.of(),
				(page) -> page.forEach((experiment) -> ids.add(experiment.path("experiment_id").asString())));
		return ids;
	}

	/**
	 * Runs that ended at some time or later, and those that have not ended.
	 * @param since null for all runs
	 */
	void runs(List<String> experiments, @Nullable Instant since, Consumer<List<JsonNode>> pages) {
		if (since == null) {
			runs(experiments, "", pages);
			return;
		}
		runs(experiments, "attributes.end_time >= " + since.toEpochMilli(), pages);
		runs(experiments, "attributes.status = 'RUNNING'", pages);
	}

	private void runs(List<String> experiments, String filter, Consumer<List<JsonNode>> pages) {
		ObjectNode question = JsonNodeFactory.instance.objectNode().put("max_results", PAGE).put("filter", filter);
		ArrayNode ids = question.putArray("experiment_ids");
		experiments.forEach(ids::add);
		question.putArray("order_by").add("attributes.start_time ASC");
		pages("runs", pages, (token) -> {
			if (token != null) {
				question.put("page_token", token);
			}
			return this.remote.post(BASE + "runs/search", question);
		});
	}

	/** A model or version; null when it is not there. */
	@Nullable JsonNode find(Subject subject) {
		return (subject.version() == null)
				? maybe("registered-models/get", "registered_model", Map.of("name", subject.name()))
				: maybe("model-versions/get", "model_version",
						Map.of("name", subject.name(), "version", subject.version()));
	}

	@Nullable JsonNode run(String id) {
		return maybe("runs/get", "run", Map.of("run_id", id));
	}

	@Nullable JsonNode loggedModel(String id) {
		return maybe("logged-models/" + id, "model", Map.of());
	}

	/**
	 * A file of a version, from wherever the server keeps it.
	 * @param path within the folder of the version
	 */
	String file(Subject subject, String path) {
		return this.remote.file("/model-versions/get-artifact",
				Map.of("name", subject.name(), "version", Objects.requireNonNull(subject.version()), "path", path),
				LONGEST_FILE);
	}

	/**
	 * An answer without who did it: not even what is refused keeps that. What a run says
	 * of the files of models is with their versions.
	 */
	static JsonNode impersonal(JsonNode value) {
		ObjectNode copy = (ObjectNode) value.deepCopy();
		copy.remove("user_id");
		if (copy.path("info") instanceof ObjectNode info) {
			info.remove("user_id");
		}
		if (copy.path("data").path("tags") instanceof ArrayNode tags) {
			tags.removeIf((tag) -> PERSONAL.contains(tag.path("key").asString("")));
		}
		return copy;
	}

	private @Nullable JsonNode maybe(String path, String member, Map<String, String> parameters) {
		try {
			JsonNode found = this.remote.get(BASE + path, parameters).path(member);
			if (!found.isObject()) {
				throw new SourceUnavailableException(path + " was answered without " + member);
			}
			return found;
		}
		catch (SourceUnavailableException ex) {
			// A 404 of a proxy is no word of MLflow's.
			if (ex.isMissing("RESOURCE_DOES_NOT_EXIST")) {
				return null;
			}
			throw ex;
		}
	}

	private void pages(String path, String member, Map<String, String> parameters, Consumer<List<JsonNode>> pages) {
		Map<String, Object> question = new HashMap<>(parameters);
		question.put("max_results", PAGE);
		pages(member, pages, (token) -> {
			if (token != null) {
				question.put("page_token", token);
			}
			return this.remote.get(BASE + path, question);
		});
	}

	/** Hands page after page on, until one names no next one. */
	private static void pages(String member, Consumer<List<JsonNode>> pages, Function<@Nullable String, JsonNode> ask) {
		String token = null;
		do {
			JsonNode answer = ask.apply(token);
			if (!answer.isObject()) {
				throw new SourceUnavailableException("A page of " + member + " is not what MLflow answers");
			}
			pages.accept(List.copyOf(answer.path(member).values()));
			String next = answer.path("next_page_token").asString("");
			if (next.equals(token)) {
				throw new SourceUnavailableException("The pages of " + member + " do not end");
			}
			token = next;
		}
		while (!token.isEmpty());
	}

}
