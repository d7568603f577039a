package dev.pedigree.impact;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.LineageLevel;

/** A change of assets whose impact is analysed. */
enum Change {

	/** The shape changes: its readers are affected. */
	SCHEMA_CHANGE(LineageLevel.STANDING),

	/** The asset is removed. */
	RETIREMENT(LineageLevel.STANDING),

	/** The content was wrong: what was made from it is affected, as in a food recall. */
	BAD_DATA(LineageLevel.RECORDED),

	/** Persons withdraw the consent to use their data in it. */
	CONSENT_WITHDRAWN(LineageLevel.RECORDED),

	/** A package is vulnerable. */
	VULNERABILITY(LineageLevel.RECORDED);

	private final LineageLevel level;

	Change(LineageLevel level) {
		this.level = level;
	}

	LineageLevel level() {
		return this.level;
	}

	Set<AssetKind> roots() {
		return switch (this) {
			case SCHEMA_CHANGE, RETIREMENT -> EnumSet.complementOf(EnumSet.of(AssetKind.RUN, AssetKind.OTHER));
			case BAD_DATA, CONSENT_WITHDRAWN -> EnumSet.of(AssetKind.DATASET, AssetKind.MODEL,
					AssetKind.DATASET_VERSION, AssetKind.MODEL_VERSION, AssetKind.JOB, AssetKind.RUN);
			case VULNERABILITY -> EnumSet.noneOf(AssetKind.class);
		};
	}

	/** The kinds of assets that it can affect; runs are walked, never affected. */
	Set<AssetKind> touched() {
		return Arrays.stream(AssetKind.values())
			.filter((kind) -> (this.level == LineageLevel.STANDING) ? kind.isStanding() : kind.isRecorded())
			.filter((kind) -> kind != AssetKind.RUN)
			.collect(Collectors.toSet());
	}

}
