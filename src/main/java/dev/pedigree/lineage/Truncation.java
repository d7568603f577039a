package dev.pedigree.lineage;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Why an answer is not the whole one, and where it stopped.
 *
 * @param reason what stopped it
 * @param omitted how many nodes of the wanted kinds were left out; null when nobody knows
 * @param frontier urns of the nodes behind which more was found
 */
public record Truncation(TruncationReason reason, @Nullable Integer omitted, List<String> frontier) {

	/** What stopped a walk. */
	public enum TruncationReason {

		/** More nodes than wanted. */
		LIMIT,

		/** More hops than wanted. */
		HOPS,

		/** The time limit of a walk, before its second direction was walked. */
		TIME,

		/** Runs of that time are kept as summaries only. */
		COMPACTED

	}

}
