package dev.pedigree.lineage;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The missing part of an answer.
 *
 * @param omitted number of omitted nodes of the requested kinds; null when unknown
 * @param frontier urns of the nodes beyond which more exists
 */
public record Truncation(TruncationReason reason, @Nullable Integer omitted, List<String> frontier) {

	/** The reason why an answer is incomplete. */
	public enum TruncationReason {

		/** More nodes than the limit exist. */
		LIMIT,

		/** More nodes exist beyond the maximum number of hops. */
		HOPS,

		/** The time limit ended a walk before its second direction. */
		TIME,

		/** Runs of that time are kept as summaries only. */
		COMPACTED

	}

}
