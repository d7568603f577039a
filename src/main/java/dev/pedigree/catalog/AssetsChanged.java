package dev.pedigree.catalog;

import java.util.Collection;

/** Assets changed. Published in the same transaction, and only for a real change. */
public record AssetsChanged(What what, Collection<String> urns) {

	/** The aspect of an asset that changed; the names are part of the API. */
	public enum What {

		CREATED, DESCRIBED,
		/** Its standing edges. */
		LINEAGE,
		/** A version was written or registered, or the order of its versions changed. */
		VERSION,
		/** The state of the run, or of a run of the job. */
		RUN,
		/** The servings of the deployment, or of the version. */
		SERVING, OWNERS, REQUIREMENTS, EVALUATION, MERGED, SPLIT, FORGOTTEN

	}

}
