package dev.pedigree.impact;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.TemporalScope;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a change.
 *
 * @param roots ids of what changes
 * @param change what happens to it
 * @param window when the versions that are meant were made; null for all of them
 * @param includePast whether what has ended counts too
 * @param moment at which edges must hold
 * @param maxHops the greatest number of hops; null for any
 * @param limit the greatest number of affected assets
 */
record ImpactQuestion(List<String> roots, Change change, @Nullable TimeWindow window, boolean includePast,
		TemporalScope moment, @Nullable Integer maxHops, int limit) {

	/** The most roots and the most affected assets of one question. */
	static final int MOST_ROOTS = 1_000;

	static final int MOST = 100_000;

	/** The number of affected assets when none is asked for. */
	static final int LIMIT = 10_000;

	/**
	 * A span of time, half open.
	 *
	 * @param from its beginning; null for any
	 * @param to the first moment after it; null for any
	 */
	record TimeWindow(@Nullable Instant from, @Nullable Instant to) {
	}

	ImpactQuestion {
		roots = roots.stream().distinct().toList();
		if (roots.isEmpty()) {
			throw InvalidRequestException.invalid("roots", "name at least one");
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

	/** Whether columns of data change, and not assets. */
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
						"are fields and others, such as '" + root + "'; ask for each alone");
			}
			if (change != Change.SCHEMA_CHANGE && change != Change.RETIREMENT) {
				throw InvalidRequestException.invalid("roots",
						change + " cannot happen to a FIELD, as '" + root + "' is");
			}
		}
	}

	/** The same question about other roots. */
	ImpactQuestion about(Collection<String> roots) {
		return new ImpactQuestion(List.copyOf(roots), this.change, this.window, this.includePast, this.moment,
				this.maxHops, this.limit);
	}

	private static void check(TimeWindow window, Change change) {
		if (change != Change.BAD_DATA && change != Change.CONSENT_WITHDRAWN) {
			throw InvalidRequestException.invalid("window", change + " is of the asset, whatever the time");
		}
		if (window.from() != null && window.to() != null && !window.from().isBefore(window.to())) {
			throw InvalidRequestException.invalid("window", "must end after it begins");
		}
	}

}
