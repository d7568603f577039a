package dev.pedigree.ingestion.pipelines;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.ingestion.PayloadNode;
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

	private final PayloadNode task;

	private final String state;

	/** All that ran in the same run. */
	private final List<PayloadNode> all;

	/** Whether its outputs were taken from the cache. */
	private final boolean cached;

	private TaskRun(PayloadNode task, List<PayloadNode> all, boolean cached) {
		this.task = task;
		this.state = task.text("state").orElse("");
		this.all = all;
		this.cached = cached;
	}

	/**
	 * Those of a run that began to run, or whose outputs were taken from the cache, so
	 * that only the executor was skipped. What is called executor within a task is the
	 * pod of that.
	 */
	static List<TaskRun> of(List<PayloadNode> all) {
		Set<String> idle = names(all.stream()
			.filter((task) -> isExecutor(task) && UNUSED.contains(task.text("state").orElse("")))
			.toList());
		Set<String> within = names(all.stream()
			.filter((task) -> !called(task).endsWith("-driver"))
			.flatMap((task) -> task.at("child_tasks").elements().stream())
			.toList());
		return all.stream()
			.filter((task) -> !id(task).isEmpty())
			.filter((task) -> !isExecutor(task) || Collections.disjoint(names(List.of(task)), within))
			.map((task) -> new TaskRun(task, all,
					task.text("state").filter("CACHED"::equals).isPresent()
							|| !Collections.disjoint(names(task.at("child_tasks").elements()), idle)))
			.filter((one) -> one.cached || PipelineRun.type(one.state) != RunObservation.Type.OTHER)
			.toList();
	}

	private static String called(PayloadNode task) {
		return task.text("name").or(() -> task.text("display_name")).orElse("");
	}

	private static boolean isExecutor(PayloadNode task) {
		return called(task).equals("executor");
	}

	private static Set<String> names(List<PayloadNode> tasks) {
		return tasks.stream()
			.flatMap((task) -> Stream.of("task_id", "pod_name").flatMap((member) -> task.text(member).stream()))
			.collect(Collectors.toSet());
	}

	private static String id(PayloadNode task) {
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

	boolean isCached() {
		return this.cached;
	}

	/** Whether it ran, to a good end. */
	boolean isComplete() {
		return !this.cached && PipelineRun.type(this.state) == RunObservation.Type.COMPLETE;
	}

	/**
	 * Whether it ran within a group. Newer servers name what each ran within; others name
	 * what followed each, be it within or after it.
	 */
	boolean isWithin(String group) {
		Set<String> parents = new HashSet<>();
		for (String parent = up(this.task); !parent.isEmpty() && parents.add(parent);) {
			String id = parent;
			parent = this.all.stream().filter((one) -> id(one).equals(id)).findFirst().map(TaskRun::up).orElse("");
		}
		if (!parents.isEmpty()) {
			return this.all.stream().anyMatch((one) -> called(one).equals(group) && parents.contains(id(one)));
		}
		Optional<Instant> end = PipelineRun.time(this.task, "end_time");
		return this.all.stream()
			.filter((one) -> called(one).equals(group) && isFollowing(one))
			.map((one) -> PipelineRun.time(one, "end_time"))
			.anyMatch((until) -> until.isEmpty() || (end.isPresent() && !end.get().isAfter(until.get())));
	}

	private static String up(PayloadNode task) {
		return task.text("parent_task_id").orElse("");
	}

	private boolean isFollowing(PayloadNode first) {
		Set<String> own = names(List.of(this.task));
		Set<String> after = new HashSet<>();
		Deque<PayloadNode> open = new ArrayDeque<>(List.of(first));
		while (!open.isEmpty()) {
			Set<String> next = names(open.remove().at("child_tasks").elements());
			if (!Collections.disjoint(next, own)) {
				return true;
			}
			if (after.addAll(next)) {
				this.all.stream().filter((one) -> !Collections.disjoint(names(List.of(one)), next)).forEach(open::add);
			}
		}
		return false;
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
