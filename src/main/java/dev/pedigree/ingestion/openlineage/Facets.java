package dev.pedigree.ingestion.openlineage;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import tools.jackson.databind.JsonNode;

/**
 * Reads the facets of one part of an event, and records which of them are stored so that
 * a GraphQL query can read them. A facet that violates its schema is ignored and does not
 * make the event invalid, because many producers deviate here.
 */
record Facets(String place, PayloadNode facets, Set<String> stored) {

	Facets(String place, PayloadNode facets) {
		this(place, facets, new HashSet<>());
	}

	/**
	 * Returns a facet, unless it is missing, no object or deleted, without marking it as
	 * stored.
	 */
	Optional<JsonNode> read(String name) {
		JsonNode facet = this.facets.node().path(name);
		boolean present = facet.isObject() && !facet.path("_deleted").asBoolean(false);
		return present ? Optional.of(facet) : Optional.empty();
	}

	/** Returns a value of a facet; a facet with a value is marked as stored. */
	<T> Optional<T> store(String name, Function<JsonNode, Optional<T>> value) {
		Optional<T> found = read(name).flatMap(value);
		found.ifPresent((_) -> this.stored.add(name));
		return found;
	}

	/** Returns a text of a facet; a facet with the text is marked as stored. */
	Optional<String> text(String name, String field) {
		return store(name, (facet) -> PayloadNode.text(facet, field));
	}

	void markStored(String name) {
		this.stored.add(name);
	}

	PayloadNode at(String name) {
		return this.facets.at(name);
	}

	/** Counts the facets, after all of them were read. */
	void count(TranslationBuilder translation) {
		translation.count(this.place, this.facets, this.stored);
	}

}
