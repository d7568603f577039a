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
 * A run of MLflow. Its job is the program within the experiment: an experiment may hold
 * runs that train and runs that evaluate, which read different data. Runs of no program,
 * and those of notebooks, which go by the name of what runs any notebook, are told apart
 * by nobody.
 */
final class MlflowRun {

	private final String source;

	private final Urn job;

	private final boolean mixed;

	private final String id;

	private final Instant started;

	private final @Nullable Instant ended;

	private final RunObservation.Type end;

	private final @Nullable Urn parentJob;

	private final @Nullable Urn parent;

	private final @Nullable String code;

	private final List<MlflowDataset> inputs;

	private final PayloadNode data;

	MlflowRun(PayloadNode run, PayloadNode parent, String namespace, String source) {
		PayloadNode info = run.at("info").object();
		this.source = source;
		this.job = job(run, namespace);
		this.mixed = program(run).matches("|runs|(ipykernel|colab_kernel)_launcher\\.py");
		this.id = info.at("run_id").required();
		this.started = EventTime.ofMillis(info.at("start_time"));
		this.end = switch (info.at("status").required()) {
			case "FINISHED" -> RunObservation.Type.COMPLETE;
			case "FAILED" -> RunObservation.Type.FAIL;
			case "KILLED" -> RunObservation.Type.ABORT;
			default -> RunObservation.Type.RUNNING;
		};
		Instant end = EventTime.millisOrNull(info.at("end_time"));
		this.ended = (this.end == RunObservation.Type.RUNNING) ? null : Objects.requireNonNullElse(end, this.started);
		this.parentJob = parent.isThere() ? job(parent, namespace) : null;
		this.parent = (this.parentJob != null) ? Urn.run(this.parentJob, parent.at("info").at("run_id").required())
				: null;
		this.code = code(run.node());
		this.data = run.at("data");
		this.inputs = run.at("inputs")
			.at("dataset_inputs")
			.elements()
			.stream()
			.map((input) -> MlflowDataset.of(input, namespace, info.at("experiment_id").node().asString("")))
			.toList();
	}

	private static Urn job(PayloadNode run, String namespace) {
		String experiment = run.at("info").at("experiment_id").required();
		String program = program(run);
		return Urn.job(namespace + "/experiments/" + experiment, program.isEmpty() ? "runs" : program);
	}

	/** Where a program lies on somebody's machine says nothing. */
	private static String program(PayloadNode run) {
		return Objects.requireNonNullElse(tag(run.node(), "mlflow.source.name"), "").replaceFirst("^.*[/\\\\]", "");
	}

	/** The commit that ran; null when the program is under no version control. */
	private static @Nullable String code(JsonNode run) {
		String commit = tag(run, "mlflow.source.git.commit");
		return (commit == null) ? null
				: Urn.sha256(Objects.requireNonNullElse(tag(run, "mlflow.source.git.repoURL"), "") + "\n" + commit);
	}

	/** The value of a tag; null when there is none. */
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

	@Nullable Instant ended() {
		return this.ended;
	}

	/** The newest time known of it. */
	Instant last() {
		return Objects.requireNonNullElse(this.ended, this.started);
	}

	PayloadNode data() {
		return this.data;
	}

	List<MlflowDataset> inputs() {
		return this.inputs;
	}

	/** Its start, and its end when it ended. */
	List<RunObservation> observations() {
		List<DataUse> read = this.inputs.stream().map(MlflowDataset::use).toList();
		List<RunObservation> seen = new ArrayList<>();
		seen.add(seen(this.started, RunObservation.Type.START, read, List.of()));
		if (this.ended != null) {
			seen.add(seen(this.ended, this.end, read, List.of()));
		}
		return seen;
	}

	/** That it made a version of a model, which was registered at some time. */
	RunObservation made(StatedVersion version, Instant registered) {
		return seen(registered, RunObservation.Type.OTHER, List.of(), List
			.of(DataUse.of(version.data()).version(Objects.requireNonNull(version.version().version())).asModel()));
	}

	private RunObservation seen(Instant at, RunObservation.Type type, List<DataUse> read, List<DataUse> written) {
		RunObservation seen = new RunObservation(this.job, this.id, at, this.source, type, this.parentJob, this.parent,
				null, false, this.code, null, read, written);
		return this.mixed ? seen.ofMixedJob() : seen;
	}

	/**
	 * The figures among metrics. What is no number comes as text: NaN is one, and the
	 * greatest number there is stands for infinity.
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
