package dev.pedigree.registration;

import dev.pedigree.catalog.Asset;
import org.jspecify.annotations.Nullable;

/**
 * What one registry says of a version of a model.
 *
 * @param id under which it is known, which finds the version for ever
 * @param model of which it is a version there
 * @param version {@code scheme:value}
 * @param registered whether the registry has it; null when it did not say
 * @param stage in the registry's word
 * @param artifactUri where the registry says that the artifact is
 * @param digest hash of the artifact, by the registry
 */
record Registration(String id, @Nullable Asset model, String version, @Nullable Boolean registered,
		@Nullable String stage, @Nullable String artifactUri, @Nullable String digest) {
}
