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
import dev.pedigree.run.RunObservation.RunEventType;

/**
 * One execution of a task; a task in a loop has several. The API also lists internal
 * tasks of the server ({@code train-driver}, {@code executor}).
 *
 * @param all all tasks of the same run
 */
record TaskRun(PayloadNode task, String state, List<PayloadNode> all, boolean cached) {

	/** States of tasks that did not run. */
	private static final Set<String> SKIPPED = Set.of("SKIPPED", "OMITTED");

	/**
	 * Selects the tasks that started, or whose outputs come from the cache, so that only
	 * the executor was skipped. An executor within a task is the pod of the task.
	 */
	static List<TaskRun> of(List<PayloadNode> all) {
		Set<String> idle = ids(
				all.stream().filter((task) -> isExecutor(task) && SKIPPED.contains(state(task))).toList());
		Set<String> nested = ids(all.stream()
			.filter((task) -> !name(task).endsWith("-driver"))
			.flatMap((task) -> task.at("child_tasks").stream())
			.toList());
		return all.stream()
			.filter((task) -> !id(task).isEmpty())
			.filter((task) -> !isExecutor(task) || Collections.disjoint(ids(List.of(task)), nested))
			.map((task) -> new TaskRun(task, state(task), all,
					state(task).equals("CACHED")
							|| !Collections.disjoint(ids(task.at("child_tasks").elements()), idle)))
			.filter((one) -> one.cached || PipelineRun.type(one.state) != RunEventType.OTHER)
			.toList();
	}

	private static String name(PayloadNode task) {
		return task.text("name").or(() -> task.text("display_name")).orElse("");
	}

	private static String state(PayloadNode task) {
		return task.text("state").orElse("");
	}

	private static boolean isExecutor(PayloadNode task) {
		return name(task).equals("executor");
	}

	private static Set<String> ids(List<PayloadNode> tasks) {
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

	boolean isComplete() {
		return !this.cached && PipelineRun.type(this.state) == RunEventType.COMPLETE;
	}

	/**
	 * Whether it ran within a group. Newer servers state the parent of a task; older ones
	 * state its successors, within and after it.
	 */
	boolean isWithin(String group) {
		Set<String> parents = new HashSet<>();
		for (String parent = parent(this.task); !parent.isEmpty() && parents.add(parent);) {
			String id = parent;
			parent = this.all.stream().filter((one) -> id(one).equals(id)).findFirst().map(TaskRun::parent).orElse("");
		}
		if (!parents.isEmpty()) {
			return this.all.stream().anyMatch((one) -> name(one).equals(group) && parents.contains(id(one)));
		}
		Optional<Instant> end = PipelineRun.time(this.task, "end_time");
		return this.all.stream()
			.filter((one) -> name(one).equals(group) && isSuccessorOf(one))
			.map((one) -> PipelineRun.time(one, "end_time"))
			.anyMatch((until) -> until.isEmpty() || (end.isPresent() && !end.get().isAfter(until.get())));
	}

	private static String parent(PayloadNode task) {
		return task.text("parent_task_id").orElse("");
	}

	private boolean isSuccessorOf(PayloadNode first) {
		Set<String> own = ids(List.of(this.task));
		Set<String> successors = new HashSet<>();
		Deque<PayloadNode> open = new ArrayDeque<>(List.of(first));
		while (!open.isEmpty()) {
			Set<String> next = ids(open.remove().at("child_tasks").elements());
			if (!Collections.disjoint(next, own)) {
				return true;
			}
			if (successors.addAll(next)) {
				this.all.stream().filter((one) -> !Collections.disjoint(ids(List.of(one)), next)).forEach(open::add);
			}
		}
		return false;
	}

	/** The start, else that of the pipeline run, and the end if the task ended. */
	List<RunEvent> events(Instant otherwise) {
		Instant start = Stream.of("start_time", "create_time")
			.flatMap((member) -> PipelineRun.time(this.task, member).stream())
			.findFirst()
			.orElse(otherwise);
		return RunEvent.of(start, PipelineRun.type(this.state), PipelineRun.time(this.task, "end_time").orElse(start));
	}

	/** A start or end of a run. */
	record RunEvent(Instant at, RunEventType type) {

		static List<RunEvent> of(Instant start, RunEventType type, Instant end) {
			return switch (type) {
				case OTHER -> List.of(new RunEvent(start, type));
				case START, RUNNING -> List.of(new RunEvent(start, RunEventType.START));
				case COMPLETE, FAIL, ABORT -> List.of(new RunEvent(start, RunEventType.START),
						new RunEvent(end.isBefore(start) ? start : end, type));
			};
		}

	}

}
