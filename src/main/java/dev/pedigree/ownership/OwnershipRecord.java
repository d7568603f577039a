package dev.pedigree.ownership;

import java.time.Instant;

import dev.pedigree.catalog.Asset;
import org.jspecify.annotations.Nullable;

/**
 * An ownership: an owner of an asset in a role, from a time on.
 *
 * @param sourceRole the source's own word for the role
 * @param source several are joined by commas
 * @param inheritedFrom null if the asset itself has the owner
 */
public record OwnershipRecord(Owner owner, OwnerRole role, @Nullable String sourceRole, Instant since,
		@Nullable Instant until, String source, @Nullable Asset inheritedFrom) {
}
