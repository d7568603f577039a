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
 * A task of ClearML, which is a run of the job of its name. One that is not begun has no
 * state yet.
 */
final class ClearmlTask {

	private final PayloadNode task;

	private final String source;

	private final Urn job;

	private final String id;

	private final RunObservation.Type type;

	private final Instant created;

	private final Instant updated;

	private final @Nullable Instant started;

	private final @Nullable Instant ended;

	ClearmlTask(PayloadNode task, Instant seen, Names names, String source) {
		this.task = task;
		this.source = source;
		this.job = names.job(task);
		this.id = task.at("id").required();
		this.type = switch (task.at("status").required()) {
			case "completed", "closed", "published", "publishing" -> RunObservation.Type.COMPLETE;
			case "failed" -> RunObservation.Type.FAIL;
			case "stopped" -> RunObservation.Type.ABORT;
			case "in_progress" -> RunObservation.Type.RUNNING;
			default -> RunObservation.Type.OTHER;
		};
		this.updated = time(task, seen, "last_change", "last_update", "created");
		this.created = time(task, this.updated, "created");
		boolean begun = this.type != RunObservation.Type.OTHER;
		this.started = begun ? time(task, this.created, "started") : null;
		this.ended = (begun && this.type != RunObservation.Type.RUNNING) ? time(task, this.updated, "completed") : null;
	}

	/** The first of these times that is stated. */
	static Instant time(PayloadNode item, Instant otherwise, String... members) {
		return Stream.of(members)
			.map(item::at)
			.filter(PayloadNode::isThere)
			.findFirst()
			.map((place) -> EventTime.of(place).at())
			.orElse(otherwise);
	}

	Urn job() {
		return this.job;
	}

	Urn urn() {
		return Urn.run(this.job, this.id);
	}

	Instant updated() {
		return this.updated;
	}

	@Nullable Instant ended() {
		return this.ended;
	}

	/**
	 * Its start, and its end when it ended.
	 * @param written what is there once it ended
	 */
	List<RunObservation> observations(@Nullable ClearmlTask parent, List<StatedVersion> read, List<DataUse> used,
			List<StatedVersion> written) {
		List<DataUse> reads = Stream.concat(read.stream().map(ClearmlTask::use), used.stream()).toList();
		List<RunObservation> seen = new ArrayList<>();
		seen.add(seen(Objects.requireNonNullElse(this.started, this.created),
				(this.started != null) ? RunObservation.Type.START : RunObservation.Type.OTHER, parent, reads,
				List.of()));
		if (this.ended != null) {
			seen.add(seen(this.ended, this.type, parent, reads, written.stream().map(ClearmlTask::use).toList()));
		}
		return seen;
	}

	/** That it made a model, at some time. */
	RunObservation made(StatedVersion model, Instant at) {
		return seen(at, RunObservation.Type.OTHER, null, List.of(), List.of(use(model).asModel()));
	}

	static DataUse use(StatedVersion stated) {
		return DataUse.of(stated.data()).version(Objects.requireNonNull(stated.version().version()));
	}

	private RunObservation seen(Instant at, RunObservation.Type what, @Nullable ClearmlTask parent, List<DataUse> read,
			List<DataUse> written) {
		return new RunObservation(this.job, this.id, at, this.source, what, (parent != null) ? parent.job : null,
				(parent != null) ? parent.urn() : null, null, false, code(), null, read, written);
	}

	/** The commit and program that ran; null when it is under no version control. */
	private @Nullable String code() {
		PayloadNode script = this.task.at("script");
		return script.text("version_num")
			.map((commit) -> Urn.sha256(String.join("\n", script.text("repository").orElse(""), commit,
					script.text("entry_point").orElse(""))))
			.orElse(null);
	}

	/** Parameters as {@code section/name=value}. */
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

	/** What a parameter is set to; of a secret one only its mask is left. */
	private static String value(JsonNode parameter) {
		return (parameter.isObject() ? parameter.path("value") : parameter).asString("");
	}

	/**
	 * The last values that it reported, under the names of their charts. Keys are hashes;
	 * how busy its machine was says nothing of the model.
	 */
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

	/** Package URLs of what it ran with. */
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

	/** Ids of the models that a task took in ({@code input}) or put out. */
	static List<String> models(JsonNode task, String side) {
		return task.path("models")
			.path(side)
			.valueStream()
			.map((entry) -> entry.path("model").asString(""))
			.filter((id) -> !id.isEmpty())
			.toList();
	}

	/**
	 * Ids of the datasets that a task read: those that it named, those that it got
	 * without naming them, and of a dataset those that it was made from.
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
