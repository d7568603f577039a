package dev.pedigree.lineage;

/** The level of the graph to walk. */
public enum LineageLevel {

	/** Flows by design, between data, jobs, models, deployments and applications. */
	STANDING,

	/** Recorded flows, run by run, between versions. */
	RECORDED

}
