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
 * One round of asking an MLflow server. The registry is listed whole, because nothing
 * else tells of aliases, renames and removals, and only what differs from the list before
 * is taken; of runs those that ended since, and those that are still open.
 */
final class MlflowPoll {

	private static final String MODELS = "models";

	private static final String VERSIONS = "versions";

	private static final String RUNS = "runs";

	/** Ends the line of what was taken with all that belongs to it. */
	private static final String WHOLE = "\twhole";

	/** Ends the line of a version whose files could not be asked for. */
	private static final String OWED = "\towed";

	private static final int EXPERIMENTS_AT_ONCE = 50;

	private static final int REMEMBERED_RUNS = 1_000;

	private static final Pattern LOGGED = Pattern.compile("models:/(m-[A-Za-z0-9]+)");

	private final PollRound poll;

	private final MlflowClient client;

	private final ModelFiles files;

	/** New names of models, by their old ones. */
	private final Map<String, String> newNames = new HashMap<>();

	/** Runs that were asked for one by one; of parents there are few. */
	private final Map<String, @Nullable JsonNode> runs = new HashMap<>();

	MlflowPoll(PollRound poll) {
		this.poll = poll;
		this.client = new MlflowClient(poll.remote());
		this.files = new ModelFiles(this.client);
	}

	/** Asks for all that changed. */
	void everything() {
		Map<String, List<JsonNode>> versionsOfRuns = registry();
		Instant since = this.poll.since(RUNS);
		List<String> experiments = this.client.experiments();
		for (int i = 0; i < experiments.size(); i += EXPERIMENTS_AT_ONCE) {
			List<String> some = experiments.subList(i, Math.min(experiments.size(), i + EXPERIMENTS_AT_ONCE));
			this.client.runs(some, since, (page) -> this.poll.take(ofRuns(page, versionsOfRuns)));
		}
		this.poll.reached(RUNS, this.poll.began());
	}

	/** Asks for one model or version. */
	void only(Subject subject) {
		JsonNode found = visible(() -> this.client.find(subject));
		if (found == null && !isGone(subject)) {
			return;
		}
		if (found == null) {
			this.poll.take(List.of(removed(subject)));
		}
		else if (subject.version() == null) {
			this.poll.take(List.of(payload("registered_model", found)));
		}
		else {
			this.poll.take(withRun(found));
		}
	}

	/** Gives the versions that each run made. */
	private Map<String, List<JsonNode>> registry() {
		Map<String, JsonNode> models = new TreeMap<>();
		this.client.models((page) -> page.forEach((model) -> models.put(model.path("name").asString(""), model)));
		Map<String, JsonNode> versions = new TreeMap<>();
		this.client.versions((page) -> page.forEach((version) -> versions.put(
				Subject.version(version.path("name").asString(""), version.path("version").asString("")).text(),
				version)));
		Set<String> modelsBefore = this.poll.listedBefore(MODELS);
		Set<String> versionsBefore = this.poll.listedBefore(VERSIONS);
		addRegistered(modelsBefore, versionsBefore);
		renamed(modelsBefore, models);
		Set<String> modelLines = differences(modelsBefore, models,
				(model) -> List.of(payload("registered_model", model)));
		Set<String> versionLines = differences(versionsBefore, versions, this::withRun);
		// Both or none: a rename is seen in the one and followed in the other.
		this.poll.listed(VERSIONS, versionLines);
		this.poll.listed(MODELS, modelLines);
		return versions.values()
			.stream()
			.filter((version) -> !version.path("run_id").asString("").isEmpty())
			.collect(Collectors.groupingBy((version) -> version.path("run_id").asString()));
	}

	/**
	 * Adds what webhooks brought since the last list, which may be deleted or renamed by
	 * now. Such a line lacks its end, so that an entry that is still listed is taken
	 * whole.
	 */
	private void addRegistered(Set<String> models, Set<String> versions) {
		Set<String> listed = new TreeSet<>();
		models.forEach((line) -> listed.add(subject(line)));
		versions.forEach((line) -> listed.add(subject(line)));
		for (PollRound.RegisteredKeys one : this.poll.registered("mlflow://" + this.poll.instance().name())) {
			String subject = new Subject(one.name(), one.version()).text();
			if (!listed.contains(subject)) {
				Instant created = one.createdAt();
				((one.version() != null) ? versions : models)
					.add(subject + "\t" + ((created != null) ? created.toEpochMilli() : "") + "\t");
			}
		}
	}

	private static String subject(String line) {
		return line.substring(0, line.indexOf('\t'));
	}

	/**
	 * Takes what is new or other than in the list before, and what is no longer there.
	 */
	private Set<String> differences(Set<String> before, Map<String, JsonNode> listed,
			Function<JsonNode, List<ObjectNode>> told) {
		Set<String> now = new TreeSet<>();
		List<ObjectNode> payloads = new ArrayList<>();
		listed.forEach((subject, entry) -> {
			String line = line(subject, entry);
			boolean owed = before.contains(line + OWED);
			if (!before.contains(line + WHOLE) && !(owed && this.files.closed())) {
				payloads.addAll(told.apply(entry));
				owed = this.files.owes(subject);
				if (payloads.size() >= MlflowClient.PAGE) {
					this.poll.take(payloads);
					payloads.clear();
				}
			}
			now.add(line + (owed ? OWED : WHOLE));
		});
		before.stream()
			.map(MlflowPoll::subject)
			.filter((subject) -> !listed.containsKey(subject))
			.distinct()
			.map(Subject::of)
			.filter((subject) -> !listed.containsKey(now(subject).text()))
			// A list may have shifted while it was read.
			.filter(this::isGone)
			.forEach((subject) -> payloads.add(removed(subject)));
		this.poll.take(payloads);
		return now;
	}

	/** Whether MLflow says that it is; what it does not show to us is not. */
	private boolean isGone(Subject subject) {
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

	/** What is asked for; null when it is not there, or not for us to see. */
	private static @Nullable JsonNode visible(Supplier<@Nullable JsonNode> ask) {
		try {
			return ask.get();
		}
		catch (SourceUnavailableException ex) {
			if (ex.isForbidden()) {
				return null;
			}
			throw ex;
		}
	}

	private Subject now(Subject before) {
		return new Subject(this.newNames.getOrDefault(before.name(), before.name()), before.version());
	}

	/** What tells whether an entry changed: aliases and tags do not change its time. */
	private static String line(String subject, JsonNode entry) {
		return String.join("\t", subject, entry.path("creation_timestamp").asString(),
				entry.path("last_updated_timestamp").asString(), entry.path("aliases").toString(),
				entry.path("tags").toString());
	}

	/**
	 * A model that is gone, and one with another name that was created in the same
	 * millisecond: the same, renamed.
	 */
	private void renamed(Set<String> before, Map<String, JsonNode> models) {
		Map<String, String> created = new HashMap<>();
		Set<String> known = before.stream().map(MlflowPoll::subject).collect(Collectors.toSet());
		models.forEach((name, model) -> {
			if (!known.contains(name)) {
				created.put(model.path("creation_timestamp").asString(), name);
			}
		});
		List<ObjectNode> payloads = new ArrayList<>();
		for (String line : before) {
			String[] parts = line.split("\t", -1);
			String newName = created.get(parts[1]);
			if (newName != null && !models.containsKey(parts[0])) {
				this.newNames.put(parts[0], newName);
				payloads.add(node().set("renamed",
						node().put("from", parts[0]).put("to", newName).put("at", this.poll.began().toEpochMilli())));
			}
		}
		if (!payloads.isEmpty()) {
			this.poll.take(payloads);
		}
	}

	private List<ObjectNode> ofRuns(List<JsonNode> page, Map<String, List<JsonNode>> versionsOfRuns) {
		List<ObjectNode> payloads = new ArrayList<>();
		for (JsonNode run : page) {
			payloads.add(ofRun(run));
			versionsOfRuns.getOrDefault(run.path("info").path("run_id").asString(""), List.of())
				.forEach((version) -> payloads.add(ofVersion(version, run)));
		}
		return payloads;
	}

	private List<ObjectNode> withRun(JsonNode version) {
		String id = version.path("run_id").asString("");
		JsonNode run = id.isEmpty() ? null : run(id);
		ObjectNode told = ofVersion(version, run);
		this.files.add(told, version, run);
		return (run != null) ? List.of(ofRun(run), told) : List.of(told);
	}

	private ObjectNode ofRun(JsonNode run) {
		ObjectNode payload = payload("run", run);
		String parent = MlflowRun.tag(run, "mlflow.parentRunId");
		JsonNode found = (parent != null) ? run(parent) : null;
		if (found != null) {
			payload.set("parent", MlflowClient.impersonal(found));
		}
		return payload;
	}

	private ObjectNode ofVersion(JsonNode version, @Nullable JsonNode run) {
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

	/** A run; null when it was deleted. */
	private @Nullable JsonNode run(String id) {
		if (!this.runs.containsKey(id)) {
			if (this.runs.size() >= REMEMBERED_RUNS) {
				this.runs.clear();
			}
			this.runs.put(id, visible(() -> this.client.run(id)));
		}
		return this.runs.get(id);
	}

	private ObjectNode payload(String what, JsonNode value) {
		return node().put("observed_at", this.poll.began().toEpochMilli()).set(what, MlflowClient.impersonal(value));
	}

	private ObjectNode removed(Subject subject) {
		return node().set("removed",
				node().put("name", subject.name())
					.put("version", subject.version())
					.put("at", this.poll.began().toEpochMilli()));
	}

	private static ObjectNode node() {
		return JsonNodeFactory.instance.objectNode();
	}

}
