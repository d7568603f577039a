package dev.pedigree.impact;

import java.util.Comparator;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.Walk.Step;

/**
 * An asset that a change affects.
 *
 * @param severity 0 to 1: the sum of the weights of the reasons
 * @param live whether it affects what serves now
 */
record Affected(Step step, double severity, boolean live) {

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
	 * @param code LIVE, PRODUCTION, DISTANCE, KIND, TRAFFIC, APPLICATIONS or EVALUATION
	 * @param weight the part of the severity
	 * @param text a description
	 */
	record AffectedReason(String code, double weight, String text) {
	}

}
