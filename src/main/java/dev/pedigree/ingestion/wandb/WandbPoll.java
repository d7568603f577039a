package dev.pedigree.ingestion.wandb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.connector.PollRound;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import dev.pedigree.ingestion.wandb.WandbClient.WandbQuery;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One round of asking Weights & Biases. Collections are listed whole, because an alias or
 * tag changes no time, and only what differs from the list before is taken; of runs those
 * that were heard of since, and those that had not ended.
 */
final class WandbPoll {

	/** Types of artifacts whose collections are listed. */
	private static final List<String> TYPES = List.of("model", "dataset");

	private static final int PAGE = 50;

	private final PollRound poll;

	private final WandbClient client;

	private final Answers answers;

	/** What is to be taken next. */
	private final List<ObjectNode> payloads = new ArrayList<>();

	WandbPoll(PollRound poll) {
		this.poll = poll;
		this.client = new WandbClient(poll.remote());
		this.answers = new Answers(poll.began());
	}

	/** Asks for all that changed. */
	void everything() {
		this.poll.forEachProject((name) -> {
			Project project = Project.of(name);
			if (project == null || !this.client.shows(project)) {
				throw new SourceUnavailableException("W&B shows no project '" + name + "'; it is written entity/name");
			}
			collections(project);
			runs(project);
		});
	}

	/**
	 * Asks for one collection, {@code entity/project/collection}. Automations know any
	 * project; what is none of those that are asked for is nothing here.
	 */
	void only(String subject) {
		int slash = subject.lastIndexOf('/');
		Project project = Project.of(subject.substring(0, slash));
		if (project != null && this.poll.instance().settings().projects().contains(project.text())) {
			for (String type : TYPES) {
				collection(new Collection(project, type, subject.substring(slash + 1)), (_, _) -> true);
			}
			flush();
		}
	}

	/** A collection, which is of one type. */
	record Collection(Project project, String type, String name) {
	}

	private void collections(Project project) {
		String list = "collections of " + project.text();
		Set<String> before = this.poll.listedBefore(list);
		// What automations brought since the last list may be deleted by now.
		for (PollRound.RegisteredKeys one : this.poll.registered(project.namespace(this.poll.instance().name()))) {
			String member = (one.version() != null) ? one.name() + ":" + one.version() : one.name();
			if (before.stream().noneMatch((line) -> line.startsWith("model\t" + member + "\t"))) {
				before.add("model\t" + member + "\t");
			}
		}
		Set<String> now = new TreeSet<>();
		Set<String> seen = new TreeSet<>();
		for (String type : TYPES) {
			for (String name : names(project, type)) {
				collection(new Collection(project, type, name), (member, payload) -> {
					String line = String.join("\t", type, member, Urn.sha256(payload.toString()));
					now.add(line);
					seen.add(type + "\t" + member);
					return !before.contains(line);
				});
			}
		}
		for (String line : before) {
			String[] parts = line.split("\t", 3);
			if (!seen.contains(parts[0] + "\t" + parts[1])) {
				if (isThere(project, parts[0], parts[1])) {
					// The list has shifted while it was read.
					now.add(line);
				}
				else {
					take(this.answers.removed(project, parts[0], parts[1]));
				}
			}
		}
		flush();
		this.poll.listed(list, now);
	}

	private List<String> names(Project project, String type) {
		List<String> names = new ArrayList<>();
		this.client.pages(WandbQuery.COLLECTIONS, project, Map.of("type", type), "artifactCollections", (page) -> {
			nodes(page.path("artifactCollections")).forEach((node) -> names.add(node.path("name").asString("")));
			return true;
		}, "artifactType");
		return names;
	}

	/**
	 * Takes of a collection, itself and its versions, what is wanted.
	 * @param wanted asked with the name of each and its payload
	 */
	private void collection(Collection collection, BiPredicate<String, ObjectNode> wanted) {
		Set<String> promotions = new TreeSet<>();
		List<ObjectNode> told = new ArrayList<>();
		this.client.pages(WandbQuery.COLLECTION, collection.project(),
				Map.of("type", collection.type(), "collection", collection.name()), "artifacts", (page) -> {
					if (told.isEmpty()) {
						told.add(this.answers.collection(collection, page));
					}
					for (JsonNode edge : page.path("artifacts").path("edges").values()) {
						if (edge.path("node").path("state").asString("").equals("COMMITTED")) {
							String version = Answers.version(edge);
							Answers.aliases(collection, edge.path("node"))
								.forEach((alias) -> promotions.add(alias + "=" + version));
							ObjectNode payload = this.answers.artifact(collection, version, edge.path("node"));
							if (wanted.test(collection.name() + ":" + version, payload)) {
								this.answers.seen(payload);
								Answers.parts(payload).forEach(this::take);
							}
						}
					}
					return true;
				}, "artifactType", "artifactCollection");
		for (ObjectNode payload : told) {
			promotions.forEach(payload.withArray("promotions")::add);
			if (wanted.test(collection.name(), payload)) {
				take(this.answers.seen(payload));
			}
		}
	}

	/** Whether W&B still has a collection, or a version of one. */
	private boolean isThere(Project project, String type, String member) {
		if (member.contains(":")) {
			JsonNode found = this.client.ask(WandbQuery.MEMBER, project, Map.of("name", member),
					"artifactCollectionMembership", "artifact");
			return found != null && found.path("state").asString("").matches("COMMITTED|PENDING");
		}
		return this.client.ask(WandbQuery.COLLECTION, project, Map.of("type", type, "collection", member),
				"artifactType", "artifactCollection") != null;
	}

	private void runs(Project project) {
		String collection = "runs of " + project.text();
		Instant since = this.poll.since(collection);
		Set<String> seen = new TreeSet<>();
		Set<String> open = new TreeSet<>();
		Predicate<JsonNode> page = (answer) -> {
			boolean older = false;
			for (JsonNode run : nodes(answer.path("runs"))) {
				older |= isOlder(run, since);
				if (!isOlder(run, since) && seen.add(run.path("name").asString(""))) {
					told(project, run, open);
				}
			}
			return !older;
		};
		this.client.pages(WandbQuery.RUNS, project, Map.of(), "runs", page);
		for (String id : this.poll.listedBefore("open " + collection)) {
			JsonNode run = seen.contains(id) ? null
					: this.client.ask(WandbQuery.RUN, project, Map.of("run", id), "run");
			if (run != null) {
				told(project, run, open);
			}
		}
		flush();
		this.poll.listed("open " + collection, open);
		this.poll.reached(collection, this.poll.began());
	}

	/** A page at a time. */
	private void take(ObjectNode payload) {
		this.payloads.add(payload);
		if (this.payloads.size() >= PAGE) {
			flush();
		}
	}

	private void flush() {
		this.poll.take(List.copyOf(this.payloads));
		this.payloads.clear();
	}

	private static boolean isOlder(JsonNode run, @Nullable Instant since) {
		EventTime heard = EventTime.parse(run.path("heartbeatAt").asString(""));
		return since != null && heard != null && heard.at().isBefore(since);
	}

	/** Takes a run, once it has begun, with all that it read and made. */
	private void told(Project project, JsonNode run, Set<String> open) {
		String state = run.path("state").asString("");
		if (!WandbRun.isOver(state)) {
			open.add(run.path("name").asString(""));
		}
		if (!WandbRun.isToCome(state)) {
			ObjectNode payload = this.answers.run(project, run);
			List.of("inputArtifacts", "outputArtifacts").forEach((list) -> links(project, run, list, payload));
			take(payload);
		}
	}

	private void links(Project project, JsonNode run, String list, ObjectNode payload) {
		Consumer<JsonNode> page = (answer) -> nodes(answer.path(list))
			.forEach((node) -> payload.withArray(list).add(Answers.link(node)));
		page.accept(run);
		JsonNode info = run.path(list).path("pageInfo");
		if (info.path("hasNextPage").asBoolean(false)) {
			this.client.pages(WandbQuery.RUN, project,
					Map.of("run", run.path("name").asString(""), list, info.path("endCursor").asString("")), list,
					(answer) -> {
						page.accept(answer);
						return true;
					}, "run");
		}
	}

	/** What a list has that is not null. */
	private static List<JsonNode> nodes(JsonNode connection) {
		return connection.path("edges")
			.valueStream()
			.map((edge) -> edge.path("node"))
			.filter(JsonNode::isObject)
			.toList();
	}

}
