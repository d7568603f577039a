package dev.pedigree.ingestion.clearml;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.PythonRequirements;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types of ClearML items, with the members that are fetched and stored. Uncommitted
 * source, comments with user and host, and command lines of tasks are not.
 */
enum ClearmlKind {

	PROJECTS("id", "name"),

	TASKS("id", "name", "type", "status", "project", "parent", "created", "started", "completed", "last_update",
			"last_change", "tags", "system_tags", "hyperparams", "models", "last_metrics", "script.repository",
			"script.version_num", "script.entry_point", "script.requirements.pip", "runtime.datasets",
			"runtime.version", "configuration.Dataset Struct"),

	MODELS("id", "name", "uri", "framework", "ready", "project", "task", "created", "last_update", "last_change",
			"tags", "system_tags", "metadata");

	/** The member of a payload with the path of the project. */
	static final String PROJECT_NAME = "project_name";

	private final String fields;

	ClearmlKind(String... fields) {
		this.fields = String.join(",", fields);
	}

	/** The prefix of the API action that lists items, and the member of its answer. */
	String plural() {
		return name().toLowerCase(Locale.ROOT);
	}

	List<String> fields() {
		return List.of(this.fields.split(","));
	}

	ObjectNode strip(JsonNode item) {
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		fields().forEach((field) -> copy(item, copy, field));
		List.of("project", "parent", "task").forEach((member) -> flatten(copy, member));
		copy.path("models").forEach((side) -> side.forEach((entry) -> flatten(entry, "model")));
		copy(item, copy, PROJECT_NAME);
		if (copy.path("script") instanceof ObjectNode script) {
			script.put("repository", script.path("repository").asString("").replaceAll("://[^/\\s]*@", "://"));
			if (script.path("requirements") instanceof ObjectNode requirements) {
				requirements.put("pip",
						PythonRequirements.of(requirements.path("pip").asString(""))
							.pinned()
							.stream()
							.map(PythonRequirements.Pin::text)
							.collect(Collectors.joining("\n")));
			}
		}
		return copy;
	}

	/** Replaces {@code {"id": ...}}, which lists have, by the id. */
	private static void flatten(JsonNode item, String member) {
		if (item instanceof ObjectNode holder && holder.path(member).isObject()) {
			holder.set(member, holder.path(member).path("id"));
		}
	}

	private static void copy(JsonNode from, ObjectNode to, String field) {
		int dot = field.indexOf('.');
		String member = (dot < 0) ? field : field.substring(0, dot);
		JsonNode value = from.path(member);
		if (dot < 0 && !value.isMissingNode()) {
			to.set(member, value.deepCopy());
		}
		else if (dot > 0 && value.isObject()) {
			ObjectNode inner = (to.path(member) instanceof ObjectNode known) ? known : to.putObject(member);
			copy(value, inner, field.substring(dot + 1));
		}
	}

}
