package dev.pedigree.catalog;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Valid time and transaction time of a query.
 *
 * @param asOf valid time; null for now
 * @param knownAt only statements recorded by this time count; null for all
 */
public record TemporalScope(@Nullable Instant asOf, @Nullable Instant knownAt) {

	/** Now, with all that is recorded. */
	public static final TemporalScope NOW = new TemporalScope(null, null);

	/** Without a valid time, it is the transaction time. */
	public TemporalScope {
		asOf = (asOf != null) ? asOf : knownAt;
	}

	/** Whether it is now, with all that is recorded. */
	public boolean isNow() {
		return this.asOf == null;
	}

}
