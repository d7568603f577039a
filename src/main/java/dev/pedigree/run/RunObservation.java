package dev.pedigree.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * What one message says of one run. A run is the union of all its observations, in
 * whatever order they come.
 *
 * @param job whose run it is
 * @param runId the producer's id of the run, unique within the job
 * @param at event time
 * @param source who said it: {@code openlineage}
 * @param type what happened
 * @param parentRun the run that started it (its job and id make the urn); null when none
 * is stated
 * @param nominal when the run was due: the end of its nominal interval, else its
 * beginning
 * @param streaming whether the job is known to run without end
 * @param code the job's code version: a hash of source location and SQL text; null when
 * unstated
 * @param error the message of its failure
 * @param inputs what it reads
 * @param outputs what it writes
 * @param mixed whether the job stands for several that nobody tells apart: a run of it
 * adds to what flows, and ends nothing by what it does not name
 * @param root the first of the runs that started each other, above the parent; null when
 * it is not stated, or is the parent
 */
public record RunObservation(Urn job, String runId, Instant at, String source, RunEventType type,
		@Nullable Urn parentJob, @Nullable Urn parentRun, @Nullable Instant nominal, boolean streaming,
		@Nullable String code, @Nullable String error, List<DataUse> inputs, List<DataUse> outputs, boolean mixed,
		@Nullable Root root) {

	/** Times are kept in milliseconds. */
	public RunObservation {
		at = at.truncatedTo(ChronoUnit.MILLIS);
		nominal = (nominal != null) ? nominal.truncatedTo(ChronoUnit.MILLIS) : null;
	}

	/** An observation of a run without a root, of a job of its own. */
	public RunObservation(Urn job, String runId, Instant at, String source, RunEventType type, @Nullable Urn parentJob,
			@Nullable Urn parentRun, @Nullable Instant nominal, boolean streaming, @Nullable String code,
			@Nullable String error, List<DataUse> inputs, List<DataUse> outputs) {
		this(job, runId, at, source, type, parentJob, parentRun, nominal, streaming, code, error, inputs, outputs,
				false, null);
	}

	/** The same, of a job that stands for several. */
	public RunObservation ofMixedJob() {
		return new RunObservation(this.job, this.runId, this.at, this.source, this.type, this.parentJob, this.parentRun,
				this.nominal, this.streaming, this.code, this.error, this.inputs, this.outputs, true, this.root);
	}

	/** The same, below a root. */
	public RunObservation below(@Nullable Root root) {
		return new RunObservation(this.job, this.runId, this.at, this.source, this.type, this.parentJob, this.parentRun,
				this.nominal, this.streaming, this.code, this.error, this.inputs, this.outputs, this.mixed, root);
	}

	/**
	 * The top of a chain of runs, of which those between it and the parent may never be
	 * observed.
	 *
	 * @param job the job at the top
	 * @param run its run; null when it is not stated
	 */
	public record Root(Urn job, @Nullable Urn run) {
	}

	/** The event types of OpenLineage; OTHER also stands for none. */
	public enum RunEventType {

		START, RUNNING, COMPLETE, FAIL, ABORT, OTHER;

		/** Whether the run ends with it. */
		boolean ends() {
			return this == COMPLETE || this == FAIL || this == ABORT;
		}

	}

}
