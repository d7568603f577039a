package dev.pedigree.lineage;

/** The direction of a walk; data flows downstream. */
public enum Direction {

	UPSTREAM, DOWNSTREAM,

	/** The union of both directed walks, never an undirected one. */
	BOTH

}
