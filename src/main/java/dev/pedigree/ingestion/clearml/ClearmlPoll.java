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
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.Snapshot;
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

	private final Map<ClearmlKind, Map<String, JsonNode>> cache = new EnumMap<>(ClearmlKind.class);

	/** Models that were written with their tasks. */
	private final Set<String> written = new HashSet<>();

	/** Whether all payloads were accepted or rejected. */
	private boolean complete = true;

	ClearmlPoll(PollRound round) {
		this.round = round;
		this.client = new ClearmlClient(round.client());
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
		Set<String> taskIds = new TreeSet<>();
		Set<String> modelIds = new TreeSet<>();
		for (JsonNode task : tasks) {
			taskIds.add(id(task, "parent"));
			taskIds.addAll(ClearmlTask.datasets(task));
			modelIds.addAll(ClearmlTask.models(task, "input"));
			modelIds.addAll(ClearmlTask.models(task, "output"));
		}
		fetchProjects(Stream.of(tasks, find(ClearmlKind.TASKS, taskIds), find(ClearmlKind.MODELS, modelIds)));
		for (JsonNode task : tasks) {
			this.round.add(taskPayload(task));
			visible(ClearmlKind.MODELS, ClearmlTask.models(task, "output"))
				.filter((model) -> this.written.add(id(model, "id")))
				.forEach((model) -> addModel(model, task));
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
		visible(ClearmlKind.TASKS, ClearmlTask.datasets(task)).filter(ClearmlTask::isDataset)
			.map(this::identity)
			.forEach(payload.putArray("datasets")::add);
		visible(ClearmlKind.MODELS, ClearmlTask.models(task, "input")).map(this::identity)
			.forEach(payload.putArray("inputs")::add);
		return payload;
	}

	/** Adds a model, and separately its run: an old task may be rejected alone. */
	private void addModel(JsonNode model, @Nullable JsonNode task) {
		for (String member : (task != null) ? List.of("model", "made") : List.of("model")) {
			ObjectNode payload = this.round.payload().set(member, withProject(model));
			this.round.add((task != null) ? payload.set("task", withProject(task)) : payload);
		}
	}

	private void pollEndpoints() {
		Map<String, ObjectNode> endpoints = new TreeMap<>();
		try {
			this.client.list("serving.get_endpoints", ENDPOINTS, ClearmlClient.query())
				.stream()
				.sorted(Comparator.comparing((endpoint) -> endpoint.path("url").asString("")))
				.forEach((endpoint) -> addEndpoint(endpoint, endpoints));
		}
		catch (SourceUnavailableException ex) {
			if (ex.isMissing(NO_SERVING)) {
				return;
			}
			throw ex;
		}
		Snapshot snapshot = this.round.compare(ENDPOINTS);
		endpoints.forEach((name, payload) -> {
			if (snapshot.add(name, payload.path("endpoint").toString() + payload.path("models"))) {
				this.round.add(payload);
			}
		});
		snapshot.missing().forEach((name) -> this.round.add(this.round.payload().put("gone", name)));
		this.complete &= this.round.flush();
		if (this.complete) {
			snapshot.save();
		}
	}

	private void addEndpoint(JsonNode endpoint, Map<String, ObjectNode> endpoints) {
		JsonNode details = this.client.call("serving.get_endpoint_details",
				ClearmlClient.query().put("endpoint_url", endpoint.path("url").asString("")));
		Set<String> ids = details.path("instances")
			.valueStream()
			.flatMap((instance) -> instance.path("reference").valueStream())
			.filter((reference) -> "model".equals(reference.path("type").asString("")))
			.map((reference) -> reference.path("value").asString(""))
			.collect(Collectors.toCollection(TreeSet::new));
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
		return this.cache.computeIfAbsent(kind, (_) -> new HashMap<>());
	}

	private ObjectNode withProject(JsonNode item) {
		ObjectNode copy = (ObjectNode) item.deepCopy();
		JsonNode project = cache(ClearmlKind.PROJECTS).get(id(item, "project"));
		return (project != null) ? copy.set(ClearmlKind.PROJECT_NAME, project.path("name")) : copy;
	}

	/** The members of an item that its key needs. */
	private ObjectNode identity(JsonNode item) {
		return withProject(item).retain("id", "name", "status", "project", ClearmlKind.PROJECT_NAME);
	}

	private static String id(JsonNode item, String member) {
		return item.path(member).asString("");
	}

}
