package dev.pedigree.ingestion;

import tools.jackson.databind.JsonNode;

/**
 * A kind of system that tells the catalog things. An adapter is a pure translation: the
 * same payload always gives the same events, and nothing is read or written on the way.
 */
public interface MetadataSource {

	/** Its name, as edges and statements carry it: {@code openlineage}. */
	String name();

	/**
	 * What one payload says, in the catalog's own words.
	 * @throws InvalidPayloadException when it is not what this source may say
	 */
	Translation translate(JsonNode payload);

}
