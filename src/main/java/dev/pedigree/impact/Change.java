package dev.pedigree.impact;

import java.util.EnumSet;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.LineageLevel;

/** What happens to the roots. */
enum Change {

	/** Its shape changes: what is built to read it is touched. */
	SCHEMA_CHANGE(LineageLevel.STANDING),

	/** It ceases to be. */
	RETIREMENT(LineageLevel.STANDING),

	/** What it held was wrong: what was made of it is touched, as with food. */
	BAD_DATA(LineageLevel.RECORDED),

	/** People no longer allow their data in it to be used. */
	CONSENT_WITHDRAWN(LineageLevel.RECORDED),

	/** A package is vulnerable. */
	VULNERABILITY(LineageLevel.RECORDED);

	private final LineageLevel level;

	Change(LineageLevel level) {
		this.level = level;
	}

	/** Which graph it spreads in. */
	LineageLevel level() {
		return this.level;
	}

	/** What it can happen to. */
	Set<AssetKind> roots() {
		return switch (this) {
			case SCHEMA_CHANGE, RETIREMENT -> EnumSet.complementOf(EnumSet.of(AssetKind.RUN, AssetKind.OTHER));
			case BAD_DATA, CONSENT_WITHDRAWN -> EnumSet.of(AssetKind.DATASET, AssetKind.MODEL,
					AssetKind.DATASET_VERSION, AssetKind.MODEL_VERSION, AssetKind.JOB, AssetKind.RUN);
			case VULNERABILITY -> EnumSet.noneOf(AssetKind.class);
		};
	}

	/** What it can touch; runs are walked, never touched. */
	Set<AssetKind> touched() {
		return (this.level == LineageLevel.STANDING)
				? EnumSet.of(AssetKind.DATASET, AssetKind.JOB, AssetKind.MODEL, AssetKind.DEPLOYMENT,
						AssetKind.APPLICATION)
				: EnumSet.of(AssetKind.DATASET_VERSION, AssetKind.MODEL_VERSION, AssetKind.DEPLOYMENT,
						AssetKind.APPLICATION);
	}

}
