package dev.pedigree.impact;

import java.util.Comparator;
import java.util.List;

import dev.pedigree.catalog.AssetKind;

/**
 * An asset that a change touches.
 *
 * @param urn its id
 * @param kind what it is
 * @param hops how far away it is
 * @param severity how bad that is, 0 to 1: the sum of the weights of the reasons
 * @param reasons why it is that bad
 * @param live whether it matters to what serves now
 */
record Affected(String urn, AssetKind kind, int hops, double severity, List<Reason> reasons, boolean live) {

	/** The worst first. */
	static final Comparator<Affected> ORDER = Comparator.comparingDouble(Affected::severity)
		.reversed()
		.thenComparingInt(Affected::hops)
		.thenComparing(Affected::urn);

	/**
	 * One term of the severity.
	 *
	 * @param code which term: LIVE, PRODUCTION, DISTANCE, KIND, TRAFFIC, APPLICATIONS,
	 * EVALUATION
	 * @param weight what it adds
	 * @param text the same in words
	 */
	record Reason(String code, double weight, String text) {
	}

}
