package dev.pedigree.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;
import org.jspecify.annotations.Nullable;

/**
 * The statement of one message about one run. A run is the union of all its observations,
 * in any order.
 *
 * @param runId the producer's id of the run, unique within the job
 * @param at event time
 * @param source the source of the message: {@code openlineage}
 * @param parentRun the run that started it; null when unstated
 * @param nominal when the run was due: the end of its nominal interval, else its
 * beginning
 * @param streaming whether the job runs without end
 * @param code the job's code version: a hash of source location and SQL text
 * @param error the message of its failure
 * @param mixed whether the job stands for several that no source distinguishes: a run of
 * it opens edges, and ends none by what it does not name
 * @param root the first run of the chain that started it, above the parent; null when it
 * is unstated or the parent
 */
public record RunObservation(Urn job, String runId, Instant at, String source, RunEventType type,
		@Nullable Urn parentJob, @Nullable Urn parentRun, @Nullable Instant nominal, boolean streaming,
		@Nullable String code, @Nullable String error, List<DataUse> inputs, List<DataUse> outputs, boolean mixed,
		@Nullable Root root) {

	/** Truncates times to milliseconds. */
	public RunObservation {
		at = at.truncatedTo(ChronoUnit.MILLIS);
		nominal = (nominal != null) ? nominal.truncatedTo(ChronoUnit.MILLIS) : null;
	}

	/** An observation without a root, of a job that stands for itself. */
	public RunObservation(Urn job, String runId, Instant at, String source, RunEventType type, @Nullable Urn parentJob,
			@Nullable Urn parentRun, @Nullable Instant nominal, boolean streaming, @Nullable String code,
			@Nullable String error, List<DataUse> inputs, List<DataUse> outputs) {
		this(job, runId, at, source, type, parentJob, parentRun, nominal, streaming, code, error, inputs, outputs,
				false, null);
	}

	/** The same observation, of a job that stands for several. */
	public RunObservation ofMixedJob() {
		return new RunObservation(this.job, this.runId, this.at, this.source, this.type, this.parentJob, this.parentRun,
				this.nominal, this.streaming, this.code, this.error, this.inputs, this.outputs, true, this.root);
	}

	/** The same observation, below a root. */
	public RunObservation below(@Nullable Root root) {
		return new RunObservation(this.job, this.runId, this.at, this.source, this.type, this.parentJob, this.parentRun,
				this.nominal, this.streaming, this.code, this.error, this.inputs, this.outputs, this.mixed, root);
	}

	Urn run() {
		return Urn.run(this.job, this.runId);
	}

	/** The assets that it names; the caller locks them before recording it. */
	public List<AssetReference> mentions() {
		List<AssetReference> mentions = new ArrayList<>();
		mentions.add(job(this.job, true));
		if (this.parentJob != null) {
			mentions.add(job(this.parentJob, false));
		}
		if (this.root != null) {
			mentions.add(job(this.root.job, false));
		}
		Stream.of(this.inputs, this.outputs)
			.flatMap(List::stream)
			.forEach((use) -> mentions.addAll(use.mentions(this.at, this.source)));
		return mentions;
	}

	private AssetReference job(Urn job, boolean described) {
		return new AssetReference(job, AssetKind.JOB, Set.of(), this.at, this.source, described);
	}

	/**
	 * The first of a chain of runs that started each other; those between it and the
	 * parent may be unknown.
	 *
	 * @param run null when unstated
	 */
	public record Root(Urn job, @Nullable Urn run) {
	}

	/** The event types of OpenLineage; OTHER also stands for none. */
	public enum RunEventType {

		START, RUNNING, COMPLETE, FAIL, ABORT, OTHER;

		boolean ends() {
			return this == COMPLETE || this == FAIL || this == ABORT;
		}

	}

}
