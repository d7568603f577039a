package dev.pedigree.ingestion.wandb;

import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A project or registry of W&B; its entity is the team that owns it. */
record Project(String entity, String name) {

	static @Nullable Project of(String text) {
		String[] parts = text.split("/", -1);
		return (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) ? new Project(parts[0], parts[1])
				: null;
	}

	static Project of(JsonNode project) {
		return new Project(project.path("entity").path("name").asString(""), project.path("name").asString(""));
	}

	static Project of(PayloadNode node) {
		return new Project(node.at("entity").required(), node.at("project").required());
	}

	String text() {
		return this.entity + "/" + this.name;
	}

	String namespace(String instance) {
		return "wandb://" + instance + "/" + text();
	}

}
