package dev.pedigree.ingestion.wandb;

import java.time.Instant;
import java.util.List;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.CapturedRun;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation.RunEventType;
import org.jspecify.annotations.Nullable;

/**
 * A run of W&B. Its job is the job type within the project, else the program; runs with
 * neither share one mixed job. A sweep is not the parent of its runs, because a failed
 * run does not affect the others.
 */
record WandbRun(CapturedRun run, PayloadNode node) {

	private static final String ANY = "run";

	static WandbRun of(PayloadNode node, Project project, String instance) {
		String job = node.text("jobType").or(() -> node.text("program")).orElse(ANY);
		String code = node.text("commit").map(Urn::sha256).orElse(null);
		return new WandbRun(new CapturedRun(Urn.job(project.namespace(instance), job), node.name(), job.equals(ANY),
				null, null, code), node);
	}

	private static RunEventType type(String state) {
		return switch (state) {
			case "finished" -> RunEventType.COMPLETE;
			case "crashed", "failed" -> RunEventType.FAIL;
			case "killed", "preempted" -> RunEventType.ABORT;
			default -> RunEventType.RUNNING;
		};
	}

	void observe(TranslationBuilder translation, List<WandbArtifact> inputs, List<WandbArtifact> outputs) {
		List<DataUse> read = inputs.stream().map(WandbArtifact::use).toList();
		List<DataUse> written = outputs.stream().map(WandbArtifact::use).toList();
		this.run.observe(translation.at(EventTime.of(this.node.at("createdAt")).at()), RunEventType.START, read,
				written);
		Instant end = ended();
		if (end != null) {
			this.run.observe(translation.at(end), type(this.node.at("state").required()), read, written);
		}
	}

	/** Whether a run in a state has ended, unless it is resumed. */
	static boolean hasEnded(String state) {
		return type(state) != RunEventType.RUNNING;
	}

	/** Whether a run in a state has not started, so that its program may be unknown. */
	static boolean isPending(String state) {
		return state.equals("pending");
	}

	/** The end, which is the last heartbeat; null for a run that has not ended. */
	@Nullable Instant ended() {
		return hasEnded(this.node.at("state").required()) ? last() : null;
	}

	Instant last() {
		PayloadNode heartbeat = this.node.at("heartbeatAt");
		return EventTime.of(heartbeat.isPresent() ? heartbeat : this.node.at("createdAt")).at();
	}

}
