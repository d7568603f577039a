package dev.pedigree.ingestion.pipelines;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.RunObservation.RunEventType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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

	static final Set<String> USED = Set.copyOf(ALLOWED.shape().propertyNames());

	PipelineRun(PayloadNode run) {
		this(run, run.at("run_id").required(), EventTime.of(run.at("created_at")).at());
	}

	/** Maps a state; OTHER if it is neither a start nor an end. */
	static RunEventType type(String state) {
		return switch (state) {
			case "SUCCEEDED" -> RunEventType.COMPLETE;
			case "FAILED" -> RunEventType.FAIL;
			case "CANCELED" -> RunEventType.ABORT;
			case "RUNNING", "CANCELING", "PAUSED" -> RunEventType.RUNNING;
			default -> RunEventType.OTHER;
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
			.stream()
			.flatMap((change) -> time(change, "update_time").stream())
			.max(Instant::compareTo);
	}

	/** Renders parameters as {@code name=value}. */
	List<String> parameters() {
		return this.run.at("runtime_config", "parameters")
			.node()
			.propertyStream()
			.map((parameter) -> parameter.getKey() + "=" + value(parameter.getValue()))
			.sorted()
			.toList();
	}

	private static String value(JsonNode parameter) {
		return parameter.isContainer() ? Masking.masked(parameter.toString()) : parameter.asString("");
	}

	List<String> tags() {
		PayloadNode mlflow = this.run.at("plugins_output", "mlflow", "entries", "root_run_id");
		return Stream
			.of(this.run.text("storage_state").filter("ARCHIVED"::equals).map((_) -> "archived"),
					tag("experiment", this.run, "experiment_id"), tag("recurring-run", this.run, "recurring_run_id"),
					tag("pipeline-version", this.run.at("pipeline_version_reference"), "pipeline_version_id"),
					tag("mlflow-run", mlflow, "value"))
			.flatMap(Optional::stream)
			.sorted()
			.toList();
	}

	private static Optional<String> tag(String name, PayloadNode node, String member) {
		return node.text(member).map((value) -> name + ":" + value);
	}

}
