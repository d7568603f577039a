package dev.pedigree.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;

/**
 * An asset that a message names.
 *
 * @param urn the key that the message uses
 * @param kind the kind that the message implies; MODEL is final
 * @param aliases further keys of the same asset, by the message; data only
 * @param at event time
 * @param described whether the message describes the asset; else it is a stub
 */
public record AssetReference(Urn urn, AssetKind kind, Set<Urn> aliases, Instant at, String source, boolean described) {

	/** The source of statements by curators. */
	public static final String MANUAL = "manual";

	/** Truncates times to milliseconds. */
	public AssetReference {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

}
