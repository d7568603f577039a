package dev.pedigree.ingestion;

import java.util.List;

import tools.jackson.databind.JsonNode;

/**
 * The translation of a payload.
 *
 * @param events the metadata events of the payload
 * @param facets the parts of the payload, for facet coverage
 */
public record Translation(List<MetadataEvent> events, List<PayloadFacet> facets) {

	/**
	 * A named part of a payload, which producers may add freely.
	 *
	 * @param place the position in the payload: {@code run}, {@code job},
	 * {@code dataset}, {@code input}, {@code output}
	 * @param used whether some of it is stored, so that a GraphQL query can read it
	 */
	public record PayloadFacet(String place, String name, boolean used, JsonNode value) {
	}

}
