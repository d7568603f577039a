package dev.pedigree.registration;

import dev.pedigree.catalog.Asset;
import org.jspecify.annotations.Nullable;

/**
 * The registration of a model version in one registry.
 *
 * @param id its id, which also finds the shared version
 * @param model its model in that registry
 * @param version {@code scheme:value}
 * @param registered whether the registry still has it; null when unknown
 * @param stage the registry's own word for the stage
 * @param artifactUri location of the artifact, by the registry
 * @param digest hash of the artifact, by the registry
 */
record Registration(String id, @Nullable Asset model, String version, @Nullable Boolean registered,
		@Nullable String stage, @Nullable String artifactUri, @Nullable String digest) {
}
