package dev.pedigree.impact;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.TemporalScope;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an impact analysis.
 *
 * @param roots ids of the changed assets
 * @param window creation time of the changed versions; null for all
 * @param includePast whether ended edges count too
 * @param scope the time at which edges must hold
 * @param maxHops maximum number of hops; null for any
 * @param limit maximum number of affected assets
 */
record ImpactQuestion(List<String> roots, Change change, @Nullable TimeWindow window, boolean includePast,
		TemporalScope scope, @Nullable Integer maxHops, int limit) {

	private static final int MOST_ROOTS = 1_000;

	private static final int MOST = 100_000;

	static final int LIMIT = 10_000;

	/** A half-open span of time; null for no bound. */
	record TimeWindow(@Nullable Instant from, @Nullable Instant to) {
	}

	ImpactQuestion {
		roots = roots.stream().distinct().toList();
		if (roots.isEmpty()) {
			throw InvalidRequestException.invalid("roots", "must not be empty");
		}
		if (roots.size() > MOST_ROOTS) {
			throw InvalidRequestException.limit("roots", "at most " + MOST_ROOTS + ", not " + roots.size());
		}
		if (maxHops != null && maxHops < 0) {
			throw InvalidRequestException.invalid("maxHops", "must not be negative");
		}
		if (limit < 1 || limit > MOST) {
			throw InvalidRequestException.invalid("limit", "must be 1 to " + MOST + ", not " + limit);
		}
		if (window != null) {
			check(window, change);
		}
		if (roots.stream().anyMatch(ImpactQuestion::isField)) {
			checkFields(roots, change);
		}
	}

	boolean isOfFields() {
		return isField(this.roots.getFirst());
	}

	private static boolean isField(String root) {
		return root.startsWith("field:");
	}

	private static void checkFields(List<String> roots, Change change) {
		for (String root : roots) {
			if (!isField(root)) {
				throw InvalidRequestException.invalid("roots",
						"must be all fields or none; '" + root + "' is no field");
			}
			if (change != Change.SCHEMA_CHANGE && change != Change.RETIREMENT) {
				throw InvalidRequestException.invalid("roots",
						change + " is not allowed for a FIELD, as '" + root + "' is");
			}
		}
	}

	ImpactQuestion about(Collection<String> roots) {
		return new ImpactQuestion(List.copyOf(roots), this.change, this.window, this.includePast, this.scope,
				this.maxHops, this.limit);
	}

	private static void check(TimeWindow window, Change change) {
		if (change != Change.BAD_DATA && change != Change.CONSENT_WITHDRAWN) {
			throw InvalidRequestException.invalid("window",
					"is not allowed for " + change + "; only for BAD_DATA and CONSENT_WITHDRAWN");
		}
		if (window.from() != null && window.to() != null && !window.from().isBefore(window.to())) {
			throw InvalidRequestException.invalid("window", "must end after it begins");
		}
	}

}
