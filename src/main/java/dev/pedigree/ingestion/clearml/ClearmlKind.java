package dev.pedigree.ingestion.clearml;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.pedigree.ingestion.PythonRequirements;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What ClearML lists, with the only members of each that are asked for and kept. A task
 * also has its uncommitted source, a comment with user and host, and its command line.
 */
enum ClearmlKind {

	PROJECTS("id", "name"),

	TASKS("id", "name", "type", "status", "project", "parent", "created", "started", "completed", "last_update",
			"last_change", "tags", "system_tags", "hyperparams", "models", "last_metrics", "script.repository",
			"script.version_num", "script.entry_point", "script.requirements.pip", "runtime.datasets",
			"runtime.version", "configuration.Dataset Struct"),

	MODELS("id", "name", "uri", "framework", "ready", "project", "task", "created", "last_update", "last_change",
			"tags", "system_tags", "metadata");

	/** Where the path of a project stands in a payload: it itself has an id only. */
	static final String PROJECT_NAME = "project_name";

	/** Joined by commas. */
	private final String fields;

	ClearmlKind(String... fields) {
		this.fields = String.join(",", fields);
	}

	/** What begins the action that lists them, and the member of its answer. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Paths of members, as the server is told which to send. */
	List<String> fields() {
		return List.of(this.fields.split(","));
	}

	/** A copy without what is not to be kept, whether it was asked for or not. */
	ObjectNode stripped(JsonNode item) {
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		fields().forEach((field) -> copy(item, copy, field));
		List.of("project", "parent", "task").forEach((member) -> refer(copy, member));
		for (String side : List.of("input", "output")) {
			copy.path("models").path(side).forEach((entry) -> refer(entry, "model"));
		}
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

	/** Lists say {@code {"id": ...}} where single answers say the id. */
	private static void refer(JsonNode item, String member) {
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
