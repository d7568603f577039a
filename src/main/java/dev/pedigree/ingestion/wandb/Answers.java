package dev.pedigree.ingestion.wandb;

import java.time.Instant;
import java.util.List;

import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.wandb.WandbPoll.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates payloads from answers of W&B, with the members that are translated only, so
 * that rejected payloads have no users and hosts either. JSON in texts is parsed, so that
 * secrets are masked by name.
 */
record Answers(Instant observed) {

	ObjectNode collection(Collection collection, JsonNode answer) {
		ObjectNode about = only(answer, "description", "createdAt");
		answer.at("/tags/edges").forEach((edge) -> about.withArray("tags").add(edge.at("/node/name")));
		return of(collection).set("about", about);
	}

	ObjectNode artifact(Collection collection, String version, JsonNode answer) {
		ObjectNode artifact = only(answer, "id", "description", "size", "digest", "createdAt", "updatedAt");
		answer.path("tags").values().forEach((tag) -> artifact.withArray("tags").add(tag.path("name")));
		json(artifact, answer, "metadata");
		ObjectNode payload = of(collection).put("version", version).set("artifact", artifact);
		JsonNode run = answer.path("createdBy");
		if (run.has("name") && run.path("project").isObject()) {
			ObjectNode maker = program(only(run, "name", "jobType", "commit"), run);
			payload.set("run", locate(maker, Project.of(run.path("project"))));
		}
		return payload;
	}

	/** Splits a model from the run that wrote it: an old run may be rejected alone. */
	static List<ObjectNode> parts(ObjectNode artifact) {
		if (!artifact.has("run") || !artifact.path("type").asString("").equals("model")) {
			return List.of(artifact);
		}
		return List.of(artifact.deepCopy().without("run"), artifact);
	}

	ObjectNode run(Project project, JsonNode answer) {
		ObjectNode run = only(answer, "name", "displayName", "state", "tags", "group", "jobType", "commit", "createdAt",
				"heartbeatAt", "sweepName");
		program(run, answer);
		json(run, answer, "config");
		json(run, answer, "summaryMetrics");
		return locate(JsonNodeFactory.instance.objectNode(), project).set("run", run);
	}

	static ObjectNode link(JsonNode answer) {
		ObjectNode link = only(answer, "id", "size", "createdAt");
		link.put("type", answer.at("/artifactType/name").asString(null));
		JsonNode sequence = answer.path("artifactSequence");
		link.put("collection", sequence.path("name").asString(null));
		link.put("version", answer.path("versionIndex").isNumber() ? "v" + answer.path("versionIndex") : null);
		return locate(link, Project.of(sequence.path("project")));
	}

	ObjectNode removed(Project project, String type, String member) {
		String[] parts = member.split(":", 2);
		ObjectNode payload = seen(of(new Collection(project, type, parts[0]))).put("removed", true);
		return (parts.length > 1) ? payload.put("version", parts[1]) : payload;
	}

	/** Adds the time of the poll, which must not count as a change. */
	ObjectNode seen(ObjectNode payload) {
		return payload.put("observed_at", this.observed.toEpochMilli());
	}

	static String version(JsonNode edge) {
		String version = edge.path("version").asString("");
		return version.matches("\\d+") ? "v" + version
				: version.isEmpty() ? "v" + edge.at("/node/versionIndex").asString("") : version;
	}

	/**
	 * The aliases in one collection, without the automatic {@code latest} and {@code v3}.
	 */
	static List<String> aliases(Collection collection, JsonNode artifact) {
		return artifact.path("aliases")
			.valueStream()
			.filter((alias) -> alias.at("/artifactCollection/name").asString("").equals(collection.name()))
			.filter((alias) -> Project.of(alias.at("/artifactCollection/project")).equals(collection.project()))
			.map((alias) -> alias.path("alias").asString(""))
			.filter((alias) -> !alias.matches("|latest|v\\d+"))
			.toList();
	}

	private static ObjectNode of(Collection collection) {
		return locate(JsonNodeFactory.instance.objectNode(), collection.project()).put("type", collection.type())
			.put("collection", collection.name());
	}

	private static ObjectNode locate(ObjectNode node, Project project) {
		return node.put("entity", project.entity()).put("project", project.name());
	}

	private static ObjectNode program(ObjectNode run, JsonNode answer) {
		PayloadNode.text(answer, "config")
			.map(PayloadNode::json)
			.flatMap(Values::program)
			.ifPresent((program) -> run.put("program", program));
		return run;
	}

	private static void json(ObjectNode payload, JsonNode answer, String member) {
		PayloadNode.text(answer, member)
			.map(PayloadNode::json)
			.filter(JsonNode::isObject)
			.ifPresent((object) -> payload.set(member, Values.impersonal(object)));
	}

	private static ObjectNode only(JsonNode answer, String... members) {
		ObjectNode kept = JsonNodeFactory.instance.objectNode();
		for (String member : members) {
			if (answer.hasNonNull(member)) {
				kept.set(member, answer.get(member));
			}
		}
		return kept;
	}

}
