package dev.pedigree.ingestion.kubeflow;

import java.util.ArrayList;
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
import dev.pedigree.ingestion.connector.SourceHttpClient;
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

	private static final String MODELS = "models";

	private static final String VERSIONS = "versions";

	private static final String SERVICES = "services";

	private static final String ORPHANS = "artifacts of no version";

	private final PollRound round;

	/** The time of the last update of each artifact, by id. */
	private final Map<String, String> artifacts = new HashMap<>();

	/** The ids of artifacts of unknown versions. */
	private final Set<String> orphans = new HashSet<>();

	RegistryPoll(PollRound round) {
		this.round = round;
	}

	void pollAll() {
		Set<String> models = pollChanged(MODELS, "registered_models",
				(model) -> this.round.add(payload("registered_model", model)));
		Set<String> versions = pollVersions();
		Set<String> services = pollServices();
		this.round.flush();
		this.round.saveSnapshot(VERSIONS, versions);
		this.round.saveSnapshot(ORPHANS, this.orphans.stream().map(this::known).collect(Collectors.toSet()));
		this.round.saveSnapshot(MODELS, models);
		this.round.saveSnapshot(SERVICES, services);
	}

	/** Reads new and changed items of a list; returns the new snapshot. */
	private Set<String> pollChanged(String collection, String path, Consumer<JsonNode> reader) {
		Set<String> before = this.round.snapshot(collection);
		Set<String> now = new TreeSet<>();
		for (JsonNode item : list(path)) {
			String entry = id(item) + "\t" + updated(item);
			now.add(entry);
			if (!before.contains(entry)) {
				reader.accept(item);
			}
		}
		return now;
	}

	private Set<String> pollServices() {
		Map<String, String> environments = new HashMap<>();
		list("serving_environments")
			.forEach((environment) -> environments.put(id(environment), environment.path("name").asString("")));
		return pollChanged(SERVICES, "inference_services",
				(service) -> this.round.add(payload("inference_service", service).put("environment",
						environments.get(service.path("servingEnvironmentId").asString("")))));
	}

	/** Writes new and changed versions; returns the new snapshot. */
	private Set<String> pollVersions() {
		list("artifacts").forEach((artifact) -> this.artifacts.put(id(artifact), updated(artifact)));
		Map<String, ListedVersion> before = new HashMap<>();
		this.round.snapshot(VERSIONS).stream().map(ListedVersion::of).forEach((entry) -> before.put(entry.id, entry));
		Set<String> orphansBefore = this.round.snapshot(ORPHANS);
		this.orphans.addAll(this.artifacts.keySet());
		before.values().forEach((entry) -> this.orphans.removeAll(entry.artifacts));
		Set<String> now = new TreeSet<>();
		List<JsonNode> unchanged = new ArrayList<>();
		for (JsonNode version : list("model_versions")) {
			ListedVersion entry = before.get(id(version));
			if (entry != null && entry.equals(entry(version, entry.artifacts))) {
				unchanged.add(version);
			}
			else {
				now.add(poll(version).text());
			}
		}
		unchanged.sort(Comparator.comparingInt((version) -> artifacts(before, version).size()));
		for (JsonNode version : unchanged) {
			boolean search = this.orphans.stream().anyMatch((id) -> !orphansBefore.contains(known(id)));
			now.add((search ? poll(version) : entry(version, artifacts(before, version))).text());
		}
		return now;
	}

	private static Set<String> artifacts(Map<String, ListedVersion> before, JsonNode version) {
		return Objects.requireNonNull(before.get(id(version))).artifacts;
	}

	/** Writes a version with its artifacts. */
	private ListedVersion poll(JsonNode version) {
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
		return entry(version, ids);
	}

	private ListedVersion entry(JsonNode version, Set<String> ids) {
		return new ListedVersion(id(version), updated(version) + " " + ids.stream().map(this::known).toList(), ids);
	}

	private String known(String artifact) {
		return artifact + ":" + this.artifacts.get(artifact);
	}

	/**
	 * The snapshot entry of a version.
	 *
	 * @param state the times of the last updates of the version and its artifacts
	 * @param artifacts the ids of its artifacts
	 */
	private record ListedVersion(String id, String state, Set<String> artifacts) {

		static ListedVersion of(String text) {
			List<String> parts = List.of(text.split("\t", 3));
			return new ListedVersion(parts.get(0), parts.get(1),
					parts.get(2).isEmpty() ? Set.of() : new TreeSet<>(List.of(parts.get(2).split(",", -1))));
		}

		String text() {
			return String.join("\t", this.id, this.state, String.join(",", this.artifacts));
		}

	}

	private ObjectNode payload(String member, JsonNode item) {
		return this.round.payload().set(member, impersonal(item));
	}

	/** Fetches a list, the oldest item first, so that new items come last. */
	private List<JsonNode> list(String path) {
		Map<String, JsonNode> all = new LinkedHashMap<>();
		Map<String, Object> query = new HashMap<>(Map.of("pageSize", PAGE, "orderBy", "ID", "sortOrder", "ASC"));
		SourceHttpClient.pages(path, "nextPageToken", (token) -> {
			if (!token.isEmpty()) {
				query.put("nextPageToken", token);
			}
			return this.round.client().get(BASE + path, query);
		}, (page) -> {
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
