package dev.pedigree.ingestion.mlflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.connector.PollRound;
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

	private static final String MODELS = "models";

	private static final String VERSIONS = "versions";

	private static final String RUNS = "runs";

	/** Suffix of the snapshot entry of a completely captured item. */
	private static final String WHOLE = "\twhole";

	/** Suffix of the snapshot entry of a version whose files could not be fetched. */
	private static final String OWED = "\towed";

	private static final int EXPERIMENTS_PER_REQUEST = 50;

	private static final int CACHED_RUNS = 1_000;

	private static final Pattern LOGGED = Pattern.compile("models:/(m-[A-Za-z0-9]+)");

	private final PollRound round;

	private final MlflowClient client;

	private final ModelFiles files;

	/** New names of renamed models, by old name. */
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

	/** Polls one model or version. */
	void pollSubject(Subject subject) {
		JsonNode found = visible(() -> this.client.find(subject));
		if (found == null && !isDeleted(subject)) {
			return;
		}
		if (found == null) {
			this.round.write(List.of(removal(subject)));
		}
		else if (subject.version() == null) {
			this.round.write(List.of(payload("registered_model", found)));
		}
		else {
			this.round.write(versionPayloads(found));
		}
	}

	/** Polls models and versions; returns the versions of each run. */
	private Map<String, List<JsonNode>> pollRegistry() {
		Map<String, JsonNode> models = new TreeMap<>();
		this.client.models((page) -> page.forEach((model) -> models.put(model.path("name").asString(""), model)));
		Map<String, JsonNode> versions = new TreeMap<>();
		this.client.versions((page) -> page.forEach((version) -> versions.put(
				Subject.version(version.path("name").asString(""), version.path("version").asString("")).text(),
				version)));
		Set<String> modelsBefore = this.round.snapshot(MODELS);
		Set<String> versionsBefore = this.round.snapshot(VERSIONS);
		addRegistered(modelsBefore, versionsBefore);
		pollRenamings(modelsBefore, models);
		Set<String> modelEntries = pollDifferences(modelsBefore, models,
				(model) -> List.of(payload("registered_model", model)));
		Set<String> versionEntries = pollDifferences(versionsBefore, versions, this::versionPayloads);
		// Both are saved together, because a renaming affects both.
		this.round.saveSnapshot(VERSIONS, versionEntries);
		this.round.saveSnapshot(MODELS, modelEntries);
		return versions.values()
			.stream()
			.filter((version) -> !version.path("run_id").asString("").isEmpty())
			.collect(Collectors.groupingBy((version) -> version.path("run_id").asString()));
	}

	/**
	 * Adds what webhooks captured since the snapshot, which may be deleted or renamed
	 * since. Such an entry has no suffix, so that an existing item is captured again.
	 */
	private void addRegistered(Set<String> models, Set<String> versions) {
		Set<String> listed = new TreeSet<>();
		models.forEach((entry) -> listed.add(subject(entry)));
		versions.forEach((entry) -> listed.add(subject(entry)));
		for (PollRound.RegisteredKeys one : this.round.registered("mlflow://" + this.round.config().name())) {
			String subject = new Subject(one.name(), one.version()).text();
			if (!listed.contains(subject)) {
				Instant created = one.createdAt();
				((one.version() != null) ? versions : models)
					.add(subject + "\t" + ((created != null) ? created.toEpochMilli() : "") + "\t");
			}
		}
	}

	private static String subject(String entry) {
		return entry.substring(0, entry.indexOf('\t'));
	}

	/** Writes new and changed items, and deletions; returns the new snapshot. */
	private Set<String> pollDifferences(Set<String> before, Map<String, JsonNode> listed,
			Function<JsonNode, List<ObjectNode>> payloads) {
		Set<String> now = new TreeSet<>();
		listed.forEach((subject, item) -> {
			String entry = entry(subject, item);
			boolean owed = before.contains(entry + OWED);
			if (!before.contains(entry + WHOLE) && !(owed && this.files.isUnavailable())) {
				payloads.apply(item).forEach(this.round::add);
				owed = this.files.isMissing(subject);
			}
			now.add(entry + (owed ? OWED : WHOLE));
		});
		before.stream()
			.map(MlflowPoll::subject)
			.filter((subject) -> !listed.containsKey(subject))
			.distinct()
			.map(Subject::of)
			.filter((subject) -> !listed.containsKey(renamed(subject).text()))
			// A list may have shifted while it was read.
			.filter(this::isDeleted)
			.forEach((subject) -> this.round.add(removal(subject)));
		this.round.flush();
		return now;
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

	/** Fetches an item; null if it does not exist or is hidden. */
	private static @Nullable JsonNode visible(Supplier<@Nullable JsonNode> fetch) {
		try {
			return fetch.get();
		}
		catch (SourceUnavailableException ex) {
			if (ex.isForbidden()) {
				return null;
			}
			throw ex;
		}
	}

	private Subject renamed(Subject before) {
		return new Subject(this.newNames.getOrDefault(before.name(), before.name()), before.version());
	}

	/** A snapshot entry; it has aliases and tags, which change no timestamp. */
	private static String entry(String subject, JsonNode item) {
		return String.join("\t", subject, item.path("creation_timestamp").asString(),
				item.path("last_updated_timestamp").asString(), item.path("aliases").toString(),
				item.path("tags").toString());
	}

	/**
	 * Detects renamings: a missing model, and a new one with the same time of creation in
	 * milliseconds.
	 */
	private void pollRenamings(Set<String> before, Map<String, JsonNode> models) {
		Map<String, String> created = new HashMap<>();
		Set<String> known = before.stream().map(MlflowPoll::subject).collect(Collectors.toSet());
		models.forEach((name, model) -> {
			if (!known.contains(name)) {
				created.put(model.path("creation_timestamp").asString(), name);
			}
		});
		for (String entry : before) {
			String[] parts = entry.split("\t", -1);
			String newName = created.get(parts[1]);
			if (newName != null && !models.containsKey(parts[0])) {
				this.newNames.put(parts[0], newName);
				this.round.add(event("renamed", node().put("from", parts[0]).put("to", newName)));
			}
		}
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

	/** The payloads of a version with its files, and of its run. */
	private List<ObjectNode> versionPayloads(JsonNode version) {
		String id = version.path("run_id").asString("");
		JsonNode run = id.isEmpty() ? null : run(id);
		ObjectNode payload = versionPayload(version, run);
		this.files.add(payload, version, run);
		return (run != null) ? List.of(runPayload(run), payload) : List.of(payload);
	}

	private ObjectNode runPayload(JsonNode run) {
		ObjectNode payload = payload("run", run);
		String parent = MlflowRun.tag(run, "mlflow.parentRunId");
		JsonNode found = (parent != null) ? run(parent) : null;
		if (found != null) {
			payload.set("parent", MlflowClient.impersonal(found));
		}
		return payload;
	}

	private ObjectNode versionPayload(JsonNode version, @Nullable JsonNode run) {
		ObjectNode payload = payload("model_version", version);
		if (run != null) {
			payload.set("run", MlflowClient.impersonal(run));
		}
		Matcher source = LOGGED.matcher(version.path("source").asString(""));
		if (source.matches()) {
			JsonNode logged = visible(() -> this.client.loggedModel(source.group(1)));
			if (logged != null) {
				payload.set("logged_model", MlflowClient.impersonal(logged));
			}
		}
		return payload;
	}

	private @Nullable JsonNode run(String id) {
		if (!this.runs.containsKey(id)) {
			if (this.runs.size() >= CACHED_RUNS) {
				this.runs.clear();
			}
			this.runs.put(id, visible(() -> this.client.run(id)));
		}
		return this.runs.get(id);
	}

	private ObjectNode payload(String member, JsonNode value) {
		return this.round.payload().set(member, MlflowClient.impersonal(value));
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
