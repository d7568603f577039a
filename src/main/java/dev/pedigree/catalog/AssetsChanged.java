package dev.pedigree.catalog;

import java.util.Collection;

/**
 * Assets changed. Published within the transaction that changes them, and only for a real
 * change: a repeated statement publishes nothing.
 */
public record AssetsChanged(What what, Collection<String> urns) {

	/** The type of a change; the names are part of the API. */
	public enum What {

		/** The asset is new. */
		CREATED,
		/** Its properties. */
		DESCRIBED,
		/** Its standing edges. */
		LINEAGE,
		/** A version was written or registered, or the order of its versions changed. */
		VERSION,
		/** The state of the run, or of a run of the job. */
		RUN,
		/** The servings of the deployment, or of the version. */
		SERVING,
		/** Its owners. */
		OWNERS,
		/** The requirements that apply to it. */
		REQUIREMENTS,
		/** Its evaluations. */
		EVALUATION,
		/** It was merged with another asset. */
		MERGED,
		/** A merge of it was undone. */
		SPLIT,
		/** It was deleted. */
		FORGOTTEN

	}

}
