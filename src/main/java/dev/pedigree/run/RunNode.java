package dev.pedigree.run;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.Row;
import dev.pedigree.run.DataUse.WriteMode;
import org.jspecify.annotations.Nullable;

/** Stores and restores a run: its node, and the edges to the versions that it used. */
final class RunNode {

	private RunNode() {
	}

	static Map<String, @Nullable Object> properties(RunState run) {
		Map<String, @Nullable Object> map = run.properties();
		map.putAll(Row.map("namespace", run.urn.namespace(), "name", run.urn.name(), "job", run.job, "described", true,
				"createdAt", run.firstAt, "updatedAt", run.lastAt, "startedAt", run.startedAt(), "endedAt", run.endAt,
				"state", run.state(), "running", run.running, "aborted", run.aborted, "execution", run.execution(),
				"error", run.error.value(), "errorStatedAt", run.error.at(), "days", run.days.values(), "actors",
				run.actors));
		if (run.parent != null && run.parentJob != null) {
			map.put("parent", List.of(run.parent.value(), run.parent.namespace(), run.parent.name(),
					run.parentJob.value(), run.parentJob.namespace(), run.parentJob.name()));
		}
		return map;
	}

	/** Restores a row of {@code run/load-runs}. */
	static RunState state(Row row) {
		Row run = row.row("run");
		RunState state = new RunState(new Urn(run.text("urn"), run.text("namespace"), run.text("name"), null),
				run.text("job"));
		state.restore(run);
		state.lastAt = run.maybeTime("updatedAt");
		state.endAt = run.maybeTime("endedAt");
		state.running = run.flag("running");
		state.aborted = run.flag("aborted");
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
		state.read(data(edge))
			.add("STATED".equals(edge.maybeText("binding")) ? edge.text("version") : null,
					edge.maybeText("purpose") != null, keys(edge));
		state.alsoRead.addAll(CoRegistration.of(edge));
	}

	private static void write(RunState state, Row edge) {
		String partition = edge.maybeText("partition");
		state.write(data(edge))
			.add(edge.text("version"), edge.maybeTime("statedAt"),
					(partition != null) ? List.of(partition.split(",")) : List.of(),
					WriteMode.valueOf(Objects.requireNonNullElse(edge.maybeText("mode"), "UNKNOWN")), keys(edge));
		state.alsoWritten.addAll(CoRegistration.of(edge));
	}

	private static List<String> keys(Row edge) {
		List<String> stored = edge.texts("keys");
		return stored.isEmpty() ? List.of(edge.text("data")) : stored;
	}

	private static Urn data(Row edge) {
		return new Urn(edge.text("data"), edge.text("namespace"), edge.text("name"), null);
	}

	/** The properties of a run that no message has described yet. */
	static Map<String, ?> stub(Urn run, Urn job) {
		return Map.of("namespace", run.namespace(), "name", run.name(), "job", job.value(), "state", "UNKNOWN",
				"described", false);
	}

	/** The row of {@code run/save-roots}, if the run has a parent below a root. */
	static Optional<Map<String, ?>> root(RunObservation seen) {
		RunObservation.Root root = seen.root();
		Urn parent = seen.parentRun();
		Urn parentJob = seen.parentJob();
		if (root == null || parentJob == null || parentJob.equals(root.job())) {
			return Optional.empty();
		}
		Urn run = root.run();
		return Optional.of(Row.map("parentJob", parentJob.value(), "rootJob", root.job().value(), "parent",
				(parent != null) ? parent.value() : null, "root", (run != null) ? run.value() : null, "stub",
				(run != null) ? stub(run, root.job()) : null));
	}

}
