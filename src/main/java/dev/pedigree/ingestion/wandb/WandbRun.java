package dev.pedigree.ingestion.wandb;

import java.time.Instant;
import java.util.List;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;

/**
 * A run of W&B. Its job is the job type within the project, else the program; runs with
 * neither share one mixed job. A sweep is not the parent of its runs, because a failed
 * run does not affect the others.
 *
 * @param source the source of the observations
 * @param job the key of the job
 * @param id the run id of W&B
 * @param mixed whether several jobs share the key
 * @param code the code version; null without version control
 */
record WandbRun(String source, Urn job, String id, boolean mixed, @Nullable String code) {

	/** The job of runs without job type and program. */
	private static final String ANY = "run";

	static WandbRun of(PayloadNode run, Project project, String instance, String source) {
		String name = run.text("jobType").or(() -> run.text("program")).orElse(ANY);
		return new WandbRun(source, project.job(instance, name), run.name(), name.equals(ANY),
				run.text("commit").map(Urn::sha256).orElse(null));
	}

	Urn urn() {
		return Urn.run(this.job, this.id);
	}

	private static RunObservation.RunEventType type(String state) {
		return switch (state) {
			case "finished" -> RunObservation.RunEventType.COMPLETE;
			case "crashed", "failed" -> RunObservation.RunEventType.FAIL;
			case "killed", "preempted" -> RunObservation.RunEventType.ABORT;
			default -> RunObservation.RunEventType.RUNNING;
		};
	}

	/** The start, and the end if the run ended. */
	List<RunObservation> observations(PayloadNode run, List<WandbArtifact> inputs, List<WandbArtifact> outputs) {
		RunObservation.RunEventType type = type(run.at("state").required());
		List<DataUse> read = inputs.stream().map(WandbArtifact::use).toList();
		List<DataUse> written = outputs.stream().map(WandbArtifact::use).toList();
		RunObservation start = observation(EventTime.of(run.at("createdAt")).at(), RunObservation.RunEventType.START,
				read, written);
		Instant end = ended(run);
		return (end == null) ? List.of(start) : List.of(start, observation(end, type, read, written));
	}

	/** Whether a run in a state has ended, unless it is resumed. */
	static boolean hasEnded(String state) {
		return switch (type(state)) {
			case COMPLETE, FAIL, ABORT -> true;
			case START, RUNNING, OTHER -> false;
		};
	}

	/** Whether a run in a state has not started, so that its program may be unknown. */
	static boolean isPending(String state) {
		return state.equals("pending");
	}

	/** The end, which is the last heartbeat; null for a run that has not ended. */
	static @Nullable Instant ended(PayloadNode run) {
		return hasEnded(run.at("state").required()) ? last(run) : null;
	}

	/** The last heartbeat, else the start. */
	static Instant last(PayloadNode run) {
		return EventTime.of(run.at("heartbeatAt").isPresent() ? run.at("heartbeatAt") : run.at("createdAt")).at();
	}

	/** An observation that the run wrote an artifact. */
	RunObservation wrote(WandbArtifact artifact) {
		return observation(artifact.createdAt(), RunObservation.RunEventType.OTHER, List.of(), List.of(artifact.use()));
	}

	private RunObservation observation(Instant at, RunObservation.RunEventType type, List<DataUse> inputs,
			List<DataUse> outputs) {
		RunObservation run = new RunObservation(this.job, this.id, at, this.source, type, null, null, null, false,
				this.code, null, inputs, outputs);
		return this.mixed ? run.ofMixedJob() : run;
	}

}
