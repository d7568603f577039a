package dev.pedigree.ingestion.mlflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.Snapshot;
import dev.pedigree.ingestion.connector.SourceHttpClient;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One poll of an MLflow server. The whole registry is listed and compared with the
 * snapshot, because aliases, renamings and deletions change no timestamp. Of runs, those
 * that ended since the cursor and running ones are fetched.
 */
final class MlflowPoll {

	private static final String RUNS = "runs";

	/** Suffix of the state of a completely captured item. */
	private static final String WHOLE = "\twhole";

	/** Suffix of the state of a version whose files could not be fetched. */
	private static final String OWED = "\towed";

	private static final int EXPERIMENTS_PER_REQUEST = 50;

	private static final int CACHED_RUNS = 1_000;

	private static final Pattern LOGGED = Pattern.compile("models:/(m-[A-Za-z0-9]+)");

	private final PollRound round;

	private final MlflowClient client;

	private final ModelFiles files;

	/** New names of renamed models. */
	private final Map<String, String> newNames = new HashMap<>();

	/** Runs that were fetched one by one; null for a deleted or hidden one. */
	private final Map<String, @Nullable JsonNode> runs = new HashMap<>();

	MlflowPoll(PollRound round) {
		this.round = round;
		this.client = new MlflowClient(round.client());
		this.files = new ModelFiles(this.client);
	}

	void pollAll() {
		Map<String, List<JsonNode>> versionsOfRuns = pollRegistry();
		Instant since = this.round.since(RUNS);
		List<String> experiments = this.client.experiments();
		for (int i = 0; i < experiments.size(); i += EXPERIMENTS_PER_REQUEST) {
			List<String> some = experiments.subList(i, Math.min(experiments.size(), i + EXPERIMENTS_PER_REQUEST));
			this.client.runs(some, since, (page) -> this.round.write(runPayloads(page, versionsOfRuns)));
		}
		this.round.saveCursor(RUNS);
	}

	void pollSubject(Subject subject) {
		JsonNode found = SourceHttpClient.findVisible(() -> this.client.find(subject));
		if (found != null) {
			this.round.write(
					(subject.version() == null) ? List.of(payload("registered_model", found)) : versionPayloads(found));
		}
		else if (isDeleted(subject)) {
			this.round.write(List.of(removal(subject)));
		}
	}

	/** Polls models and versions; returns the versions of each run. */
	private Map<String, List<JsonNode>> pollRegistry() {
		Map<String, JsonNode> models = new TreeMap<>();
		this.client.models((model) -> models.put(model.path("name").asString(""), model));
		Map<String, JsonNode> versions = new TreeMap<>();
		this.client.versions((version) -> versions.put(Subject.ofVersion(version).text(), version));
		Snapshot modelSnapshot = this.round.compare("models");
		Snapshot versionSnapshot = this.round.compare("versions");
		addRegistered(modelSnapshot, versionSnapshot);
		pollRenamings(modelSnapshot, models);
		pollDifferences(modelSnapshot, models, (model) -> List.of(payload("registered_model", model)));
		pollDifferences(versionSnapshot, versions, this::versionPayloads);
		// Both are saved together, because a renaming affects both.
		versionSnapshot.save();
		modelSnapshot.save();
		return versions.values()
			.stream()
			.filter((version) -> !version.path("run_id").asString("").isEmpty())
			.collect(Collectors.groupingBy((version) -> version.path("run_id").asString()));
	}

	/**
	 * Adds what webhooks captured since the snapshot, which may be deleted or renamed
	 * since. Its state has no suffix, so that an existing item is captured again.
	 */
	private void addRegistered(Snapshot models, Snapshot versions) {
		for (PollRound.RegisteredKeys one : this.round.registered("mlflow://" + this.round.config().name())) {
			Instant created = one.createdAt();
			((one.version() != null) ? versions : models).addKnown(new Subject(one.name(), one.version()).text(),
					((created != null) ? created.toEpochMilli() : "") + "\t");
		}
	}

	private void pollDifferences(Snapshot snapshot, Map<String, JsonNode> listed,
			Function<JsonNode, List<ObjectNode>> payloads) {
		listed.forEach((subject, item) -> {
			String state = state(item);
			String before = snapshot.before(subject);
			boolean owed = (state + OWED).equals(before);
			if (!(state + WHOLE).equals(before) && !(owed && this.files.isUnavailable())) {
				payloads.apply(item).forEach(this.round::add);
				owed = this.files.isMissing(subject);
			}
			snapshot.add(subject, state + (owed ? OWED : WHOLE));
		});
		snapshot.missing()
			.stream()
			.map(Subject::of)
			.filter((subject) -> !listed.containsKey(renamed(subject).text()))
			// A list may have shifted while it was read.
			.filter(this::isDeleted)
			.forEach((subject) -> this.round.add(removal(subject)));
		this.round.flush();
	}

	/** Whether MLflow answers that an item does not exist; a hidden one may exist. */
	private boolean isDeleted(Subject subject) {
		try {
			return this.client.find(subject) == null;
		}
		catch (SourceUnavailableException ex) {
			if (ex.isForbidden()) {
				return false;
			}
			throw ex;
		}
	}

	private Subject renamed(Subject before) {
		return new Subject(this.newNames.getOrDefault(before.name(), before.name()), before.version());
	}

	/** The state with aliases and tags, which change no timestamp. */
	private static String state(JsonNode item) {
		return String.join("\t", item.path("creation_timestamp").asString(),
				item.path("last_updated_timestamp").asString(), item.path("aliases").toString(),
				item.path("tags").toString());
	}

	/** Detects renamings: a new model has the creation time of a missing one. */
	private void pollRenamings(Snapshot snapshot, Map<String, JsonNode> models) {
		Map<String, String> created = new HashMap<>();
		models.forEach((name, model) -> {
			if (snapshot.before(name) == null) {
				created.put(model.path("creation_timestamp").asString(), name);
			}
		});
		snapshot.before().forEach((name, state) -> {
			String newName = created.get(state.substring(0, state.indexOf('\t')));
			if (newName != null && !models.containsKey(name)) {
				this.newNames.put(name, newName);
				this.round.add(event("renamed", node().put("from", name).put("to", newName)));
			}
		});
		this.round.flush();
	}

	private List<ObjectNode> runPayloads(List<JsonNode> page, Map<String, List<JsonNode>> versionsOfRuns) {
		List<ObjectNode> payloads = new ArrayList<>();
		for (JsonNode run : page) {
			payloads.add(runPayload(run));
			versionsOfRuns.getOrDefault(run.path("info").path("run_id").asString(""), List.of())
				.forEach((version) -> payloads.add(versionPayload(version, run)));
		}
		return payloads;
	}

	private List<ObjectNode> versionPayloads(JsonNode version) {
		String id = version.path("run_id").asString("");
		JsonNode run = id.isEmpty() ? null : run(id);
		ObjectNode payload = versionPayload(version, run);
		this.files.add(payload, version, run);
		return (run != null) ? List.of(runPayload(run), payload) : List.of(payload);
	}

	private ObjectNode runPayload(JsonNode run) {
		String parent = MlflowRun.tag(run, "mlflow.parentRunId");
		return add(payload("run", run), "parent", (parent != null) ? run(parent) : null);
	}

	private ObjectNode versionPayload(JsonNode version, @Nullable JsonNode run) {
		ObjectNode payload = add(payload("model_version", version), "run", run);
		Matcher source = LOGGED.matcher(version.path("source").asString(""));
		return source.matches() ? add(payload, "logged_model",
				SourceHttpClient.findVisible(() -> this.client.loggedModel(source.group(1)))) : payload;
	}

	private @Nullable JsonNode run(String id) {
		if (!this.runs.containsKey(id)) {
			if (this.runs.size() >= CACHED_RUNS) {
				this.runs.clear();
			}
			this.runs.put(id, SourceHttpClient.findVisible(() -> this.client.run(id)));
		}
		return this.runs.get(id);
	}

	private ObjectNode payload(String member, JsonNode item) {
		return add(this.round.payload(), member, item);
	}

	private static ObjectNode add(ObjectNode payload, String member, @Nullable JsonNode item) {
		return (item != null) ? payload.set(member, MlflowClient.impersonal(item)) : payload;
	}

	private ObjectNode removal(Subject subject) {
		return event("removed", node().put("name", subject.name()).put("version", subject.version()));
	}

	private ObjectNode event(String member, ObjectNode value) {
		return node().set(member, value.put("at", this.round.startedAt().toEpochMilli()));
	}

	private static ObjectNode node() {
		return JsonNodeFactory.instance.objectNode();
	}

}
