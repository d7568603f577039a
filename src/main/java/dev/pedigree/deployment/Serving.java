package dev.pedigree.deployment;

import java.time.Instant;

import dev.pedigree.catalog.Asset;
import org.jspecify.annotations.Nullable;

/**
 * That a version of a model answers in a deployment.
 *
 * @param version what answers
 * @param deployment where
 * @param role its part there: {@code primary}, {@code canary}
 * @param trafficPercent its share of the requests, 0 to 100; null when nobody said
 * @param since from when on
 * @param until until when; null for now
 * @param approximate whether the times are those of polls, not of the change itself
 */
public record Serving(@Nullable Asset version, @Nullable Asset deployment, String role, @Nullable Double trafficPercent,
		Instant since, @Nullable Instant until, boolean approximate) {
}
