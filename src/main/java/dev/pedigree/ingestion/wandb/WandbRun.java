package dev.pedigree.ingestion.wandb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;

/**
 * A run, whose job is what runs of its project with its job type do, else with its
 * program; where neither is told, all such runs are of one job, which stands for many. A
 * sweep is no parent of its runs: one of them that fails says nothing against the others.
 *
 * @param source who says it
 * @param job what it is a run of
 * @param id the eight letters that W&B knows it by
 * @param mixed whether its job stands for many
 * @param code the commit that ran; null when it is under no version control
 */
record WandbRun(String source, Urn job, String id, boolean mixed, @Nullable String code) {

	/** The job of runs of which nobody says what they do. */
	private static final String ANY = "run";

	/** A run of a project, of which at least the name is told. */
	static WandbRun of(PayloadNode run, Project project, String instance, String source) {
		String does = run.text("jobType").or(() -> run.text("program")).orElse(ANY);
		return new WandbRun(source, project.job(instance, does), run.name(), does.equals(ANY),
				run.text("commit").map(Urn::sha256).orElse(null));
	}

	Urn urn() {
		return Urn.run(this.job, this.id);
	}

	/** What became of it so far; an end is told by the last word from it. */
	private static RunObservation.Type type(String state) {
		return switch (state) {
			case "finished" -> RunObservation.Type.COMPLETE;
			case "crashed", "failed" -> RunObservation.Type.FAIL;
			case "killed", "preempted" -> RunObservation.Type.ABORT;
			default -> RunObservation.Type.RUNNING;
		};
	}

	/** Its start, and its end when it ended. */
	List<RunObservation> observations(PayloadNode run, List<WandbArtifact> inputs, List<WandbArtifact> outputs) {
		RunObservation.Type type = type(run.at("state").required());
		Instant began = EventTime.of(run.at("createdAt")).at();
		List<DataUse> read = inputs.stream().map(WandbArtifact::use).toList();
		List<DataUse> written = outputs.stream().map(WandbArtifact::use).toList();
		List<RunObservation> seen = new ArrayList<>();
		seen.add(seen(began, RunObservation.Type.START, read, written));
		Instant end = ended(run);
		if (end != null) {
			seen.add(seen(end, type, read, written));
		}
		return seen;
	}

	/** Whether nothing is heard of it any more, unless it is begun again. */
	static boolean isOver(String state) {
		return switch (type(state)) {
			case COMPLETE, FAIL, ABORT -> true;
			case START, RUNNING, OTHER -> false;
		};
	}

	/** Whether it waits to begin, and what it will run may not be told yet. */
	static boolean isToCome(String state) {
		return state.equals("pending");
	}

	/** When it ended; null while it has not. */
	static @Nullable Instant ended(PayloadNode run) {
		return isOver(run.at("state").required()) ? last(run) : null;
	}

	/** When it was heard of last. */
	static Instant last(PayloadNode run) {
		return EventTime.of(run.at("heartbeatAt").isThere() ? run.at("heartbeatAt") : run.at("createdAt")).at();
	}

	/** That it made an artifact. */
	RunObservation made(WandbArtifact artifact) {
		return seen(artifact.made(), RunObservation.Type.OTHER, List.of(), List.of(artifact.use()));
	}

	private RunObservation seen(Instant at, RunObservation.Type type, List<DataUse> read, List<DataUse> written) {
		RunObservation seen = new RunObservation(this.job, this.id, at, this.source, type, null, null, null, false,
				this.code, null, read, written);
		return this.mixed ? seen.ofMixedJob() : seen;
	}

}
