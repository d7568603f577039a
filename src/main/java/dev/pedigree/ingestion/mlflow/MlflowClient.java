package dev.pedigree.ingestion.mlflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import dev.pedigree.ingestion.connector.SourceHttpClient;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * REST client of MLflow 2 and 3. Lists are sorted so that new items come last, because
 * page tokens are offsets.
 */
final class MlflowClient {

	static final int PAGE = 200;

	static final String NOT_FOUND = "RESOURCE_DOES_NOT_EXIST";

	/** The files that are fetched usually have some thousand bytes. */
	private static final int MAX_FILE_BYTES = 1_000_000;

	private static final Set<String> PERSONAL = Set.of("mlflow.user", ModelFiles.HISTORY);

	private static final String BASE = "/api/2.0/mlflow/";

	private static final String PAGE_TOKEN = "page_token";

	private static final String NEXT_PAGE = "next_page_token";

	private final SourceHttpClient client;

	MlflowClient(SourceHttpClient client) {
		this.client = client;
	}

	void models(Consumer<JsonNode> reader) {
		read("registered-models/search", "registered_models", Map.of("max_results", PAGE, "order_by", "name ASC"),
				reader);
	}

	void versions(Consumer<JsonNode> reader) {
		read("model-versions/search", "model_versions",
				Map.of("max_results", PAGE, "order_by", "creation_timestamp ASC"), reader);
	}

	List<String> experiments() {
		List<String> ids = new ArrayList<>();
		read("experiments/search", "experiments", Map.of("max_results", PAGE),
				(experiment) -> ids.add(experiment.path("experiment_id").asString()));
		return ids;
	}

	private void read(String path, String member, Map<String, ?> parameters, Consumer<JsonNode> reader) {
		this.client.pages(BASE + path, parameters, PAGE_TOKEN, NEXT_PAGE,
				(page) -> page.path(member).values().forEach(reader));
	}

	/** Fetches running runs, and those that ended at a time (null: any) or later. */
	void runs(List<String> experiments, @Nullable Instant since, Consumer<List<JsonNode>> reader) {
		List<String> filters = (since == null) ? List.of("")
				: List.of("attributes.end_time >= " + since.toEpochMilli(), "attributes.status = 'RUNNING'");
		for (String filter : filters) {
			ObjectNode query = JsonNodeFactory.instance.objectNode().put("max_results", PAGE).put("filter", filter);
			experiments.forEach(query.putArray("experiment_ids")::add);
			query.putArray("order_by").add("attributes.start_time ASC");
			SourceHttpClient.pages("runs", NEXT_PAGE, (token) -> {
				if (!token.isEmpty()) {
					query.put(PAGE_TOKEN, token);
				}
				return this.client.post(BASE + "runs/search", query);
			}, (page) -> reader.accept(List.copyOf(page.path("runs").values())));
		}
	}

	@Nullable JsonNode find(Subject subject) {
		String version = subject.version();
		return (version == null) ? find("registered-models/get", "registered_model", Map.of("name", subject.name()))
				: find("model-versions/get", "model_version", Map.of("name", subject.name(), "version", version));
	}

	@Nullable JsonNode run(String id) {
		return find("runs/get", "run", Map.of("run_id", id));
	}

	@Nullable JsonNode loggedModel(String id) {
		return find("logged-models/" + id, "model", Map.of());
	}

	String file(Subject subject, String path) {
		return this.client.file("/model-versions/get-artifact",
				Map.of("name", subject.name(), "version", Objects.requireNonNull(subject.version()), "path", path),
				MAX_FILE_BYTES);
	}

	/**
	 * Copies an item without users and without the model files in tags of runs, which are
	 * stored with the versions. Rejected payloads do not have them either.
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

	private @Nullable JsonNode find(String path, String member, Map<String, String> parameters) {
		JsonNode answer = this.client.find(BASE + path, parameters, NOT_FOUND);
		if (answer != null && !answer.path(member).isObject()) {
			throw new SourceUnavailableException(path + " was answered without " + member);
		}
		return (answer != null) ? answer.path(member) : null;
	}

}
