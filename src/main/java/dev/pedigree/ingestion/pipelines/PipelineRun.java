package dev.pedigree.ingestion.pipelines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;

/** A run of a pipeline in the API of Kubeflow Pipelines. */
record PipelineRun(PayloadNode run, String id, Instant created) {

	static final AllowList ALLOWED = AllowList
		.of("""
				{'run_id': 'text', 'display_name': 'text', 'experiment_id': 'text', 'recurring_run_id': 'text', 'storage_state': 'text',
				 'state': 'text', 'created_at': 'text', 'scheduled_at': 'text', 'finished_at': 'text', 'error': {'message': 'text'},
				 'runtime_config': {'parameters': 'any'}, 'state_history': {'*': {'state': 'text', 'update_time': 'text'}},
				 'pipeline_version_reference': {'pipeline_id': 'text', 'pipeline_version_id': 'text'},
				 'plugins_output': {'mlflow': {'entries': {'root_run_id': {'value': 'text'}}}},
				 'run_details': {'task_details': {'*': {'task_id': 'text', 'name': 'text', 'display_name': 'text', 'pod_name': 'text', 'state': 'text', 'parent_task_id': 'text',
				   'create_time': 'text', 'start_time': 'text', 'end_time': 'text', 'error': {'message': 'text'},
				   'child_tasks': {'*': {'task_id': 'text', 'pod_name': 'text'}}}}}}""");

	/** The members that are translated. */
	static final Set<String> USED = Set.of("run_id", "display_name", "experiment_id", "recurring_run_id",
			"storage_state", "state", "created_at", "scheduled_at", "finished_at", "error", "runtime_config",
			"state_history", "pipeline_version_reference", "plugins_output", "run_details");

	PipelineRun(PayloadNode run) {
		this(run, run.at("run_id").required(), EventTime.of(run.at("created_at")).at());
	}

	/** Maps a state; OTHER if it is neither a start nor an end. */
	static RunObservation.RunEventType type(String state) {
		return switch (state) {
			case "SUCCEEDED" -> RunObservation.RunEventType.COMPLETE;
			case "FAILED" -> RunObservation.RunEventType.FAIL;
			case "CANCELED" -> RunObservation.RunEventType.ABORT;
			case "RUNNING", "CANCELING", "PAUSED" -> RunObservation.RunEventType.RUNNING;
			default -> RunObservation.RunEventType.OTHER;
		};
	}

	static boolean hasEnded(String state) {
		return Set.of("SUCCEEDED", "FAILED", "CANCELED", "SKIPPED").contains(state);
	}

	/** Reads a time; the server writes 1970 for a missing one. */
	static Optional<Instant> time(PayloadNode item, String member) {
		PayloadNode node = item.at(member);
		return (node.isPresent() && !node.node().asString("").startsWith("1970-01-01"))
				? Optional.of(EventTime.of(node).at()) : Optional.empty();
	}

	/** The scheduled time of a recurring run; null for another run. */
	@Nullable Instant nominal() {
		return this.run.text("recurring_run_id").flatMap((_) -> time(this.run, "scheduled_at")).orElse(null);
	}

	List<TaskRun.RunEvent> events() {
		return TaskRun.RunEvent.of(this.created, type(this.run.text("state").orElse("")),
				time(this.run, "finished_at").or(this::lastChange).orElse(this.created));
	}

	private Optional<Instant> lastChange() {
		return this.run.at("state_history")
			.elements()
			.stream()
			.flatMap((change) -> time(change, "update_time").stream())
			.max(Instant::compareTo);
	}

	@Nullable String error() {
		return this.run.at("error").text("message").orElse(null);
	}

	/** Renders parameters as {@code name=value}. */
	List<String> parameters() {
		List<String> parameters = new ArrayList<>();
		this.run.at("runtime_config")
			.at("parameters")
			.node()
			.properties()
			.forEach((parameter) -> parameters.add(parameter.getKey() + "=" + (parameter.getValue().isContainer()
					? Masking.masked(parameter.getValue().toString()) : parameter.getValue().asString(""))));
		return parameters.stream().sorted().toList();
	}

	/** Tags for experiment, schedule and pipeline version, and the linked MLflow run. */
	List<String> tags() {
		List<String> tags = new ArrayList<>();
		this.run.text("storage_state").filter("ARCHIVED"::equals).ifPresent((_) -> tags.add("archived"));
		this.run.text("experiment_id").ifPresent((experiment) -> tags.add("experiment:" + experiment));
		this.run.text("recurring_run_id").ifPresent((recurring) -> tags.add("recurring-run:" + recurring));
		this.run.at("pipeline_version_reference")
			.text("pipeline_version_id")
			.ifPresent((version) -> tags.add("pipeline-version:" + version));
		this.run.at("plugins_output")
			.at("mlflow")
			.at("entries")
			.at("root_run_id")
			.text("value")
			.ifPresent((mlflow) -> tags.add("mlflow-run:" + mlflow));
		return tags.stream().sorted().toList();
	}

	/** The executed tasks, including those of the server itself. */
	List<TaskRun> tasks() {
		return TaskRun.of(this.run.at("run_details").at("task_details").elements());
	}

}
