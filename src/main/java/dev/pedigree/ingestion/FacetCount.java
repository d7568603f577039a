package dev.pedigree.ingestion;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How often a facet came.
 *
 * @param place where it is: {@code run}, {@code job}, {@code dataset}, {@code input},
 * {@code output}
 * @param name its name
 * @param count in how many accepted payloads, an event sent twice counted twice
 * @param firstSeen when it first came
 * @param used whether the catalog takes something from it
 * @param sample the newest one, as JSON without its secrets, where it is not used
 */
public record FacetCount(String place, String name, long count, Instant firstSeen, boolean used,
		@Nullable String sample) {
}
