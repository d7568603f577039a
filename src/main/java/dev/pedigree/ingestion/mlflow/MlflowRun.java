package dev.pedigree.ingestion.mlflow;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.CapturedRun;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation.RunEventType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run of MLflow. Its job is the program within the experiment, because an experiment
 * may have runs for training and evaluation, which read different data. Runs without a
 * program and runs of notebooks share one mixed job.
 *
 * @param ended null for a run that has not ended
 * @param end the event type of the end; RUNNING for a run that has not ended
 */
record MlflowRun(CapturedRun run, Instant started, @Nullable Instant ended, RunEventType end,
		List<MlflowDataset> inputs, PayloadNode data) {

	static MlflowRun of(PayloadNode run, PayloadNode parent, String namespace) {
		PayloadNode info = run.at("info").object();
		Urn job = job(run, namespace);
		String id = info.at("run_id").required();
		Instant started = EventTime.ofMillis(info.at("start_time"));
		RunEventType end = switch (info.at("status").required()) {
			case "FINISHED" -> RunEventType.COMPLETE;
			case "FAILED" -> RunEventType.FAIL;
			case "KILLED" -> RunEventType.ABORT;
			default -> RunEventType.RUNNING;
		};
		Instant ended = Objects.requireNonNullElse(EventTime.millisOrNull(info.at("end_time")), started);
		Urn parentJob = parent.isPresent() ? job(parent, namespace) : null;
		Urn parentRun = (parentJob != null) ? Urn.run(parentJob, parent.at("info", "run_id").required()) : null;
		boolean mixed = program(run).matches("|runs|(ipykernel|colab_kernel)_launcher\\.py");
		List<MlflowDataset> inputs = run.at("inputs", "dataset_inputs")
			.map((input) -> MlflowDataset.of(input, namespace, info.at("experiment_id").node().asString("")));
		return new MlflowRun(new CapturedRun(job, id, mixed, parentJob, parentRun, code(run.node())), started,
				(end != RunEventType.RUNNING) ? ended : null, end, inputs, run.at("data"));
	}

	private static Urn job(PayloadNode run, String namespace) {
		String experiment = run.at("info", "experiment_id").required();
		String program = program(run);
		return Urn.job(namespace + "/experiments/" + experiment, program.isEmpty() ? "runs" : program);
	}

	/** The file name of the program; its local path is ignored. */
	private static String program(PayloadNode run) {
		return Objects.requireNonNullElse(tag(run.node(), "mlflow.source.name"), "").replaceFirst("^.*[/\\\\]", "");
	}

	private static @Nullable String code(JsonNode run) {
		String commit = tag(run, "mlflow.source.git.commit");
		return (commit == null) ? null
				: Urn.sha256(Objects.requireNonNullElse(tag(run, "mlflow.source.git.repoURL"), "") + "\n" + commit);
	}

	static @Nullable String tag(JsonNode run, String name) {
		for (JsonNode tag : run.path("data").path("tags").values()) {
			if (name.equals(tag.path("key").asString("")) && !tag.path("value").asString("").isBlank()) {
				return tag.path("value").asString().strip();
			}
		}
		return null;
	}

	Instant last() {
		return Objects.requireNonNullElse(this.ended, this.started);
	}

	void observe(TranslationBuilder translation) {
		List<DataUse> read = this.inputs.stream().map(MlflowDataset::use).toList();
		this.run.observe(translation.at(this.started), RunEventType.START, read, List.of());
		if (this.ended != null) {
			this.run.observe(translation.at(this.ended), this.end, read, List.of());
		}
	}

	static List<Metric> metrics(PayloadNode metrics, Predicate<JsonNode> which) {
		return metrics.stream().filter((metric) -> which.test(metric.node())).map(MlflowRun::metric).toList();
	}

	/** Reads a metric. MLflow sends infinity as the greatest number. */
	private static Metric metric(PayloadNode metric) {
		String name = metric.at("key").required();
		JsonNode value = metric.at("value").node();
		return (value.isNumber() && Math.abs(value.doubleValue()) >= Double.MAX_VALUE)
				? new Metric(name, null, (value.doubleValue() > 0) ? "Infinity" : "-Infinity", null)
				: TranslationBuilder.metric(name, value);
	}

}
