package dev.pedigree.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import dev.pedigree.run.ExecutionState.Evidence;
import dev.pedigree.run.ExecutionState.Side;

import org.springframework.stereotype.Repository;

/**
 * Runs, versions and standing edges as they are written. Every call is one query, however
 * many rows it takes.
 */
@Repository
class RunRepository {

	private static final CypherQuery UNVERSIONED = CypherQuery.named("run/unversioned");

	private static final CypherQuery LOAD_RUNS = CypherQuery.named("run/load-runs");

	private static final CypherQuery RUNS_OF_EXECUTIONS = CypherQuery.named("run/runs-of-executions");

	private static final CypherQuery LOAD_EXECUTIONS = CypherQuery.named("run/load-executions");

	private static final CypherQuery SUMMARISED_EXECUTIONS = CypherQuery.named("run/summarised-executions");

	private static final CypherQuery EVIDENCE = CypherQuery.named("run/evidence");

	private static final CypherQuery DROP_EXECUTIONS = CypherQuery.named("run/drop-executions");

	private static final CypherQuery RETRACT_WRITES = CypherQuery.named("run/retract-writes");

	private static final CypherQuery REFRESH_VERSIONS = CypherQuery.named("run/refresh-versions");

	private static final CypherQuery AFFECTED_READS = CypherQuery.named("run/affected-reads");

	private static final CypherQuery BINDINGS = CypherQuery.named("run/bindings");

	private static final CypherQuery INFER_VERSIONS = CypherQuery.named("run/infer-versions");

	private static final CypherQuery RUNS_OF_DATA = CypherQuery.named("run/runs-of-data");

	private static final CypherQuery EXECUTIONS_OF_VERSIONS = CypherQuery.named("run/executions-of-versions");

	private static final CypherQuery FORGET_USES = CypherQuery.named("run/forget-uses");

	private static final CypherQuery DESIGNS = CypherQuery.named("run/designs");

	private static final CypherQuery SAVE_DROPS = CypherQuery.named("run/save-drops");

	private static final CypherQuery FOLD_INPUTS = CypherQuery.named("run/fold-inputs");

	private static final CypherQuery FOLD_OUTPUTS = CypherQuery.named("run/fold-outputs");

	private static final CypherQuery FOLLOW = CypherQuery.named("run/follow");

	private final GraphStore store;

	private final int misses;

	RunRepository(GraphStore store, RunProperties properties) {
		this.store = store;
		this.misses = properties.misses();
	}

	/** The queries that take rows. */
	enum WriteQuery {

		RUNS(CypherQuery.named("run/save-runs")), PARENTS(CypherQuery.named("run/save-parents")),
		ROOTS(CypherQuery.named("run/save-roots")), COUNTS(CypherQuery.named("run/save-counts")),
		SETTLE_MEASUREMENTS(CypherQuery.named("run/settle-measurements")),
		VERSIONS(CypherQuery.named("run/save-versions")), WRITES(CypherQuery.named("run/save-writes")),
		READS(CypherQuery.named("run/save-reads")), UNBIND(CypherQuery.named("run/unbind-reads")),
		BIND(CypherQuery.named("run/bind-reads")), CARRY(CypherQuery.named("run/carry-versions")),
		EXECUTIONS(CypherQuery.named("run/save-executions")), RENAMES(CypherQuery.named("run/save-renames")),
		GONE(CypherQuery.named("run/refresh-gone")), DECLARATIONS(CypherQuery.named("run/declare-jobs")),
		SWEEP(CypherQuery.named("run/sweep-versions")), SWEEP_DATA(CypherQuery.named("run/sweep-data"));

		// A record of two strings is immutable.
		@SuppressWarnings("ImmutableEnumChecker")
		private final CypherQuery query;

		WriteQuery(CypherQuery query) {
			this.query = query;
		}

	}

	/** Writes rows; none, no query. Gives what the query tells of them. */
	List<Row> told(WriteQuery what, Collection<? extends Map<String, ?>> rows) {
		return rows.isEmpty() ? List.of() : what.query.read(this.store, Map.of("rows", rows));
	}

	/** Rows of the training data of model versions of which no version is known. */
	List<Row> unversioned(Collection<String> models) {
		return UNVERSIONED.read(this.store, Map.of("models", models));
	}

	/** Writes rows; none, no query. */
	void write(WriteQuery what, Collection<? extends Map<String, ?>> rows) {
		if (!rows.isEmpty()) {
			what.query.run(this.store, Map.of("rows", rows));
		}
	}

	/**
	 * What is known of runs, by urn, each time a copy; runs that nothing is known of are
	 * not in it.
	 */
	Map<String, Supplier<RunState>> runs(Collection<RunState> wanted) {
		Map<String, RunState> byUrn = new HashMap<>();
		wanted.forEach((run) -> byUrn.put(run.urn.value(), run));
		Map<String, Supplier<RunState>> runs = new HashMap<>();
		for (Row row : LOAD_RUNS.read(this.store, Map.of("urns", byUrn.keySet()))) {
			String urn = row.row("run").text("urn");
			RunState run = Objects.requireNonNull(byUrn.get(urn));
			runs.put(urn, () -> RunNode.state(run.urn, run.job, row));
		}
		return runs;
	}

	/** The runs that belong to executions, by urn. */
	Map<String, Supplier<RunState>> runsOf(Collection<String> executions) {
		List<RunState> runs = RUNS_OF_EXECUTIONS.read(this.store, Map.of("urns", executions))
			.stream()
			.map((row) -> new RunState(urn(row.row("run")), urn(row.row("job"))))
			.toList();
		return runs(runs);
	}

	private static Urn urn(Row node) {
		return new Urn(node.text("urn"), node.text("namespace"), node.text("name"), null);
	}

	Map<String, ExecutionState> executions(Collection<String> urns) {
		Map<String, ExecutionState> executions = new HashMap<>();
		for (Row row : LOAD_EXECUTIONS.read(this.store, Map.of("urns", urns))) {
			ExecutionState state = ExecutionState.stored(row.row("execution"));
			executions.put(state.urn, state);
		}
		return executions;
	}

	/** Urns of evidence without runs that names assets that were merged. */
	List<String> summarisedExecutions(Identities identities) {
		return identities.summarised().isEmpty() ? List.of()
				: SUMMARISED_EXECUTIONS
					.read(this.store, Map.of("jobs", identities.summarised(), "keys", identities.keys()))
					.stream()
					.map((row) -> row.text("urn"))
					.toList();
	}

	/** Rows of the evidence of a job on a day, in the order of the fold. */
	List<Row> evidence(String job, Instant day) {
		return EVIDENCE.read(this.store, Map.of("job", job, "day", day, "until", day.plus(1, ChronoUnit.DAYS)));
	}

	void dropExecutions(Collection<String> urns) {
		DROP_EXECUTIONS.run(this.store, Map.of("urns", urns));
	}

	/** Takes back writes; gives the versions, and where they stood in the order. */
	List<Row> retractWrites(Collection<? extends Map<String, ?>> writes) {
		return RETRACT_WRITES.read(this.store, Map.of("rows", writes));
	}

	List<Row> refreshVersions(Collection<String> urns) {
		return REFRESH_VERSIONS.read(this.store, Map.of("versions", urns));
	}

	List<Row> affectedReads(Collection<? extends Map<String, ?>> places) {
		return AFFECTED_READS.read(this.store, Map.of("rows", places));
	}

	List<Row> bindings(Collection<? extends Map<String, ?>> reads) {
		return BINDINGS.read(this.store, Map.of("rows", reads));
	}

	void inferVersions(Collection<String> urns) {
		INFER_VERSIONS.run(this.store, Map.of("versions", urns));
	}

	/**
	 * Remembers drops, and gives the jobs that fed what was dropped, each with the time
	 * of the drop.
	 */
	List<Row> drop(Collection<? extends Map<String, ?>> drops) {
		return SAVE_DROPS.read(this.store, Map.of("rows", drops));
	}

	/** All that was ever declared of jobs, with the edges that it gives so far. */
	List<Row> designs(Collection<String> jobs) {
		return DESIGNS.read(this.store, Map.of("jobs", jobs));
	}

	/** The runs that used data, by urn, their jobs locked. */
	Map<String, Supplier<RunState>> runsOfData(Collection<Urn> data) {
		List<RunState> runs = RUNS_OF_DATA.read(this.store, Map.of("urns", data.stream().map(Urn::value).toList()))
			.stream()
			.map((row) -> new RunState(urn(row.row("run")), urn(row.row("job"))))
			.toList();
		return runs(runs);
	}

	/**
	 * The executions of runs that wrote versions or read them by name, their jobs locked.
	 */
	Set<String> executionsOf(Collection<String> versions) {
		return EXECUTIONS_OF_VERSIONS.read(this.store, Map.of("urns", versions))
			.stream()
			.map((row) -> row.text("execution"))
			.collect(Collectors.toSet());
	}

	/**
	 * Takes away what was derived of the versions of data; gives the times at which the
	 * data was dropped.
	 */
	List<Row> forgetUses(Collection<Urn> data) {
		return FORGET_USES.read(this.store, Map.of("urns", data.stream().map(Urn::value).toList()));
	}

	/** The windows in which one side of jobs is to be folded again. */
	List<Fold.Window> windows(Side side, Map<String, Span> changed) {
		List<Map<String, Object>> rows = new ArrayList<>();
		changed.forEach((job, span) -> rows.add(Map.of("job", job, "low", span.low, "high", span.high)));
		List<Fold.Window> windows = new ArrayList<>();
		CypherQuery query = (side == Side.INPUTS) ? FOLD_INPUTS : FOLD_OUTPUTS;
		for (Row row : query.read(this.store, Map.of("rows", rows, "misses", this.misses))) {
			Span span = Objects.requireNonNull(changed.get(row.text("job")));
			windows.add(window(row, span.low));
		}
		return windows;
	}

	/**
	 * What edges to further models of versions give, by job, as far as each follows one
	 * other; no windows, no query.
	 */
	Map<String, List<Fold.FoldedEdge>> followed(Side side, List<Fold.Window> windows) {
		List<Map<String, String>> rows = new ArrayList<>();
		for (Fold.Window window : windows) {
			window.also()
				.forEach((one) -> rows.add(Map.of("job", window.job(), "via", one.data(), "model", one.model())));
		}
		Map<String, List<Fold.FoldedEdge>> followed = new HashMap<>();
		if (!rows.isEmpty()) {
			for (Row row : FOLLOW.read(this.store, Map.of("rows", rows, "wrote", side == Side.OUTPUTS))) {
				followed.computeIfAbsent(row.text("job"), (_) -> new ArrayList<>()).add(edge(row));
			}
		}
		return followed;
	}

	/** From the first to the last time at which something changed. */
	record Span(Instant low, Instant high) {

		Span with(Span other) {
			return new Span(RunState.least(this.low, other.low), RunState.greatest(this.high, other.high));
		}

	}

	/** A standing edge of a job. */
	static Fold.FoldedEdge edge(Row edge) {
		return new Fold.FoldedEdge(edge.text("data"), edge.time("since"), edge.maybeTime("until"),
				edge.time("lastConfirmed"), new TreeSet<>(edge.texts("via")), edge.maybeText("id"));
	}

	private Fold.Window window(Row row, Instant low) {
		List<Evidence> executions = new ArrayList<>();
		List<Fold.FoldedEdge> edges = new ArrayList<>();
		List<Fold.Drop> drops = new ArrayList<>();
		List<Fold.FoldedEdge> following = new ArrayList<>();
		row.rows("executions")
			.forEach((execution) -> executions.add(new Evidence(execution.text("name"), execution.time("at"),
					new TreeSet<>(execution.texts("data")), CoRegistration.stored(execution.texts("also")),
					execution.flag("backfill"), execution.maybeText("code"))));
		row.rows("edges").forEach((edge) -> edges.add(edge(edge)));
		row.rows("following").forEach((edge) -> following.add(edge(edge)));
		row.rows("dropped").forEach((drop) -> drops.add(new Fold.Drop(drop.text("data"), drop.time("at"))));
		return new Fold.Window(row.text("job"), low, this.misses, row.maybeTime("from"), row.maybeTime("to"),
				executions, edges, drops, following);
	}

}
