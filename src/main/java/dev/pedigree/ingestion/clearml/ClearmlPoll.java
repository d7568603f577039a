package dev.pedigree.ingestion.clearml;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One poll of a ClearML server: changed tasks and models, with the items that they
 * reference, and serving endpoints.
 */
final class ClearmlPoll {

	private static final String ENDPOINTS = "endpoints";

	/** The error of older servers without serving. */
	private static final String NO_SERVING = "Unable to find endpoint";

	private static final int CACHED_ITEMS = 1_000;

	private final PollRound round;

	private final ClearmlClient client;

	/** Fetched items by id. */
	private final Map<ClearmlKind, Map<String, JsonNode>> cache = new EnumMap<>(ClearmlKind.class);

	/** Models that were written with their tasks. */
	private final Set<String> written = new HashSet<>();

	/** Whether all payloads were accepted or rejected. */
	private boolean complete = true;

	ClearmlPoll(PollRound round) {
		this.round = round;
		this.client = new ClearmlClient(round.client());
		for (ClearmlKind kind : ClearmlKind.values()) {
			this.cache.put(kind, new HashMap<>());
		}
	}

	void pollAll() {
		pollChanged(ClearmlKind.TASKS, this::pollTasks);
		pollChanged(ClearmlKind.MODELS, this::pollModels);
		pollEndpoints();
	}

	private void pollChanged(ClearmlKind kind, Consumer<List<JsonNode>> reader) {
		this.client.changed(kind, this.round.since(kind.plural()), (items) -> {
			this.cache.values().stream().filter((all) -> all.size() > CACHED_ITEMS).forEach(Map::clear);
			reader.accept(items.stream().map((item) -> cached(kind, item)).toList());
		});
		if (this.complete) {
			this.round.saveCursor(kind.plural());
		}
	}

	/** Writes tasks, each with the models that it wrote, which have its metrics. */
	private void pollTasks(List<JsonNode> tasks) {
		List<JsonNode> related = find(ClearmlKind.TASKS,
				tasks.stream()
					.flatMap(
							(task) -> Stream.concat(Stream.of(id(task, "parent")), ClearmlTask.datasets(task).stream()))
					.toList());
		List<JsonNode> models = find(ClearmlKind.MODELS, tasks.stream()
			.flatMap((task) -> Stream.of("input", "output").flatMap((side) -> ClearmlTask.models(task, side).stream()))
			.toList());
		fetchProjects(Stream.of(tasks, related, models));
		for (JsonNode task : tasks) {
			this.round.add(taskPayload(task));
			for (String id : ClearmlTask.models(task, "output")) {
				JsonNode model = visible(ClearmlKind.MODELS, id);
				if (model != null && this.written.add(id)) {
					addModel(model, task);
				}
			}
		}
		this.complete &= this.round.flush();
	}

	private void pollModels(List<JsonNode> page) {
		List<JsonNode> models = page.stream().filter((model) -> !this.written.contains(id(model, "id"))).toList();
		List<JsonNode> tasks = find(ClearmlKind.TASKS, models.stream().map((model) -> id(model, "task")).toList());
		fetchProjects(Stream.of(models, tasks));
		models.forEach((model) -> addModel(model, visible(ClearmlKind.TASKS, id(model, "task"))));
		this.complete &= this.round.flush();
	}

	private ObjectNode taskPayload(JsonNode task) {
		ObjectNode payload = this.round.payload().set("task", withProject(task));
		JsonNode parent = visible(ClearmlKind.TASKS, id(task, "parent"));
		// Another parent is the task from which this one was copied.
		if (parent != null && parent.path("type").asString("").equals("controller")) {
			payload.set("parent", identity(parent));
		}
		ArrayNode datasets = payload.putArray("datasets");
		visible(ClearmlKind.TASKS, ClearmlTask.datasets(task)).filter(ClearmlTask::isDataset)
			.map(this::identity)
			.forEach(datasets::add);
		ArrayNode inputs = payload.putArray("inputs");
		visible(ClearmlKind.MODELS, ClearmlTask.models(task, "input")).map(this::identity).forEach(inputs::add);
		return payload;
	}

	/**
	 * Adds a model, and separately the run of its task: an old task may be rejected,
	 * without the model.
	 */
	private void addModel(JsonNode model, @Nullable JsonNode task) {
		ObjectNode payload = this.round.payload().set("model", withProject(model));
		if (task != null) {
			payload.set("task", withProject(task));
		}
		this.round.add(payload);
		if (task != null) {
			this.round.add(this.round.payload().set("made", withProject(model)).set("task", withProject(task)));
		}
	}

	/** Writes new and changed endpoints, and removals. */
	private void pollEndpoints() {
		Map<String, ObjectNode> endpoints = new TreeMap<>();
		try {
			JsonNode listed = this.client.call("serving.get_endpoints", ClearmlClient.query()).path(ENDPOINTS);
			if (!listed.isArray()) {
				throw new SourceUnavailableException("serving.get_endpoints was answered without endpoints");
			}
			listed.valueStream()
				.sorted(Comparator.comparing((endpoint) -> endpoint.path("url").asString("")))
				.forEach((endpoint) -> addEndpoint(endpoint, endpoints));
		}
		catch (SourceUnavailableException ex) {
			if (ex.isMissing(NO_SERVING)) {
				return;
			}
			throw ex;
		}
		Set<String> before = this.round.snapshot(ENDPOINTS);
		Set<String> now = new TreeSet<>();
		endpoints.forEach((name, payload) -> {
			String entry = name + "\t" + payload.path("endpoint") + payload.path("models");
			now.add(entry);
			if (!before.contains(entry)) {
				this.round.add(payload);
			}
		});
		before.stream()
			.map((entry) -> entry.substring(0, entry.indexOf('\t')))
			.filter((name) -> !endpoints.containsKey(name))
			.distinct()
			.forEach((name) -> this.round.add(this.round.payload().put("gone", name)));
		this.complete &= this.round.flush();
		if (this.complete) {
			this.round.saveSnapshot(ENDPOINTS, now);
		}
	}

	/** Adds an endpoint with the models that its instances serve. */
	private void addEndpoint(JsonNode endpoint, Map<String, ObjectNode> endpoints) {
		JsonNode details = this.client.call("serving.get_endpoint_details",
				ClearmlClient.query().put("endpoint_url", endpoint.path("url").asString("")));
		Set<String> ids = new TreeSet<>();
		details.path("instances")
			.valueStream()
			.flatMap((instance) -> instance.path("reference").valueStream())
			.filter((reference) -> "model".equals(reference.path("type").asString("")))
			.forEach((reference) -> ids.add(reference.path("value").asString("")));
		fetchProjects(Stream.of(find(ClearmlKind.MODELS, ids)));
		ObjectNode copy = ClearmlClient.query();
		for (String member : List.of("endpoint", "url", "model", "model_source")) {
			JsonNode value = details.path(member).isString() ? details.path(member) : endpoint.path(member);
			if (value.isString()) {
				copy.set(member, value);
			}
		}
		// A name may have several URLs with their own instances.
		ObjectNode payload = endpoints.computeIfAbsent(copy.path("endpoint").asString(""),
				(_) -> this.round.payload().set("endpoint", copy));
		Set<JsonNode> models = new LinkedHashSet<>(payload.path("models").values());
		visible(ClearmlKind.MODELS, ids).map(this::identity).forEach(models::add);
		payload.putArray("models").addAll(models);
	}

	private JsonNode cached(ClearmlKind kind, JsonNode item) {
		JsonNode stripped = kind.strip(item);
		cache(kind).put(id(item, "id"), stripped);
		return stripped;
	}

	/** Finds items by id, in the cache or on the server. */
	private List<JsonNode> find(ClearmlKind kind, Collection<String> ids) {
		Set<String> unknown = new TreeSet<>(ids);
		unknown.removeAll(cache(kind).keySet());
		unknown.remove("");
		this.client.find(kind, unknown).values().forEach((item) -> cached(kind, item));
		return ids.stream().map(cache(kind)::get).filter(Objects::nonNull).toList();
	}

	private void fetchProjects(Stream<List<JsonNode>> items) {
		find(ClearmlKind.PROJECTS, items.flatMap(List::stream).map((item) -> id(item, "project")).toList());
	}

	/** A cached item; null unless it and its project are visible to the catalog. */
	private @Nullable JsonNode visible(ClearmlKind kind, String id) {
		JsonNode item = cache(kind).get(id);
		String project = (item != null) ? id(item, "project") : "";
		return (project.isEmpty() || cache(ClearmlKind.PROJECTS).containsKey(project)) ? item : null;
	}

	private Stream<JsonNode> visible(ClearmlKind kind, Collection<String> ids) {
		return ids.stream().flatMap((id) -> Stream.ofNullable(visible(kind, id)));
	}

	private Map<String, JsonNode> cache(ClearmlKind kind) {
		return Objects.requireNonNull(this.cache.get(kind));
	}

	/** Copies an item and adds the path of its project. */
	private ObjectNode withProject(JsonNode item) {
		ObjectNode copy = (ObjectNode) item.deepCopy();
		JsonNode project = cache(ClearmlKind.PROJECTS).get(id(item, "project"));
		if (project != null) {
			copy.set(ClearmlKind.PROJECT_NAME, project.path("name"));
		}
		return copy;
	}

	/** The members of an item that its key needs. */
	private ObjectNode identity(JsonNode item) {
		return withProject(item).retain("id", "name", "status", "project", ClearmlKind.PROJECT_NAME);
	}

	private static String id(JsonNode item, String member) {
		return item.path(member).asString("");
	}

}
