package dev.pedigree.ingestion.pipelines;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.ingestion.Place;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One execution of a task: of a loop there are several. The server lists with them what
 * it runs for itself ({@code train-driver}, {@code executor}), by which no task goes.
 */
final class TaskRun {

	/** States of what was not needed. */
	private static final Set<String> UNUSED = Set.of("SKIPPED", "OMITTED");

	private final Place task;

	private final String state;

	private TaskRun(Place task) {
		this.task = task;
		this.state = task.text("state").orElse("");
	}

	/**
	 * Those of a run that began to run: none that was skipped, nor one whose outputs were
	 * taken from the cache, of which only the executor was skipped. What is called
	 * executor within a task is the pod of that.
	 */
	static List<TaskRun> of(List<Place> all) {
		Set<String> idle = names(all.stream()
			.filter((task) -> isExecutor(task) && UNUSED.contains(task.text("state").orElse("")))
			.toList());
		Set<String> within = names(all.stream()
			.filter((task) -> !task.text("display_name").orElse("").endsWith("-driver"))
			.flatMap((task) -> task.at("child_tasks").elements().stream())
			.toList());
		return all.stream()
			.filter((task) -> PipelineRun.type(task.text("state").orElse("")) != RunObservation.Type.OTHER)
			.filter((task) -> !id(task).isEmpty())
			.filter((task) -> Collections.disjoint(names(task.at("child_tasks").elements()), idle))
			.filter((task) -> !isExecutor(task) || Collections.disjoint(names(List.of(task)), within))
			.map(TaskRun::new)
			.toList();
	}

	private static boolean isExecutor(Place task) {
		return task.text("display_name").filter("executor"::equals).isPresent();
	}

	private static Set<String> names(List<Place> tasks) {
		return tasks.stream()
			.flatMap((task) -> Stream.of("task_id", "pod_name").flatMap((member) -> task.text(member).stream()))
			.collect(Collectors.toSet());
	}

	private static String id(Place task) {
		return task.text("task_id").or(() -> task.text("pod_name")).orElse("");
	}

	String id() {
		return id(this.task);
	}

	JsonNode node() {
		return this.task.node();
	}

	/** What it may be called by, the surest first. */
	List<String> names() {
		return Stream.of("name", "display_name").flatMap((member) -> this.task.text(member).stream()).toList();
	}

	boolean isComplete() {
		return PipelineRun.type(this.state) == RunObservation.Type.COMPLETE;
	}

	@Nullable String error() {
		return this.task.at("error").text("message").orElse(null);
	}

	/**
	 * Its start, and its end when it ended.
	 * @param otherwise when its pipeline began
	 */
	List<Sighting> sightings(Instant otherwise) {
		Instant begun = Stream.of("start_time", "create_time")
			.flatMap((member) -> PipelineRun.time(this.task, member).stream())
			.findFirst()
			.orElse(otherwise);
		return Sighting.of(begun, PipelineRun.type(this.state), PipelineRun.time(this.task, "end_time").orElse(begun));
	}

	/** That something happened at some time. */
	record Sighting(Instant at, RunObservation.Type type) {

		/** A start, and the end if that is what a state means. */
		static List<Sighting> of(Instant begun, RunObservation.Type type, Instant end) {
			return switch (type) {
				case OTHER -> List.of(new Sighting(begun, type));
				case START, RUNNING -> List.of(new Sighting(begun, RunObservation.Type.START));
				case COMPLETE, FAIL, ABORT -> List.of(new Sighting(begun, RunObservation.Type.START),
						new Sighting(end.isBefore(begun) ? begun : end, type));
			};
		}

	}

}
