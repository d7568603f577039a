package dev.pedigree.catalog;

import java.util.Collection;

/**
 * Something of assets changed. Published within the transaction that changes them, and
 * only when something did: what is said once more is no news.
 *
 * @param what of them changed
 * @param urns of the assets
 */
public record AssetsChanged(What what, Collection<String> urns) {

	/** What can change; the names are part of the API. */
	public enum What {

		/** It is new. */
		CREATED,
		/** What is known of it. */
		DESCRIBED,
		/** What it feeds, or is fed by. */
		LINEAGE,
		/** A version of it was written or registered, or its place among the others. */
		VERSION,
		/** A run of it, or the run itself, has another state. */
		RUN,
		/** What serves in it, or where it serves. */
		SERVING,
		/** Who owns it. */
		OWNERS,
		/** Which requirements apply to it. */
		REQUIREMENTS,
		/** It was measured. */
		EVALUATION,
		/** It is one with another one now. */
		MERGED,
		/** It is no longer one with another one. */
		SPLIT,
		/** It is deleted. */
		FORGOTTEN

	}

}
