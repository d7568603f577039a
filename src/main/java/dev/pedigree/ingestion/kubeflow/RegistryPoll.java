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
import java.util.stream.Collectors;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One round of asking a registry: what is new or other than in the list before. A list of
 * artifacts does not say whose they are, so those of a version are asked for when it, or
 * one of them, changed; and where there is one that no version was known to have, those
 * of versions without any come first.
 */
final class RegistryPoll {

	private static final String BASE = "/api/model_registry/v1alpha3/";

	private static final int PAGE = 100;

	private static final String MODELS = "models";

	private static final String VERSIONS = "versions";

	private static final String SERVICES = "services";

	private static final String NOBODYS = "artifacts of no version";

	private final PollRound poll;

	/** When each artifact was last changed, by id. */
	private final Map<String, String> artifacts = new HashMap<>();

	/** Artifacts of which it is not known whose they are. */
	private final Set<String> nobodys = new HashSet<>();

	private final List<ObjectNode> payloads = new ArrayList<>();

	RegistryPoll(PollRound poll) {
		this.poll = poll;
	}

	/** Asks for all that changed. */
	void everything() {
		Set<String> before = this.poll.listedBefore(MODELS);
		Set<String> models = new TreeSet<>();
		for (JsonNode model : pages("registered_models")) {
			String line = id(model) + "\t" + updated(model);
			models.add(line);
			if (!before.contains(line)) {
				take("registered_model", impersonal(model));
			}
		}
		Set<String> versions = versions();
		Set<String> services = services();
		flush();
		this.poll.listed(VERSIONS, versions);
		this.poll.listed(NOBODYS, this.nobodys.stream().map(this::known).collect(Collectors.toSet()));
		this.poll.listed(MODELS, models);
		this.poll.listed(SERVICES, services);
	}

	/** The lines of all services, after what changed of them was taken. */
	private Set<String> services() {
		Map<String, String> environments = new HashMap<>();
		pages("serving_environments")
			.forEach((environment) -> environments.put(id(environment), environment.path("name").asString("")));
		Set<String> before = this.poll.listedBefore(SERVICES);
		Set<String> lines = new TreeSet<>();
		for (JsonNode service : pages("inference_services")) {
			String line = id(service) + "\t" + updated(service);
			lines.add(line);
			if (!before.contains(line)) {
				take("inference_service", impersonal(service)).put("environment",
						environments.get(service.path("servingEnvironmentId").asString("")));
			}
		}
		return lines;
	}

	/** The lines of all versions, after what changed of them was taken. */
	private Set<String> versions() {
		pages("artifacts").forEach((artifact) -> this.artifacts.put(id(artifact), updated(artifact)));
		Map<String, ListedVersion> before = new HashMap<>();
		this.poll.listedBefore(VERSIONS).stream().map(ListedVersion::of).forEach((line) -> before.put(line.id, line));
		Set<String> nobodysBefore = this.poll.listedBefore(NOBODYS);
		this.nobodys.addAll(this.artifacts.keySet());
		before.values().forEach((line) -> this.nobodys.removeAll(line.artifacts));
		Set<String> lines = new TreeSet<>();
		List<JsonNode> unchanged = new ArrayList<>();
		for (JsonNode version : pages("model_versions")) {
			ListedVersion line = before.get(id(version));
			if (line != null && line.equals(line(version, line.artifacts))) {
				unchanged.add(version);
			}
			else {
				lines.add(ask(version).text());
			}
		}
		unchanged.sort(Comparator.comparingInt((version) -> artifacts(before, version).size()));
		for (JsonNode version : unchanged) {
			boolean wanted = this.nobodys.stream().anyMatch((id) -> !nobodysBefore.contains(known(id)));
			lines.add((wanted ? ask(version) : line(version, artifacts(before, version))).text());
		}
		return lines;
	}

	private static Set<String> artifacts(Map<String, ListedVersion> before, JsonNode version) {
		return Objects.requireNonNull(before.get(id(version))).artifacts;
	}

	/** Takes a version with its artifacts. */
	private ListedVersion ask(JsonNode version) {
		Set<String> ids = new TreeSet<>();
		ArrayNode told = JsonNodeFactory.instance.arrayNode();
		for (JsonNode artifact : pages("model_versions/" + id(version) + "/artifacts")) {
			ids.add(id(artifact));
			told.add(impersonal(artifact));
			this.artifacts.put(id(artifact), updated(artifact));
		}
		this.nobodys.removeAll(ids);
		take("model_version", impersonal(version)).set("artifacts", told);
		return line(version, ids);
	}

	private ListedVersion line(JsonNode version, Set<String> ids) {
		return new ListedVersion(id(version), updated(version) + " " + ids.stream().map(this::known).toList(), ids);
	}

	private String known(String artifact) {
		return artifact + ":" + this.artifacts.get(artifact);
	}

	/**
	 * A version as it was listed.
	 *
	 * @param state tells whether it or one of its artifacts changed
	 * @param artifacts ids of those that it has
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

	private ObjectNode take(String what, ObjectNode told) {
		if (this.payloads.size() >= PAGE) {
			flush();
		}
		ObjectNode payload = JsonNodeFactory.instance.objectNode().put("observed_at", this.poll.began().toEpochMilli());
		payload.set(what, told);
		this.payloads.add(payload);
		return payload;
	}

	private void flush() {
		this.poll.take(List.copyOf(this.payloads));
		this.payloads.clear();
	}

	/** All of a collection, the oldest first: what comes meanwhile comes last. */
	private List<JsonNode> pages(String path) {
		Map<String, JsonNode> all = new LinkedHashMap<>();
		Set<String> tokens = new HashSet<>();
		String token = "";
		do {
			Map<String, Object> question = new HashMap<>(Map.of("pageSize", PAGE, "orderBy", "ID", "sortOrder", "ASC"));
			if (!token.isEmpty()) {
				question.put("nextPageToken", token);
			}
			JsonNode answer = this.poll.remote().get(BASE + path, question);
			if (!answer.path("items").isArray() && !answer.has("size")) {
				throw new SourceUnavailableException(path + " was answered without items");
			}
			answer.path("items").values().forEach((item) -> all.put(id(item), item));
			token = answer.path("nextPageToken").asString("");
			if (!token.isEmpty() && !tokens.add(token)) {
				throw new SourceUnavailableException("The pages of " + path + " do not end");
			}
		}
		while (!token.isEmpty());
		return List.copyOf(all.values());
	}

	/** Without who did it: not even what is refused keeps that. */
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
