package dev.pedigree.catalog;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When something is to have been so, and by whose knowledge.
 *
 * @param asOf the moment; null for now
 * @param knownAt only what the catalog had recorded by this time counts; null for all
 * that it knows
 */
public record TemporalScope(@Nullable Instant asOf, @Nullable Instant knownAt) {

	/** Now, by all that is known. */
	public static final TemporalScope NOW = new TemporalScope(null, null);

	/**
	 * What was known at a time is, unless told otherwise, what was held to be so then.
	 */
	public TemporalScope {
		asOf = (asOf != null) ? asOf : knownAt;
	}

	/** Whether it is now, by all that is known. */
	public boolean isNow() {
		return this.asOf == null;
	}

}
