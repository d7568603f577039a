package dev.pedigree.oracle;

/**
 * What a random scenario may contain beside plain runs. Each scenario has some of them,
 * so that a failure is seldom a mixture of all.
 */
enum Feature {

	/** Runs under a parent, several of one job under one. */
	PARENTS,
	/** Several parents stated of one run. */
	RIVAL_PARENTS,
	/** Code versions. */
	CODE,
	/** Nominal times, backfills among them. */
	NOMINAL,
	/** Runs of jobs that stand for several. */
	MIXED_JOBS,
	/** Runs that stream for days. */
	STREAMING,
	/** Stated versions, of what somebody wrote and of what nobody wrote. */
	VERSIONS,
	/** Stated versions that a streaming run writes. */
	STREAMED_VERSIONS,
	/** Versions that are stated under the name that an unstated one would get. */
	IMPLICIT_STATED,
	/** Write modes and partitions, the same in all messages of a run. */
	MODES,
	/** Write modes and partitions that differ between the messages of a run. */
	MIXED_MODES,
	/** Data that is known late to be a model. */
	MODELS,
	/** Further names of the same data. */
	ALIASES,
	/** Data that is dropped. */
	DROPS,
	/** Data that gets another name. */
	RENAMES,
	/** Declared designs. */
	DESIGN,
	/** One run id for runs of several jobs. */
	REUSED_IDS,
	/** Ends before starts, failures after completions, no start at all. */
	ODD_ORDERS,
	/** Runs that read and write the same data. */
	SELF_READS

}
