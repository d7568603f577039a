package dev.pedigree.ingestion.wandb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.Snapshot;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import dev.pedigree.ingestion.wandb.WandbClient.WandbQuery;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One poll of Weights & Biases. All collections are listed and compared with the
 * snapshot, because aliases and tags change no timestamp. Of runs, those with a heartbeat
 * since the cursor and unfinished ones are fetched.
 */
final class WandbPoll {

	private static final List<String> TYPES = List.of("model", "dataset");

	private final PollRound round;

	private final WandbClient client;

	private final Answers answers;

	WandbPoll(PollRound round) {
		this.round = round;
		this.client = new WandbClient(round.client());
		this.answers = new Answers(round.startedAt());
	}

	void pollAll() {
		this.round.forEachProject((name) -> {
			Project project = Project.of(name);
			if (project == null || !this.client.hasProject(project)) {
				throw new SourceUnavailableException(
						"The project '" + name + "' is not visible in W&B; the format is entity/name");
			}
			pollCollections(project);
			pollRuns(project);
		});
	}

	/** Polls {@code entity/project/collection} of a configured project. */
	void pollSubject(String subject) {
		int slash = subject.lastIndexOf('/');
		Project project = Project.of(subject.substring(0, slash));
		if (project != null && this.round.config().settings().projects().contains(project.text())) {
			for (String type : TYPES) {
				pollCollection(new Collection(project, type, subject.substring(slash + 1)), (_, _) -> true);
			}
			this.round.flush();
		}
	}

	/** A collection of one type. */
	record Collection(Project project, String type, String name) {
	}

	private void pollCollections(Project project) {
		Snapshot snapshot = this.round.compare("collections of " + project.text(), 2);
		// What webhooks captured since the snapshot may be deleted since.
		for (PollRound.RegisteredKeys one : this.round.registered(project.namespace(this.round.config().name()))) {
			String member = (one.version() != null) ? one.name() + ":" + one.version() : one.name();
			snapshot.addKnown("model\t" + member, "");
		}
		for (String type : TYPES) {
			for (String name : names(project, type)) {
				pollCollection(new Collection(project, type, name),
						(member, payload) -> snapshot.add(type + "\t" + member, Urn.sha256(payload.toString())));
			}
		}
		for (String subject : snapshot.missing()) {
			String[] parts = subject.split("\t", 2);
			if (exists(project, parts[0], parts[1])) {
				// The list has shifted while it was read.
				snapshot.add(subject, Objects.requireNonNull(snapshot.before(subject)));
			}
			else {
				this.round.add(this.answers.removed(project, parts[0], parts[1]));
			}
		}
		this.round.flush();
		snapshot.save();
	}

	private List<String> names(Project project, String type) {
		List<String> names = new ArrayList<>();
		this.client.pages(WandbQuery.COLLECTIONS, project, Map.of("type", type), "artifactCollections", (page) -> {
			nodes(page.path("artifactCollections")).forEach((node) -> names.add(node.path("name").asString("")));
			return true;
		}, "artifactType");
		return names;
	}

	/** Polls a collection and its versions; {@code changed} selects payloads by name. */
	private void pollCollection(Collection collection, BiPredicate<String, ObjectNode> changed) {
		Set<String> promotions = new TreeSet<>();
		List<ObjectNode> payloads = new ArrayList<>();
		this.client.pages(WandbQuery.COLLECTION, collection.project(),
				Map.of("type", collection.type(), "collection", collection.name()), "artifacts", (page) -> {
					if (payloads.isEmpty()) {
						payloads.add(this.answers.collection(collection, page));
					}
					for (JsonNode edge : page.path("artifacts").path("edges").values()) {
						JsonNode artifact = edge.path("node");
						if (artifact.path("state").asString("").equals("COMMITTED")) {
							String version = Answers.version(edge);
							Answers.aliases(collection, artifact)
								.forEach((alias) -> promotions.add(alias + "=" + version));
							ObjectNode payload = this.answers.artifact(collection, version, artifact);
							if (changed.test(collection.name() + ":" + version, payload)) {
								Answers.parts(this.answers.seen(payload)).forEach(this.round::add);
							}
						}
					}
					return true;
				}, "artifactType", "artifactCollection");
		for (ObjectNode payload : payloads) {
			promotions.forEach(payload.withArray("promotions")::add);
			if (changed.test(collection.name(), payload)) {
				this.round.add(this.answers.seen(payload));
			}
		}
	}

	private boolean exists(Project project, String type, String member) {
		if (member.contains(":")) {
			JsonNode found = this.client.find(WandbQuery.MEMBER, project, Map.of("name", member),
					"artifactCollectionMembership", "artifact");
			return found != null && found.path("state").asString("").matches("COMMITTED|PENDING");
		}
		return this.client.find(WandbQuery.COLLECTION, project, Map.of("type", type, "collection", member),
				"artifactType", "artifactCollection") != null;
	}

	private void pollRuns(Project project) {
		String collection = "runs of " + project.text();
		Instant since = this.round.since(collection);
		Set<String> seen = new TreeSet<>();
		Set<String> open = new TreeSet<>();
		Predicate<JsonNode> page = (answer) -> {
			boolean older = false;
			for (JsonNode run : nodes(answer.path("runs"))) {
				older |= isOlder(run, since);
				if (!isOlder(run, since) && seen.add(run.path("name").asString(""))) {
					pollRun(project, run, open);
				}
			}
			return !older;
		};
		this.client.pages(WandbQuery.RUNS, project, Map.of(), "runs", page);
		for (String id : this.round.snapshot("open " + collection)) {
			JsonNode run = seen.contains(id) ? null
					: this.client.find(WandbQuery.RUN, project, Map.of("run", id), "run");
			if (run != null) {
				pollRun(project, run, open);
			}
		}
		this.round.flush();
		this.round.saveSnapshot("open " + collection, open);
		this.round.saveCursor(collection);
	}

	private static boolean isOlder(JsonNode run, @Nullable Instant since) {
		EventTime heartbeat = EventTime.parse(run.path("heartbeatAt").asString(""));
		return since != null && heartbeat != null && heartbeat.at().isBefore(since);
	}

	/** Writes a run that has started, with the artifacts that it read and wrote. */
	private void pollRun(Project project, JsonNode run, Set<String> open) {
		String state = run.path("state").asString("");
		if (!WandbRun.hasEnded(state)) {
			open.add(run.path("name").asString(""));
		}
		if (!WandbRun.isPending(state)) {
			ObjectNode payload = this.answers.run(project, run);
			List.of("inputArtifacts", "outputArtifacts").forEach((list) -> addLinks(project, run, list, payload));
			this.round.add(payload);
		}
	}

	private void addLinks(Project project, JsonNode run, String list, ObjectNode payload) {
		Predicate<JsonNode> page = (answer) -> {
			nodes(answer.path(list)).forEach((node) -> payload.withArray(list).add(Answers.link(node)));
			return true;
		};
		JsonNode info = run.path(list).path("pageInfo");
		if (page.test(run) && info.path("hasNextPage").asBoolean(false)) {
			this.client.pages(WandbQuery.RUN, project,
					Map.of("run", run.path("name").asString(""), list, info.path("endCursor").asString("")), list, page,
					"run");
		}
	}

	private static List<JsonNode> nodes(JsonNode connection) {
		return connection.path("edges")
			.valueStream()
			.map((edge) -> edge.path("node"))
			.filter(JsonNode::isObject)
			.toList();
	}

}
