package dev.pedigree.graph;

import org.jspecify.annotations.Nullable;

/** A type of edges that hold for a time, with its name in the past tense. */
public enum EdgeType {

	/** Data flows. */
	FEEDS("FED"),
	/** A team or person owns an asset. */
	OWNS("OWNED"),
	/** A person belongs to a team. */
	MEMBER_OF("WAS_MEMBER_OF");

	private final String past;

	EdgeType(String past) {
		this.past = past;
	}

	/** The relationship type of an edge: present tense until it has an end. */
	String in(@Nullable Object until) {
		return (until == null) ? name() : this.past;
	}

}
