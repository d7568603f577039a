package dev.pedigree.lineage;

/** Which graph to walk. */
public enum LineageLevel {

	/** What flows by design, between data, jobs, models, deployments and applications. */
	STANDING,

	/** What did flow, run by run, between versions. */
	RECORDED

}
