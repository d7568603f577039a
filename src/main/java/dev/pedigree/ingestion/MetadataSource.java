package dev.pedigree.ingestion;

import tools.jackson.databind.JsonNode;

/**
 * A type of source, such as OpenLineage, whose payloads the catalog translates. A
 * translation is pure: equal payloads have equal events, and nothing is read or written.
 */
public interface MetadataSource {

	/** The name in edges and statements: {@code openlineage}. */
	String name();

	/**
	 * Translates one payload.
	 * @throws InvalidPayloadException if the payload is invalid
	 */
	Translation translate(JsonNode payload);

}
