package dev.pedigree.ingestion.clearml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.ingestion.CapturedRun;
import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.PythonRequirements;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation.RunEventType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task of ClearML, which is a run of the job of its name. A task that has not started
 * has the type OTHER and no start; one that has not ended has no end.
 */
record ClearmlTask(PayloadNode task, CapturedRun run, RunEventType type, Instant created, Instant updated,
		@Nullable Instant started, @Nullable Instant ended) {

	static ClearmlTask of(PayloadNode task, Urn job, Instant observed, @Nullable CapturedRun parent) {
		CapturedRun run = new CapturedRun(job, task.at("id").required(), false, (parent != null) ? parent.job() : null,
				(parent != null) ? parent.urn() : null, code(task.at("script")));
		RunEventType type = switch (task.at("status").required()) {
			case "completed", "closed", "published", "publishing" -> RunEventType.COMPLETE;
			case "failed" -> RunEventType.FAIL;
			case "stopped" -> RunEventType.ABORT;
			case "in_progress" -> RunEventType.RUNNING;
			default -> RunEventType.OTHER;
		};
		Instant updated = time(task, observed, "last_change", "last_update", "created");
		Instant created = time(task, updated, "created");
		boolean hasStarted = type != RunEventType.OTHER;
		boolean hasEnded = hasStarted && type != RunEventType.RUNNING;
		return new ClearmlTask(task, run, type, created, updated, hasStarted ? time(task, created, "started") : null,
				hasEnded ? time(task, updated, "completed") : null);
	}

	static Instant time(PayloadNode item, Instant otherwise, String... members) {
		return Stream.of(members)
			.map(item::at)
			.filter(PayloadNode::isPresent)
			.findFirst()
			.map((node) -> EventTime.of(node).at())
			.orElse(otherwise);
	}

	void observe(TranslationBuilder translation, List<DataUse> inputs, List<DataUse> outputs) {
		this.run.observe(translation.at(Objects.requireNonNullElse(this.started, this.created)),
				(this.started != null) ? RunEventType.START : RunEventType.OTHER, inputs, List.of());
		if (this.ended != null) {
			this.run.observe(translation.at(this.ended), this.type, inputs, outputs);
		}
	}

	private static @Nullable String code(PayloadNode script) {
		return script.text("version_num")
			.map((commit) -> Urn.sha256(String.join("\n", script.text("repository").orElse(""), commit,
					script.text("entry_point").orElse(""))))
			.orElse(null);
	}

	/** Renders parameters as {@code section/name=value}. */
	List<String> parameters() {
		Set<String> parameters = new TreeSet<>();
		this.task.at("hyperparams")
			.node()
			.forEachEntry((section, members) -> members
				.forEachEntry((name, parameter) -> parameters.add(section + "/" + name + "=" + value(parameter))));
		return List.copyOf(parameters);
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
				if (!metric.isBlank() && !metric.startsWith(":monitor:")) {
					metrics.add(TranslationBuilder.metric(metric + "/" + series.path("variant").asString(""),
							series.path("value")));
				}
			}
		}
		return metrics;
	}

	List<String> packages() {
		return PythonRequirements.of(this.task.at("script", "requirements").text("pip").orElse(""))
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
		return task.at("/models/" + side)
			.valueStream()
			.map((entry) -> entry.path("model").asString(""))
			.filter((id) -> !id.isEmpty())
			.toList();
	}

	/** The ids of datasets that a task read, and of the parents of a dataset. */
	static Set<String> datasets(JsonNode task) {
		Set<String> ids = new TreeSet<>();
		task.at("/hyperparams/Datasets").forEach((parameter) -> ids.add(value(parameter)));
		task.at("/runtime/datasets").forEach((dataset) -> ids.add(dataset.asString("")));
		JsonNode versions = PayloadNode.json(task.at("/configuration/Dataset Struct/value").asString(""));
		versions.valueStream()
			.filter((version) -> version.path("job_id").asString("").equals(task.path("id").asString()))
			.flatMap((version) -> version.path("parents").valueStream())
			.forEach((parent) -> ids.add(versions.path(parent.asString("")).path("job_id").asString("")));
		ids.remove("");
		return ids;
	}

}
