package dev.pedigree.ingestion;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The usage of a facet.
 *
 * @param place {@code run}, {@code job}, {@code dataset}, {@code input}, {@code output}
 * @param count the accepted payloads with the facet; a repeated event counts again
 * @param stored the payloads of which part of the facet was stored, so that a GraphQL
 * query can read it
 * @param used whether part of it was ever stored
 * @param sample the newest one of which nothing was stored, as JSON without its secrets
 */
public record FacetCount(String place, String name, long count, long stored, Instant firstSeen, boolean used,
		@Nullable String sample) {
}
