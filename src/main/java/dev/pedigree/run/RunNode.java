package dev.pedigree.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import dev.pedigree.run.DataUse.WriteMode;
import dev.pedigree.run.RunState.RunRead;
import dev.pedigree.run.RunState.RunWrite;
import org.jspecify.annotations.Nullable;

/**
 * How what is known of a run is kept: on its node, and on the edges to the versions that
 * it used.
 */
final class RunNode {

	private RunNode() {
	}

	/** The properties of a run's node; null takes one away. */
	static Map<String, @Nullable Object> properties(RunState run) {
		Map<String, @Nullable Object> map = new HashMap<>();
		map.put("namespace", run.urn.namespace());
		map.put("name", run.urn.name());
		map.put("job", run.job.value());
		map.put("described", true);
		map.put("createdAt", run.firstAt);
		map.put("updatedAt", run.lastAt);
		map.put("firstAt", run.firstAt);
		map.put("startAt", run.startAt);
		map.put("startedAt", run.startedAt());
		map.put("endedAt", run.endAt);
		map.put("state", run.state());
		map.put("running", run.running);
		map.put("completed", run.completed);
		map.put("failed", run.failed);
		map.put("aborted", run.aborted);
		map.put("streaming", run.streaming);
		map.put("mixed", run.mixed ? true : null);
		map.put("execution", run.execution());
		map.put("nominal", run.nominal.value());
		map.put("nominalStatedAt", run.nominal.at());
		map.put("code", run.code.value());
		map.put("codeStatedAt", run.code.at());
		map.put("error", run.error.value());
		map.put("errorStatedAt", run.error.at());
		map.put("days", run.days.values());
		map.put("actors", run.actors);
		if (run.parent != null && run.parentJob != null) {
			map.put("parent", List.of(run.parent.value(), run.parent.namespace(), run.parent.name(),
					run.parentJob.value(), run.parentJob.namespace(), run.parentJob.name()));
		}
		return map;
	}

	/** Restores what a node and its edges say. */
	static RunState state(Urn urn, Urn job, Row row) {
		RunState state = new RunState(urn, job);
		Row run = row.row("run");
		state.firstAt = run.maybeTime("firstAt");
		state.startAt = run.maybeTime("startAt");
		state.lastAt = run.maybeTime("updatedAt");
		state.endAt = run.maybeTime("endedAt");
		state.running = run.flag("running");
		state.completed = run.flag("completed");
		state.failed = run.flag("failed");
		state.aborted = run.flag("aborted");
		state.streaming = run.flag("streaming");
		state.mixed = run.flag("mixed");
		state.nominal = Newest.stored(run, "nominal");
		state.code = Newest.stored(run, "code");
		state.error = Newest.stored(run, "error");
		List<String> parent = run.texts("parent");
		if (!parent.isEmpty()) {
			state.parent = new Urn(parent.get(0), parent.get(1), parent.get(2), null);
			state.parentJob = new Urn(parent.get(3), parent.get(4), parent.get(5), null);
		}
		state.actors.addAll(run.texts("actors"));
		run.times("days").forEach((first) -> state.days.put(first.atZone(ZoneOffset.UTC).toLocalDate(), first));
		row.rows("reads").forEach((edge) -> read(state, edge));
		row.rows("writes").forEach((edge) -> write(state, edge));
		return state;
	}

	private static void read(RunState state, Row edge) {
		RunRead read = state.reads.computeIfAbsent(data(edge), (key) -> new RunRead());
		if ("STATED".equals(edge.maybeText("binding"))) {
			read.versions.add(edge.text("version"));
			if (edge.maybeText("purpose") == null) {
				read.processed.add(edge.text("version"));
			}
		}
		keys(read.keys, edge);
		state.alsoRead.addAll(CoRegistration.of(edge));
	}

	private static void write(RunState state, Row edge) {
		RunWrite write = state.writes.computeIfAbsent(data(edge), (key) -> new RunWrite());
		Instant statedAt = edge.maybeTime("statedAt");
		if (statedAt != null) {
			write.versions.merge(edge.text("version"), statedAt, RunState::least);
		}
		String partition = edge.maybeText("partition");
		if (partition != null) {
			write.partitions.addAll(List.of(partition.split(",")));
		}
		String mode = edge.maybeText("mode");
		if (mode != null && write.mode != WriteMode.OVERWRITE) {
			write.mode = WriteMode.valueOf(mode);
		}
		keys(write.keys, edge);
		state.alsoWritten.addAll(CoRegistration.of(edge));
	}

	private static void keys(Set<String> keys, Row edge) {
		List<String> kept = edge.texts("keys");
		keys.addAll(kept.isEmpty() ? List.of(edge.text("data")) : kept);
	}

	private static Urn data(Row edge) {
		return new Urn(edge.text("data"), edge.text("namespace"), edge.text("name"), null);
	}

	/** A stated run that no message has described yet. */
	static Map<String, ?> stub(Urn run, Urn job) {
		return Map.of("namespace", run.namespace(), "name", run.name(), "job", job.value(), "state", "UNKNOWN",
				"described", false);
	}

	/** The row of the root above the parent of a run, if it has both. */
	static Optional<Map<String, ?>> root(RunObservation seen) {
		RunObservation.Root root = seen.root();
		Urn parent = seen.parentRun();
		Urn parentJob = seen.parentJob();
		if (root == null || parentJob == null || parentJob.equals(root.job())) {
			return Optional.empty();
		}
		Map<String, @Nullable Object> row = new HashMap<>();
		row.put("parentJob", parentJob.value());
		row.put("rootJob", root.job().value());
		row.put("parent", (parent != null) ? parent.value() : null);
		row.put("root", (root.run() != null) ? root.run().value() : null);
		row.put("stub", (root.run() != null) ? stub(root.run(), root.job()) : null);
		return Optional.of(row);
	}

}
