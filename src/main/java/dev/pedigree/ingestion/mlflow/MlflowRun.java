package dev.pedigree.ingestion.mlflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run of MLflow. Its job is the program within the experiment, because an experiment
 * may have runs for training and evaluation, which read different data. Runs without a
 * program and runs of notebooks share one mixed job.
 *
 * @param ended null for a run that has not ended
 * @param end the event type of the end; RUNNING for a run that has not ended
 * @param code the code version; null without version control
 */
record MlflowRun(String source, Urn job, boolean mixed, String id, Instant started, @Nullable Instant ended,
		RunObservation.RunEventType end, @Nullable Urn parentJob, @Nullable Urn parent, @Nullable String code,
		List<MlflowDataset> inputs, PayloadNode data) {

	static MlflowRun of(PayloadNode run, PayloadNode parent, String namespace, String source) {
		PayloadNode info = run.at("info").object();
		Urn job = job(run, namespace);
		String id = info.at("run_id").required();
		Instant started = EventTime.ofMillis(info.at("start_time"));
		RunObservation.RunEventType end = switch (info.at("status").required()) {
			case "FINISHED" -> RunObservation.RunEventType.COMPLETE;
			case "FAILED" -> RunObservation.RunEventType.FAIL;
			case "KILLED" -> RunObservation.RunEventType.ABORT;
			default -> RunObservation.RunEventType.RUNNING;
		};
		Instant ended = Objects.requireNonNullElse(EventTime.millisOrNull(info.at("end_time")), started);
		Urn parentJob = parent.isPresent() ? job(parent, namespace) : null;
		List<MlflowDataset> inputs = run.at("inputs")
			.at("dataset_inputs")
			.elements()
			.stream()
			.map((input) -> MlflowDataset.of(input, namespace, info.at("experiment_id").node().asString("")))
			.toList();
		return new MlflowRun(source, job, program(run).matches("|runs|(ipykernel|colab_kernel)_launcher\\.py"), id,
				started, (end != RunObservation.RunEventType.RUNNING) ? ended : null, end, parentJob,
				(parentJob != null) ? Urn.run(parentJob, parent.at("info").at("run_id").required()) : null,
				code(run.node()), inputs, run.at("data"));
	}

	private static Urn job(PayloadNode run, String namespace) {
		String experiment = run.at("info").at("experiment_id").required();
		String program = program(run);
		return Urn.job(namespace + "/experiments/" + experiment, program.isEmpty() ? "runs" : program);
	}

	/** The file name of the program; its local path is ignored. */
	private static String program(PayloadNode run) {
		return Objects.requireNonNullElse(tag(run.node(), "mlflow.source.name"), "").replaceFirst("^.*[/\\\\]", "");
	}

	/** The code version; null without version control. */
	private static @Nullable String code(JsonNode run) {
		String commit = tag(run, "mlflow.source.git.commit");
		return (commit == null) ? null
				: Urn.sha256(Objects.requireNonNullElse(tag(run, "mlflow.source.git.repoURL"), "") + "\n" + commit);
	}

	/** The value of a tag; null if it is missing. */
	static @Nullable String tag(JsonNode run, String name) {
		for (JsonNode tag : run.path("data").path("tags").values()) {
			if (name.equals(tag.path("key").asString("")) && !tag.path("value").asString("").isBlank()) {
				return tag.path("value").asString().strip();
			}
		}
		return null;
	}

	Urn urn() {
		return Urn.run(this.job, this.id);
	}

	/** The end, else the start. */
	Instant last() {
		return Objects.requireNonNullElse(this.ended, this.started);
	}

	/** The start, and the end if the run ended. */
	List<RunObservation> observations() {
		List<DataUse> inputs = this.inputs.stream().map(MlflowDataset::use).toList();
		RunObservation start = observation(this.started, RunObservation.RunEventType.START, inputs, List.of());
		return (this.ended == null) ? List.of(start)
				: List.of(start, observation(this.ended, this.end, inputs, List.of()));
	}

	/** An observation that the run wrote a registered model version. */
	RunObservation registered(StatedVersion version, Instant at) {
		return observation(at, RunObservation.RunEventType.OTHER, List.of(), List
			.of(DataUse.of(version.data()).version(Objects.requireNonNull(version.version().version())).asModel()));
	}

	private RunObservation observation(Instant at, RunObservation.RunEventType type, List<DataUse> inputs,
			List<DataUse> outputs) {
		RunObservation run = new RunObservation(this.job, this.id, at, this.source, type, this.parentJob, this.parent,
				null, false, this.code, null, inputs, outputs);
		return this.mixed ? run.ofMixedJob() : run;
	}

	/**
	 * Maps metrics. NaN is sent as text, and infinity as the greatest number; both become
	 * texts.
	 */
	static List<Metric> metrics(PayloadNode metrics, Predicate<JsonNode> which) {
		List<Metric> figures = new ArrayList<>();
		for (PayloadNode metric : metrics.elements()) {
			if (which.test(metric.node())) {
				JsonNode value = metric.at("value").node();
				boolean number = value.isNumber() && Math.abs(value.doubleValue()) < Double.MAX_VALUE;
				figures.add(new Metric(metric.at("key").required(), number ? value.doubleValue() : null,
						number ? null : value.isNumber() ? ((value.doubleValue() > 0) ? "Infinity" : "-Infinity")
								: value.asString("NaN"),
						null));
			}
		}
		return figures;
	}

}
