package dev.pedigree.ingestion.wandb;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A project or registry of W&B, {@code entity/name}.
 *
 * @param entity the team that owns it
 */
record Project(String entity, String name) {

	/** Parses {@code entity/name}; null if invalid. */
	static @Nullable Project of(String text) {
		String[] parts = text.split("/", -1);
		return (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) ? new Project(parts[0], parts[1])
				: null;
	}

	/** The project in an answer of W&B. */
	static Project of(JsonNode project) {
		return new Project(project.path("entity").path("name").asString(""), project.path("name").asString(""));
	}

	/** The project in a payload. */
	static Project of(PayloadNode node) {
		return new Project(node.at("entity").required(), node.at("project").required());
	}

	String text() {
		return this.entity + "/" + this.name;
	}

	/** The key of a collection, which is a model or dataset. */
	Urn collection(String instance, String collection) {
		return Urn.data(namespace(instance), collection);
	}

	/** The key of a job. */
	Urn job(String instance, String name) {
		return Urn.job(namespace(instance), name);
	}

	String namespace(String instance) {
		return "wandb://" + instance + "/" + text();
	}

}
