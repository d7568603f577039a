package dev.pedigree.lineage;

/** Which way to walk; data flows downstream. */
public enum Direction {

	UPSTREAM, DOWNSTREAM,

	/** Both directed walks together, never an undirected one. */
	BOTH

}
