package dev.pedigree.ingestion.clearml;

import java.util.ArrayList;
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
 * One round of asking a ClearML server: the tasks and models that changed, with what they
 * name by id only, and the endpoints that serve.
 */
final class ClearmlPoll {

	private static final String ENDPOINTS = "endpoints";

	/** How an older server, which serves nothing, begins to say so. */
	private static final String NO_SERVING = "Unable to find endpoint";

	private static final int REMEMBERED = 1_000;

	private final PollRound poll;

	private final ClearmlClient client;

	/** What was asked for by id, or came by itself, by id. */
	private final Map<ClearmlKind, Map<String, JsonNode>> known = new EnumMap<>(ClearmlKind.class);

	/** Models that were taken with the task that put them out. */
	private final Set<String> told = new HashSet<>();

	/** Whether all that was taken is written, or refused. */
	private boolean whole = true;

	ClearmlPoll(PollRound poll) {
		this.poll = poll;
		this.client = new ClearmlClient(poll.remote());
		for (ClearmlKind kind : ClearmlKind.values()) {
			this.known.put(kind, new HashMap<>());
		}
	}

	/** Asks for all that changed. */
	void everything() {
		changed(ClearmlKind.TASKS, this::tasks);
		changed(ClearmlKind.MODELS, this::models);
		endpoints();
	}

	private void changed(ClearmlKind kind, Consumer<List<JsonNode>> page) {
		this.client.changed(kind, this.poll.since(kind.word()), (items) -> {
			this.known.values().stream().filter((all) -> all.size() > REMEMBERED).forEach(Map::clear);
			page.accept(items.stream().map((item) -> remembered(kind, item)).toList());
		});
		if (this.whole) {
			this.poll.reached(kind.word(), this.poll.began());
		}
	}

	/** Takes tasks, each with the models that it put out: these have its figures. */
	private void tasks(List<JsonNode> tasks) {
		List<JsonNode> related = find(ClearmlKind.TASKS,
				tasks.stream()
					.flatMap(
							(task) -> Stream.concat(Stream.of(id(task, "parent")), ClearmlTask.datasets(task).stream()))
					.toList());
		List<JsonNode> models = find(ClearmlKind.MODELS, tasks.stream()
			.flatMap((task) -> Stream.of("input", "output").flatMap((side) -> ClearmlTask.models(task, side).stream()))
			.toList());
		projects(Stream.of(tasks, related, models));
		List<ObjectNode> payloads = new ArrayList<>();
		for (JsonNode task : tasks) {
			payloads.add(ofTask(task));
			for (String id : ClearmlTask.models(task, "output")) {
				JsonNode model = shown(ClearmlKind.MODELS, id);
				if (model != null && this.told.add(id)) {
					payloads.addAll(ofModel(model, task));
				}
			}
		}
		take(payloads);
	}

	private void models(List<JsonNode> page) {
		List<JsonNode> models = page.stream().filter((model) -> !this.told.contains(id(model, "id"))).toList();
		List<JsonNode> tasks = find(ClearmlKind.TASKS, models.stream().map((model) -> id(model, "task")).toList());
		projects(Stream.of(models, tasks));
		take(models.stream()
			.flatMap((model) -> ofModel(model, shown(ClearmlKind.TASKS, id(model, "task"))).stream())
			.toList());
	}

	private ObjectNode ofTask(JsonNode task) {
		ObjectNode payload = payload().set("task", placed(task));
		JsonNode parent = shown(ClearmlKind.TASKS, id(task, "parent"));
		// Others are what a task was copied from, and no run that it is part of.
		if (parent != null && parent.path("type").asString("").equals("controller")) {
			payload.set("parent", named(parent));
		}
		ArrayNode datasets = payload.putArray("datasets");
		shown(ClearmlKind.TASKS, ClearmlTask.datasets(task)).filter(ClearmlTask::isDataset)
			.map(this::named)
			.forEach(datasets::add);
		ArrayNode inputs = payload.putArray("inputs");
		shown(ClearmlKind.MODELS, ClearmlTask.models(task, "input")).map(this::named).forEach(inputs::add);
		return payload;
	}

	/**
	 * What a model is, and that its task made it: a task of long ago is refused, and its
	 * model is not.
	 */
	private List<ObjectNode> ofModel(JsonNode model, @Nullable JsonNode task) {
		ObjectNode payload = payload().set("model", placed(model));
		if (task == null) {
			return List.of(payload);
		}
		payload.set("task", placed(task));
		return List.of(payload, payload().set("made", placed(model)).set("task", placed(task)));
	}

	/** Those endpoints that are new or serve something else, and those that are gone. */
	private void endpoints() {
		Map<String, ObjectNode> endpoints = new TreeMap<>();
		try {
			JsonNode listed = this.client.ask("serving.get_endpoints", ClearmlClient.question()).path(ENDPOINTS);
			if (!listed.isArray()) {
				throw new SourceUnavailableException("serving.get_endpoints was answered without endpoints");
			}
			listed.valueStream()
				.sorted(Comparator.comparing((endpoint) -> endpoint.path("url").asString("")))
				.forEach((endpoint) -> endpoint(endpoint, endpoints));
		}
		catch (SourceUnavailableException ex) {
			if (ex.isMissing(NO_SERVING)) {
				return;
			}
			throw ex;
		}
		Set<String> before = this.poll.listedBefore(ENDPOINTS);
		Set<String> now = new TreeSet<>();
		List<ObjectNode> payloads = new ArrayList<>();
		endpoints.forEach((name, payload) -> {
			String line = name + "\t" + payload.path("endpoint") + payload.path("models");
			now.add(line);
			if (!before.contains(line)) {
				payloads.add(payload);
			}
		});
		before.stream()
			.map((line) -> line.substring(0, line.indexOf('\t')))
			.filter((name) -> !endpoints.containsKey(name))
			.distinct()
			.forEach((name) -> payloads.add(payload().put("gone", name)));
		take(payloads);
		if (this.whole) {
			this.poll.listed(ENDPOINTS, now);
		}
	}

	/** Adds what an endpoint's instances say that they serve. */
	private void endpoint(JsonNode endpoint, Map<String, ObjectNode> endpoints) {
		JsonNode details = this.client.ask("serving.get_endpoint_details",
				ClearmlClient.question().put("endpoint_url", endpoint.path("url").asString("")));
		Set<String> ids = new TreeSet<>();
		details.path("instances")
			.valueStream()
			.flatMap((instance) -> instance.path("reference").valueStream())
			.filter((reference) -> "model".equals(reference.path("type").asString("")))
			.forEach((reference) -> ids.add(reference.path("value").asString("")));
		projects(Stream.of(find(ClearmlKind.MODELS, ids)));
		ObjectNode told = ClearmlClient.question();
		for (String member : List.of("endpoint", "url", "model", "model_source")) {
			JsonNode value = details.path(member).isString() ? details.path(member) : endpoint.path(member);
			if (value.isString()) {
				told.set(member, value);
			}
		}
		// One name may have several addresses, each with instances of its own.
		ObjectNode payload = endpoints.computeIfAbsent(told.path("endpoint").asString(""),
				(_) -> payload().set("endpoint", told));
		Set<JsonNode> models = new LinkedHashSet<>(payload.path("models").values());
		shown(ClearmlKind.MODELS, ids).map(this::named).forEach(models::add);
		payload.putArray("models").addAll(models);
	}

	private void take(List<ObjectNode> payloads) {
		this.whole &= this.poll.take(payloads);
	}

	private JsonNode remembered(ClearmlKind kind, JsonNode item) {
		JsonNode stripped = kind.stripped(item);
		of(kind).put(id(item, "id"), stripped);
		return stripped;
	}

	/** What these ids name, asked for where it is not known yet. */
	private List<JsonNode> find(ClearmlKind kind, Collection<String> ids) {
		Set<String> unknown = new TreeSet<>(ids);
		unknown.removeAll(of(kind).keySet());
		unknown.remove("");
		this.client.find(kind, unknown).values().forEach((item) -> remembered(kind, item));
		return ids.stream().map(of(kind)::get).filter(Objects::nonNull).toList();
	}

	private void projects(Stream<List<JsonNode>> items) {
		find(ClearmlKind.PROJECTS, items.flatMap(List::stream).map((item) -> id(item, "project")).toList());
	}

	/** What something else names; null unless it and its project are shown to us. */
	private @Nullable JsonNode shown(ClearmlKind kind, String id) {
		JsonNode item = of(kind).get(id);
		String project = (item != null) ? id(item, "project") : "";
		return (project.isEmpty() || of(ClearmlKind.PROJECTS).containsKey(project)) ? item : null;
	}

	private Stream<JsonNode> shown(ClearmlKind kind, Collection<String> ids) {
		return ids.stream().flatMap((id) -> Stream.ofNullable(shown(kind, id)));
	}

	private Map<String, JsonNode> of(ClearmlKind kind) {
		return Objects.requireNonNull(this.known.get(kind));
	}

	/** An item with the path of its project, by which it is named. */
	private ObjectNode placed(JsonNode item) {
		ObjectNode placed = (ObjectNode) item.deepCopy();
		JsonNode project = of(ClearmlKind.PROJECTS).get(id(item, "project"));
		if (project != null) {
			placed.set(ClearmlKind.PROJECT_NAME, project.path("name"));
		}
		return placed;
	}

	/** No more of an item than names it. */
	private ObjectNode named(JsonNode item) {
		return placed(item).retain("id", "name", "status", "project", ClearmlKind.PROJECT_NAME);
	}

	private static String id(JsonNode item, String member) {
		return item.path(member).asString("");
	}

	private ObjectNode payload() {
		return ClearmlClient.question().put("observed_at", this.poll.began().toEpochMilli());
	}

}
