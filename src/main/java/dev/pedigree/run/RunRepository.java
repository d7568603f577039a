package dev.pedigree.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
import dev.pedigree.run.Fold.FoldedEdge;

import org.springframework.stereotype.Repository;

/** Reads and writes runs, versions and standing edges, in batches of rows. */
@Repository
class RunRepository {

	private static final CypherQuery UNVERSIONED = CypherQuery.named("run/unversioned");

	private static final CypherQuery LOAD_RUNS = CypherQuery.named("run/load-runs");

	private static final CypherQuery RUNS_OF_EXECUTIONS = CypherQuery.named("run/runs-of-executions");

	private static final CypherQuery LOAD_EXECUTIONS = CypherQuery.named("run/load-executions");

	private static final CypherQuery SUMMARISED_EXECUTIONS = CypherQuery.named("run/summarised-executions");

	private static final CypherQuery EVIDENCE = CypherQuery.named("run/evidence");

	private static final CypherQuery DROP_EXECUTIONS = CypherQuery.named("run/drop-executions");

	private static final CypherQuery REFRESH_VERSIONS = CypherQuery.named("run/refresh-versions");

	private static final CypherQuery INFER_VERSIONS = CypherQuery.named("run/infer-versions");

	private static final CypherQuery RUNS_OF_DATA = CypherQuery.named("run/runs-of-data");

	private static final CypherQuery EXECUTIONS_OF_VERSIONS = CypherQuery.named("run/executions-of-versions");

	private static final CypherQuery FORGET_USES = CypherQuery.named("run/forget-uses");

	private static final CypherQuery DESIGNS = CypherQuery.named("run/designs");

	private static final CypherQuery FOLD_INPUTS = CypherQuery.named("run/fold-inputs");

	private static final CypherQuery FOLD_OUTPUTS = CypherQuery.named("run/fold-outputs");

	private static final CypherQuery FOLLOW = CypherQuery.named("run/follow");

	private final GraphStore store;

	private final int misses;

	RunRepository(GraphStore store, RunProperties properties) {
		this.store = store;
		this.misses = properties.misses();
	}

	/** The queries whose only parameter is {@code $rows}. */
	enum RowQuery {

		RUNS(CypherQuery.named("run/save-runs")), PARENTS(CypherQuery.named("run/save-parents")),
		ROOTS(CypherQuery.named("run/save-roots")), COUNTS(CypherQuery.named("run/save-counts")),
		SETTLE_MEASUREMENTS(CypherQuery.named("run/settle-measurements")),
		VERSIONS(CypherQuery.named("run/save-versions")), WRITES(CypherQuery.named("run/save-writes")),
		RETRACT_WRITES(CypherQuery.named("run/retract-writes")), READS(CypherQuery.named("run/save-reads")),
		AFFECTED_READS(CypherQuery.named("run/affected-reads")), BINDINGS(CypherQuery.named("run/bindings")),
		UNBIND(CypherQuery.named("run/unbind-reads")), BIND(CypherQuery.named("run/bind-reads")),
		CARRY(CypherQuery.named("run/carry-versions")), EXECUTIONS(CypherQuery.named("run/save-executions")),
		RENAMES(CypherQuery.named("run/save-renames")), DROPS(CypherQuery.named("run/save-drops")),
		GONE(CypherQuery.named("run/refresh-gone")), DECLARATIONS(CypherQuery.named("run/declare-jobs")),
		SWEEP(CypherQuery.named("run/sweep-versions")), SWEEP_DATA(CypherQuery.named("run/sweep-data"));

		// A record of strings is immutable.
		@SuppressWarnings("ImmutableEnumChecker")
		private final CypherQuery query;

		RowQuery(CypherQuery query) {
			this.query = query;
		}

	}

	/** Runs a query for its effect; none without rows. */
	void write(RowQuery query, Collection<?> rows) {
		if (!rows.isEmpty()) {
			query.query.run(this.store, Map.of("rows", rows));
		}
	}

	/** Runs a query and returns its rows; none without rows. */
	List<Row> read(RowQuery query, Collection<?> rows) {
		return rows.isEmpty() ? List.of() : query.query.read(this.store, Map.of("rows", rows));
	}

	List<Row> unversioned(Collection<String> models) {
		return UNVERSIONED.read(this.store, Map.of("models", models));
	}

	/** Returns the stored runs, by urn; each supplier call returns a new copy. */
	Map<String, Supplier<RunState>> runs(Collection<String> urns) {
		return urns.isEmpty() ? Map.of()
				: LOAD_RUNS.read(this.store, Map.of("urns", urns))
					.stream()
					.collect(Collectors.toMap((row) -> row.row("run").text("urn"), (row) -> () -> RunNode.state(row)));
	}

	Map<String, Supplier<RunState>> runsOfExecutions(Collection<String> executions) {
		return runs(urns(RUNS_OF_EXECUTIONS.read(this.store, Map.of("urns", executions))));
	}

	/** Returns the runs that used data; locks their jobs. */
	Map<String, Supplier<RunState>> runsOfData(Collection<Urn> data) {
		return runs(urns(RUNS_OF_DATA.read(this.store, Map.of("urns", values(data)))));
	}

	private static List<String> urns(List<Row> runs) {
		return runs.stream().map((row) -> row.row("run").text("urn")).distinct().toList();
	}

	private static List<String> values(Collection<Urn> urns) {
		return urns.stream().map(Urn::value).toList();
	}

	Map<String, ExecutionState> executions(Collection<String> urns) {
		Map<String, ExecutionState> executions = new HashMap<>();
		for (Row row : LOAD_EXECUTIONS.read(this.store, Map.of("urns", urns))) {
			ExecutionState state = ExecutionState.stored(row.row("execution"));
			executions.put(state.urn, state);
		}
		return executions;
	}

	/** Returns the urns of executions without runs that name merged assets. */
	List<String> summarisedExecutions(Identities identities) {
		return identities.summarised().isEmpty() ? List.of() : SUMMARISED_EXECUTIONS.texts(this.store,
				Map.of("jobs", identities.summarised(), "keys", identities.keys()), "urn");
	}

	List<Row> evidence(String job, Instant day) {
		return EVIDENCE.read(this.store, Map.of("job", job, "day", day, "until", day.plus(1, ChronoUnit.DAYS)));
	}

	void deleteExecutions(Collection<String> urns) {
		if (!urns.isEmpty()) {
			DROP_EXECUTIONS.run(this.store, Map.of("urns", urns));
		}
	}

	List<Row> refreshVersions(Collection<String> urns) {
		return REFRESH_VERSIONS.read(this.store, Map.of("versions", urns));
	}

	void inferVersions(Collection<String> urns) {
		INFER_VERSIONS.run(this.store, Map.of("versions", urns));
	}

	List<Row> designs(Collection<String> jobs) {
		return DESIGNS.read(this.store, Map.of("jobs", jobs));
	}

	/**
	 * Returns the executions that wrote versions or read them by name; locks their jobs.
	 */
	Set<String> executionsOf(Collection<String> versions) {
		return new HashSet<>(EXECUTIONS_OF_VERSIONS.texts(this.store, Map.of("urns", versions), "execution"));
	}

	/** Deletes what is derived of the versions of data; returns the drops of the data. */
	List<Row> deleteUses(Collection<Urn> data) {
		return FORGET_USES.read(this.store, Map.of("urns", values(data)));
	}

	List<Fold.Window> windows(Side side, Map<String, Span> changed) {
		List<Map<String, ?>> rows = new ArrayList<>();
		changed.forEach((job, span) -> rows.add(Map.of("job", job, "low", span.low, "high", span.high)));
		CypherQuery query = (side == Side.INPUTS) ? FOLD_INPUTS : FOLD_OUTPUTS;
		return query.read(this.store, Map.of("rows", rows, "misses", this.misses))
			.stream()
			.map((row) -> window(row, Objects.requireNonNull(changed.get(row.text("job"))).low))
			.toList();
	}

	/** Returns the edges to further models, by job; one per followed edge. */
	Map<String, List<FoldedEdge>> followed(Side side, List<Fold.Window> windows) {
		List<Map<String, String>> rows = windows.stream()
			.flatMap((window) -> window.also()
				.stream()
				.map((also) -> Map.of("job", window.job(), "via", also.data(), "model", also.model())))
			.toList();
		return FOLLOW.read(this.store, Map.of("rows", rows, "wrote", side == Side.OUTPUTS))
			.stream()
			.collect(Collectors.groupingBy((row) -> row.text("job"),
					Collectors.mapping((row) -> row.as(FoldedEdge.class), Collectors.toList())));
	}

	record Span(Instant low, Instant high) {

		Span with(Span other) {
			return new Span(RunState.least(this.low, other.low), RunState.greatest(this.high, other.high));
		}

	}

	private Fold.Window window(Row row, Instant low) {
		List<Evidence> executions = row.rows("executions")
			.stream()
			.map((execution) -> new Evidence(execution.text("name"), execution.time("at"),
					new TreeSet<>(execution.texts("data")), CoRegistration.stored(execution.texts("also")),
					execution.flag("backfill"), execution.maybeText("code")))
			.toList();
		return new Fold.Window(row.text("job"), low, this.misses, row.maybeTime("from"), row.maybeTime("to"),
				executions, FoldedEdge.stored(row.rows("edges")),
				row.rows("dropped").stream().map((drop) -> drop.as(Fold.Drop.class)).toList(),
				FoldedEdge.stored(row.rows("following")));
	}

}
