package dev.pedigree.ingestion.clearml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PythonRequirements;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task of ClearML, which is a run of the job of its name.
 *
 * @param type the event type of its state; OTHER for a task that has not started
 * @param started null for a task that has not started
 * @param ended null for a task that has not ended
 */
record ClearmlTask(PayloadNode task, String source, Urn job, String id, RunObservation.RunEventType type,
		Instant created, Instant updated, @Nullable Instant started, @Nullable Instant ended) {

	static ClearmlTask of(PayloadNode task, Instant observed, ClearmlKeys keys, String source) {
		Urn job = keys.job(task);
		String id = task.at("id").required();
		RunObservation.RunEventType type = switch (task.at("status").required()) {
			case "completed", "closed", "published", "publishing" -> RunObservation.RunEventType.COMPLETE;
			case "failed" -> RunObservation.RunEventType.FAIL;
			case "stopped" -> RunObservation.RunEventType.ABORT;
			case "in_progress" -> RunObservation.RunEventType.RUNNING;
			default -> RunObservation.RunEventType.OTHER;
		};
		Instant updated = time(task, observed, "last_change", "last_update", "created");
		Instant created = time(task, updated, "created");
		boolean hasStarted = type != RunObservation.RunEventType.OTHER;
		boolean hasEnded = hasStarted && type != RunObservation.RunEventType.RUNNING;
		return new ClearmlTask(task, source, job, id, type, created, updated,
				hasStarted ? time(task, created, "started") : null, hasEnded ? time(task, updated, "completed") : null);
	}

	/** The first time that is stated. */
	static Instant time(PayloadNode item, Instant otherwise, String... members) {
		return Stream.of(members)
			.map(item::at)
			.filter(PayloadNode::isPresent)
			.findFirst()
			.map((node) -> EventTime.of(node).at())
			.orElse(otherwise);
	}

	Urn urn() {
		return Urn.run(this.job, this.id);
	}

	/** The start, and the end with the outputs if the task ended. */
	List<RunObservation> observations(@Nullable ClearmlTask parent, List<DataUse> inputs, List<DataUse> outputs) {
		RunObservation start = observation(Objects.requireNonNullElse(this.started, this.created),
				(this.started != null) ? RunObservation.RunEventType.START : RunObservation.RunEventType.OTHER, parent,
				inputs, List.of());
		return (this.ended == null) ? List.of(start)
				: List.of(start, observation(this.ended, this.type, parent, inputs, outputs));
	}

	/** An observation that the task wrote a model. */
	RunObservation wrote(StatedVersion model, Instant at) {
		return observation(at, RunObservation.RunEventType.OTHER, null, List.of(), List.of(use(model).asModel()));
	}

	static DataUse use(StatedVersion stated) {
		return DataUse.of(stated.data()).version(Objects.requireNonNull(stated.version().version()));
	}

	private RunObservation observation(Instant at, RunObservation.RunEventType event, @Nullable ClearmlTask parent,
			List<DataUse> inputs, List<DataUse> outputs) {
		return new RunObservation(this.job, this.id, at, this.source, event, (parent != null) ? parent.job : null,
				(parent != null) ? parent.urn() : null, null, false, code(), null, inputs, outputs);
	}

	/** The code version: commit and program; null without version control. */
	private @Nullable String code() {
		PayloadNode script = this.task.at("script");
		return script.text("version_num")
			.map((commit) -> Urn.sha256(String.join("\n", script.text("repository").orElse(""), commit,
					script.text("entry_point").orElse(""))))
			.orElse(null);
	}

	/** Renders parameters as {@code section/name=value}. */
	List<String> parameters() {
		List<String> parameters = new ArrayList<>();
		this.task.at("hyperparams")
			.node()
			.properties()
			.forEach((section) -> section.getValue()
				.properties()
				.forEach((parameter) -> parameters
					.add(section.getKey() + "/" + parameter.getKey() + "=" + value(parameter.getValue()))));
		return parameters.stream().sorted().toList();
	}

	/** The value of a parameter; the mask if it is a secret. */
	private static String value(JsonNode parameter) {
		return (parameter.isObject() ? parameter.path("value") : parameter).asString("");
	}

	/** The last reported metrics, named by chart; metrics of the machine are left out. */
	List<Metric> metrics() {
		List<Metric> metrics = new ArrayList<>();
		for (JsonNode chart : this.task.at("last_metrics").node().values()) {
			for (JsonNode series : chart.values()) {
				String metric = series.path("metric").asString("");
				JsonNode value = series.path("value");
				if (!metric.isBlank() && !metric.startsWith(":monitor:")) {
					metrics.add(new Metric(metric + "/" + series.path("variant").asString(""),
							value.isNumber() ? value.doubleValue() : null,
							value.isNumber() ? null : value.asString("NaN"), null));
				}
			}
		}
		return metrics;
	}

	/** The package URLs of the installed packages. */
	List<String> packages() {
		return PythonRequirements.of(this.task.at("script").at("requirements").text("pip").orElse(""))
			.pinned()
			.stream()
			.map(PythonRequirements.Pin::purl)
			.toList();
	}

	static boolean isDataset(JsonNode task) {
		return task.path("system_tags").valueStream().anyMatch((tag) -> "dataset".equals(tag.asString("")));
	}

	/** The ids of models that a task read ({@code input}) or wrote ({@code output}). */
	static List<String> models(JsonNode task, String side) {
		return task.path("models")
			.path(side)
			.valueStream()
			.map((entry) -> entry.path("model").asString(""))
			.filter((id) -> !id.isEmpty())
			.toList();
	}

	/**
	 * The ids of datasets that a task read: named ones, ones that it fetched without a
	 * name, and parents of a dataset.
	 */
	static Set<String> datasets(JsonNode task) {
		Set<String> ids = new TreeSet<>();
		task.path("hyperparams").path("Datasets").values().forEach((parameter) -> ids.add(value(parameter)));
		task.path("runtime").path("datasets").values().forEach((dataset) -> ids.add(dataset.asString("")));
		JsonNode versions = PayloadNode
			.json(task.path("configuration").path("Dataset Struct").path("value").asString(""));
		versions.valueStream()
			.filter((version) -> version.path("job_id").asString("").equals(task.path("id").asString()))
			.flatMap((version) -> version.path("parents").valueStream())
			.forEach((parent) -> ids.add(versions.path(parent.asString("")).path("job_id").asString("")));
		ids.remove("");
		return ids;
	}

}
