package dev.pedigree.ingestion;

import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * What a payload came to.
 *
 * @param events what it says
 * @param facets the parts it was made of, stored or not
 */
public record Translation(List<MetadataEvent> events, List<PayloadFacet> facets) {

	/**
	 * A named part of a payload that a producer may add as it likes.
	 *
	 * @param place where it was: {@code run}, {@code job}, {@code dataset},
	 * {@code input}, {@code output}
	 * @param name its name
	 * @param used whether something of it is stored, so that a GraphQL query reads it
	 * @param value what it says
	 */
	public record PayloadFacet(String place, String name, boolean used, JsonNode value) {

		/**
		 * The members of an object.
		 * @param used names of those from which the translation takes something
		 */
		public static List<PayloadFacet> of(String place, PayloadNode object, Set<String> used) {
			return object.node()
				.properties()
				.stream()
				.map((member) -> new PayloadFacet(place, member.getKey(), used.contains(member.getKey()),
						member.getValue()))
				.toList();
		}

	}

}
