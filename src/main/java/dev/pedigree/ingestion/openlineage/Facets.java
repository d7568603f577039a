package dev.pedigree.ingestion.openlineage;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;

/**
 * The facets at one place of an event. It records those of which something is stored, in
 * the sense of facet coverage: a GraphQL query can read it. A facet of another form than
 * its schema has is ignored; it never makes an event invalid, because producers differ
 * most here.
 */
final class Facets {

	private final String place;

	private final PayloadNode facets;

	private final Set<String> stored = new HashSet<>();

	Facets(String place, PayloadNode facets) {
		this.place = place;
		this.facets = facets;
	}

	/**
	 * The facet of that name, unless it is absent, no object or a deletion. Reading alone
	 * does not count it as stored.
	 */
	Optional<JsonNode> read(String name) {
		JsonNode facet = this.facets.node().path(name);
		boolean there = facet.isObject() && !facet.path("_deleted").asBoolean(false);
		return there ? Optional.of(facet) : Optional.empty();
	}

	/** A value of the facet; if there is one, the facet counts as stored. */
	<T> Optional<T> store(String name, Function<JsonNode, Optional<T>> value) {
		Optional<T> found = read(name).flatMap(value);
		found.ifPresent((any) -> this.stored.add(name));
		return found;
	}

	/** A text in the facet; if there is one, the facet counts as stored. */
	Optional<String> text(String name, String field) {
		return store(name, (facet) -> PayloadNode.text(facet, field));
	}

	/** Counts the facet as stored. */
	void stored(String name) {
		this.stored.add(name);
	}

	/** The place of a facet. */
	PayloadNode at(String name) {
		return this.facets.at(name);
	}

	List<Translation.PayloadFacet> counted() {
		return this.facets.node()
			.properties()
			.stream()
			.map((facet) -> new Translation.PayloadFacet(this.place, facet.getKey(),
					this.stored.contains(facet.getKey()), facet.getValue()))
			.toList();
	}

}
