package dev.pedigree.impact;

import java.util.Comparator;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.Walk.Step;

/** An asset that a change affects, with a severity from 0 to 1. */
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

	/** One term of the severity: LIVE, PRODUCTION, DISTANCE and so on. */
	record AffectedReason(String code, double weight, String text) {
	}

}
