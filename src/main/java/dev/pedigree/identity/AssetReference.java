package dev.pedigree.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;

/**
 * An asset that a message names.
 *
 * @param urn under which it is named
 * @param kind what the message takes it for; a model is a model for good
 * @param aliases other keys that the message says are the same asset; data only
 * @param at event time of the message
 * @param source who named it
 * @param described whether the message says more of it than its name; else it is a stub
 */
public record AssetReference(Urn urn, AssetKind kind, Set<Urn> aliases, Instant at, String source, boolean described) {

	/** The source of what people say. */
	public static final String MANUAL = "manual";

	/** Times are kept in milliseconds. */
	public AssetReference {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

}
