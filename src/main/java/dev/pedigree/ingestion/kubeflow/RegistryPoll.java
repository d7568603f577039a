package dev.pedigree.ingestion.kubeflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.Snapshot;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One poll of a model registry: new and changed items since the snapshot. The list of
 * artifacts does not name their versions, so the artifacts of a version are fetched if it
 * or one of them changed. For an artifact of an unknown version, the unchanged versions
 * are searched, those without artifacts first.
 */
final class RegistryPoll {

	private static final String BASE = "/api/model_registry/v1alpha3/";

	private static final int PAGE = 100;

	private static final String ORPHANS = "artifacts of no version";

	private final PollRound round;

	private final Map<String, String> artifacts = new HashMap<>();

	private final Set<String> orphans = new HashSet<>();

	RegistryPoll(PollRound round) {
		this.round = round;
	}

	void pollAll() {
		Snapshot models = pollChanged("models", "registered_models",
				(model) -> this.round.add(payload("registered_model", model)));
		Snapshot versions = pollVersions();
		Snapshot services = pollServices();
		this.round.flush();
		versions.save();
		this.round.saveSnapshot(ORPHANS, this.orphans.stream().map(this::known).collect(Collectors.toSet()));
		models.save();
		services.save();
	}

	private Snapshot pollChanged(String collection, String path, Consumer<JsonNode> reader) {
		Snapshot snapshot = this.round.compare(collection);
		for (JsonNode item : list(path)) {
			if (snapshot.add(id(item), updated(item))) {
				reader.accept(item);
			}
		}
		return snapshot;
	}

	private Snapshot pollServices() {
		Map<String, String> environments = new HashMap<>();
		list("serving_environments")
			.forEach((environment) -> environments.put(id(environment), environment.path("name").asString("")));
		return pollChanged("services", "inference_services",
				(service) -> this.round.add(payload("inference_service", service).put("environment",
						environments.get(service.path("servingEnvironmentId").asString("")))));
	}

	private Snapshot pollVersions() {
		list("artifacts").forEach((artifact) -> this.artifacts.put(id(artifact), updated(artifact)));
		this.orphans.addAll(this.artifacts.keySet());
		Map<String, List<String>> before = new HashMap<>();
		Snapshot snapshot = this.round.compare("versions");
		snapshot.before().forEach((id, state) -> before.put(id, artifacts(state)));
		before.values().forEach(this.orphans::removeAll);
		List<JsonNode> unchanged = new ArrayList<>();
		for (JsonNode version : list("model_versions")) {
			List<String> ids = before.getOrDefault(id(version), List.of());
			if (state(version, ids).equals(snapshot.before(id(version)))) {
				unchanged.add(version);
			}
			else {
				snapshot.add(id(version), poll(version));
			}
		}
		unchanged.sort(Comparator.comparingInt((version) -> artifacts(before, version).size()));
		Set<String> orphansBefore = this.round.snapshot(ORPHANS);
		for (JsonNode version : unchanged) {
			boolean search = this.orphans.stream().anyMatch((id) -> !orphansBefore.contains(known(id)));
			snapshot.add(id(version), search ? poll(version) : state(version, artifacts(before, version)));
		}
		return snapshot;
	}

	private static List<String> artifacts(Map<String, List<String>> before, JsonNode version) {
		return Objects.requireNonNull(before.get(id(version)));
	}

	private String poll(JsonNode version) {
		Set<String> ids = new TreeSet<>();
		ObjectNode payload = payload("model_version", version);
		ArrayNode list = payload.putArray("artifacts");
		for (JsonNode artifact : list("model_versions/" + id(version) + "/artifacts")) {
			ids.add(id(artifact));
			list.add(impersonal(artifact));
			this.artifacts.put(id(artifact), updated(artifact));
		}
		this.orphans.removeAll(ids);
		this.round.add(payload);
		return state(version, ids);
	}

	/** The state of a version, with last update and id of each artifact. */
	private String state(JsonNode version, Collection<String> ids) {
		return updated(version) + " " + ids.stream().map(this::known).toList() + "\t" + String.join(",", ids);
	}

	private static List<String> artifacts(String state) {
		return Arrays.stream(state.substring(state.indexOf('\t') + 1).split(","))
			.filter((id) -> !id.isEmpty())
			.toList();
	}

	private String known(String artifact) {
		return artifact + ":" + this.artifacts.get(artifact);
	}

	private ObjectNode payload(String member, JsonNode item) {
		return this.round.payload().set(member, impersonal(item));
	}

	/** Fetches a list, the oldest item first, so that new items come last. */
	private List<JsonNode> list(String path) {
		Map<String, JsonNode> all = new LinkedHashMap<>();
		Map<String, ?> query = Map.of("pageSize", PAGE, "orderBy", "ID", "sortOrder", "ASC");
		this.round.client().pages(BASE + path, query, "nextPageToken", "nextPageToken", (page) -> {
			if (!page.path("items").isArray() && !page.has("size")) {
				throw new SourceUnavailableException(path + " was answered without items");
			}
			page.path("items").values().forEach((item) -> all.put(id(item), item));
		});
		return List.copyOf(all.values());
	}

	/** Copies an item without its author. Rejected payloads do not have it either. */
	private static ObjectNode impersonal(JsonNode item) {
		ObjectNode copy = (ObjectNode) item.deepCopy();
		copy.remove("author");
		return copy;
	}

	private static String id(JsonNode item) {
		return item.path("id").asString("");
	}

	private static String updated(JsonNode item) {
		return item.path("lastUpdateTimeSinceEpoch").asString("");
	}

}
