package dev.pedigree.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Urn;
import dev.pedigree.oracle.OracleGraph.Flow;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;

/**
 * What flows by the evidence of runs (semantics, Runs and the fold; decision 1,
 * Executions, Fold, Drop and rename).
 */
final class OracleFold {

	private static final Duration BACKFILL = Duration.ofHours(24);

	private final OracleIdentity identity;

	private final int missesThatEnd;

	private final Set<Flow> flows = new HashSet<>();

	private final Set<Urn> gone = new TreeSet<>();

	OracleFold(OracleIdentity identity, Collection<OracleRun> runs, int missesThatEnd) {
		this.identity = identity;
		this.missesThatEnd = missesThatEnd;
		List<Execution> executions = executions(runs);
		List<Drop> drops = drops(runs);
		Map<Urn, List<Execution>> byJob = executions.stream()
			.filter(Execution::evidence)
			.collect(Collectors.groupingBy(Execution::job));
		byJob.forEach((job, evidence) -> {
			foldInputs(job, evidence);
			foldOutputs(job, evidence, drops);
		});
		for (Drop drop : drops) {
			if (executions.stream().noneMatch((one) -> one.brings(drop))) {
				this.gone.add(drop.data());
			}
		}
	}

	Set<Flow> flows() {
		return this.flows;
	}

	Set<Urn> gone() {
		return this.gone;
	}

	/** The runs of one job under one parent, added up. */
	private record Execution(Urn job, Urn name, Instant start, boolean evidence, boolean backfill,
			@Nullable String code, Set<Urn> inputs, Set<Urn> outputs) {

		boolean brings(Drop drop) {
			return this.evidence && this.start.isAfter(drop.at()) && this.outputs.contains(drop.data());
		}

	}

	/** Data that was dropped. */
	private record Drop(Urn data, Instant at) {
	}

	/** An edge that has not ended yet. */
	private static final class Open {

		final Instant since;

		Instant lastConfirmed;

		@Nullable String code;

		int misses;

		@Nullable Instant firstMiss;

		Open(Execution first) {
			this.since = first.start();
			this.lastConfirmed = first.start();
			confirm(first);
		}

		void confirm(Execution execution) {
			this.lastConfirmed = execution.start();
			this.code = execution.code();
			this.misses = 0;
			this.firstMiss = null;
		}

		/** Whether this miss ends the edge, as so many in a row do. */
		boolean miss(Execution execution, int missesThatEnd) {
			this.misses++;
			if (this.firstMiss == null) {
				this.firstMiss = execution.start();
			}
			boolean codeChanged = execution.code() != null && this.code != null && !execution.code().equals(this.code);
			return this.misses == missesThatEnd || codeChanged;
		}

	}

	private List<Execution> executions(Collection<OracleRun> runs) {
		Map<Urn, Map<Urn, List<OracleRun>>> byName = runs.stream()
			.collect(Collectors.groupingBy(OracleRun::job, Collectors.groupingBy(OracleRun::execution)));
		List<Execution> executions = new ArrayList<>();
		byName.forEach((job, named) -> named.forEach((name, its) -> executions.add(execution(job, name, its))));
		executions.sort(Comparator.comparing(Execution::start).thenComparing(Execution::name));
		return executions;
	}

	private Execution execution(Urn job, Urn name, List<OracleRun> runs) {
		List<RunObservation> seen = runs.stream().flatMap((run) -> run.seen().stream()).toList();
		Instant start = OracleRun.startOf(seen);
		boolean done = runs.stream().anyMatch(OracleRun::complete) && runs.stream().noneMatch(OracleRun::failed);
		boolean evidence = done || runs.stream().anyMatch(OracleRun::streaming);
		Instant nominal = OracleRun.newest(seen, RunObservation::nominal);
		boolean backfill = (nominal != null && !nominal.isAfter(start.minus(BACKFILL)))
				|| seen.stream().anyMatch(RunObservation::mixed);
		String code = OracleRun.newest(seen, RunObservation::code);
		Set<Urn> inputs = new TreeSet<>();
		Set<Urn> outputs = new TreeSet<>();
		for (OracleRun run : runs) {
			run.reads().forEach((use) -> inputs.add(this.identity.idOf(use.data())));
			run.writes().forEach((use) -> outputs.add(this.identity.idOf(use.data())));
		}
		return new Execution(job, name, start, evidence, backfill, code, inputs, outputs);
	}

	private List<Drop> drops(Collection<OracleRun> runs) {
		List<Drop> drops = new ArrayList<>();
		for (OracleRun run : runs) {
			for (RunObservation one : run.seen()) {
				one.outputs()
					.stream()
					.filter(DataUse::dropped)
					.forEach((use) -> drops.add(new Drop(this.identity.idOf(use.data()), one.at())));
			}
		}
		drops.sort(Comparator.comparing(Drop::at));
		return drops;
	}

	private void foldInputs(Urn job, List<Execution> evidence) {
		Map<Urn, Open> open = new TreeMap<>();
		for (Execution execution : evidence) {
			step(open, execution, execution.inputs(), (data, edge, until) -> end(data, job, edge, until));
		}
		open.forEach((data, edge) -> end(data, job, edge, null));
	}

	private void foldOutputs(Urn job, List<Execution> evidence, List<Drop> drops) {
		Map<Urn, Open> open = new TreeMap<>();
		List<Drop> ahead = new ArrayList<>(drops);
		for (Execution execution : evidence) {
			while (!ahead.isEmpty() && ahead.getFirst().at().isBefore(execution.start())) {
				drop(open, job, ahead.removeFirst());
			}
			step(open, execution, execution.outputs(), (data, edge, until) -> end(job, data, edge, until));
		}
		ahead.forEach((drop) -> drop(open, job, drop));
		open.forEach((data, edge) -> end(job, data, edge, null));
	}

	private void drop(Map<Urn, Open> open, Urn job, Drop drop) {
		Open edge = open.remove(drop.data());
		if (edge != null) {
			end(job, drop.data(), edge, (edge.firstMiss != null) ? edge.firstMiss : drop.at());
		}
	}

	/** Takes an edge of some data to its end. */
	private interface Ending {

		void end(Urn data, Open edge, @Nullable Instant until);

	}

	private void step(Map<Urn, Open> open, Execution execution, Set<Urn> named, Ending ending) {
		if (named.isEmpty()) {
			return;
		}
		for (Urn data : named) {
			Open edge = open.get(data);
			if (edge != null) {
				edge.confirm(execution);
			}
			else {
				open.put(data, new Open(execution));
			}
		}
		if (execution.backfill()) {
			return;
		}
		for (Urn data : Set.copyOf(open.keySet())) {
			Open edge = open.get(data);
			if (edge != null && !named.contains(data) && edge.miss(execution, this.missesThatEnd)) {
				open.remove(data);
				ending.end(data, edge, edge.firstMiss);
			}
		}
	}

	/** What would end when it began never was. */
	private void end(Urn from, Urn to, Open edge, @Nullable Instant until) {
		if (edge.since.equals(until)) {
			return;
		}
		this.flows.add(new Flow(from.value(), to.value(), "openlineage", edge.since, until, edge.lastConfirmed));
	}

}
