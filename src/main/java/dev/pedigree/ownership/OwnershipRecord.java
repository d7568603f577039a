package dev.pedigree.ownership;

import java.time.Instant;

import dev.pedigree.catalog.Asset;
import org.jspecify.annotations.Nullable;

/**
 * That somebody answers for an asset.
 *
 * @param owner who
 * @param role as what
 * @param sourceRole the source's own word for the role
 * @param since from when on
 * @param until until when; null for now
 * @param source who said so; several are joined by commas
 * @param inheritedFrom the asset that is owned itself; null when it is this one
 */
public record OwnershipRecord(Owner owner, OwnerRole role, @Nullable String sourceRole, Instant since,
		@Nullable Instant until, String source, @Nullable Asset inheritedFrom) {
}
