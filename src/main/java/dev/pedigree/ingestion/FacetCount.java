package dev.pedigree.ingestion;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How often a facet came, and how often the catalog stored something of it.
 *
 * @param place where it is: {@code run}, {@code job}, {@code dataset}, {@code input},
 * {@code output}
 * @param name its name
 * @param count in how many accepted payloads, an event sent twice counted twice
 * @param stored in how many of these payloads something of it was stored, so that a
 * GraphQL query reads it
 * @param firstSeen when it first came
 * @param used whether anything of it was ever stored
 * @param sample the newest one of which nothing was stored, as JSON without its secrets
 */
public record FacetCount(String place, String name, long count, long stored, Instant firstSeen, boolean used,
		@Nullable String sample) {
}
