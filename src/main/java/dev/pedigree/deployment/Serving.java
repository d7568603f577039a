package dev.pedigree.deployment;

import java.time.Instant;

import dev.pedigree.catalog.Asset;
import org.jspecify.annotations.Nullable;

/**
 * A serving: a model version answers requests in a deployment.
 *
 * @param role {@code primary}, {@code canary}
 * @param trafficPercent its share of the requests, 0 to 100; null when unknown
 * @param until null while it serves
 * @param approximate whether the times are those of polls instead of the change itself
 */
public record Serving(@Nullable Asset version, @Nullable Asset deployment, String role, @Nullable Double trafficPercent,
		Instant since, @Nullable Instant until, boolean approximate) {
}
