package dev.pedigree.impact;

import java.util.Comparator;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.Walk.Step;

/**
 * An asset that a change touches.
 *
 * @param step what it is, and how far away
 * @param severity how bad that is, 0 to 1: the sum of the weights of the reasons
 * @param live whether it matters to what serves now
 */
record Affected(Step step, double severity, boolean live) {

	/** The worst first; what is as bad and as far stays in the order of the walk. */
	static final Comparator<Affected> ORDER = Comparator.comparingDouble(Affected::severity)
		.reversed()
		.thenComparingInt(Affected::hops);

	String urn() {
		return this.step.urn();
	}

	AssetKind kind() {
		return this.step.kind();
	}

	int hops() {
		return Math.abs(this.step.hops());
	}

	/**
	 * One term of the severity.
	 *
	 * @param code which term: LIVE, PRODUCTION, DISTANCE, KIND, TRAFFIC, APPLICATIONS,
	 * EVALUATION
	 * @param weight what it adds
	 * @param text the same in words
	 */
	record AffectedReason(String code, double weight, String text) {
	}

}
