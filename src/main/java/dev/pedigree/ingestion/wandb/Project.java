package dev.pedigree.ingestion.wandb;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A project, or a registry, which is one as well.
 *
 * @param entity the team that has it
 */
record Project(String entity, String name) {

	/** Reads {@code entity/name}; null when it is not that. */
	static @Nullable Project of(String text) {
		String[] parts = text.split("/", -1);
		return (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) ? new Project(parts[0], parts[1])
				: null;
	}

	/** The project that an answer tells. */
	static Project of(JsonNode project) {
		return new Project(project.path("entity").path("name").asString(""), project.path("name").asString(""));
	}

	/** The project that a payload names. */
	static Project of(PayloadNode place) {
		return new Project(place.at("entity").required(), place.at("project").required());
	}

	String text() {
		return this.entity + "/" + this.name;
	}

	/** A collection of it, which is a model or dataset of the catalog. */
	Urn collection(String instance, String collection) {
		return Urn.data(namespace(instance), collection);
	}

	/** What some runs of it do. */
	Urn job(String instance, String does) {
		return Urn.job(namespace(instance), does);
	}

	String namespace(String instance) {
		return "wandb://" + instance + "/" + text();
	}

}
