package dev.pedigree.ingestion.openlineage;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.pedigree.ingestion.Place;
import dev.pedigree.ingestion.Translation;
import tools.jackson.databind.JsonNode;

/**
 * The facets at one place, which remembers those that were used. A facet that is not of
 * the form its schema gives says nothing; it never makes an event wrong, because
 * producers differ most here.
 */
final class Facets {

	private final String place;

	private final Place facets;

	private final Set<String> used = new HashSet<>();

	Facets(String place, Place facets) {
		this.place = place;
		this.facets = facets;
	}

	/** The facet of that name, unless it is absent, no object or a deletion. */
	Optional<JsonNode> use(String name) {
		JsonNode facet = this.facets.node().path(name);
		if (!facet.isObject() || facet.path("_deleted").asBoolean(false)) {
			return Optional.empty();
		}
		this.used.add(name);
		return Optional.of(facet);
	}

	/** The place of a facet. */
	Place at(String name) {
		return this.facets.at(name);
	}

	List<Translation.Facet> counted() {
		return this.facets.node()
			.properties()
			.stream()
			.map((facet) -> new Translation.Facet(this.place, facet.getKey(), this.used.contains(facet.getKey()),
					facet.getValue()))
			.toList();
	}

}
