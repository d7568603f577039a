package dev.pedigree.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.pedigree.graph.EdgeType;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import dev.pedigree.run.ExecutionState.Side;
import dev.pedigree.run.ExecutionState.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Computes standing edges from one side of a job's executions (semantics, Runs and the
 * fold). An execution that names an asset opens or confirms its edge. The edge ends at
 * the first of {@code misses} successive executions that do not name it, or at the first
 * one whose code differs.
 */
final class Fold {

	/** A declared design immediately replaces the previous one. */
	static final int AT_ONCE = 1;

	private final TreeMap<String, Open> open = new TreeMap<>();

	private final List<FoldedEdge> edges = new ArrayList<>();

	private final int misses;

	private Fold(int misses) {
		this.misses = misses;
	}

	/**
	 * A standing edge of a job.
	 *
	 * @param since start of the execution that opened it
	 * @param until start of the first execution that missed it; null while it holds
	 * @param lastConfirmed start of the last execution that named it
	 * @param via the stated models whose edges it follows
	 * @param id of the stored edge; null for a folded one
	 */
	record FoldedEdge(String data, Instant since, @Nullable Instant until, Instant lastConfirmed, Set<String> via,
			@Nullable String id) {

		FoldedEdge(String data, Instant since, @Nullable Instant until, Instant lastConfirmed) {
			this(data, since, until, lastConfirmed, Set.of(), null);
		}

		static List<FoldedEdge> stored(List<Row> edges) {
			return edges.stream().map((edge) -> edge.as(FoldedEdge.class)).toList();
		}

		GraphEdge edge(Side side, String job, String source) {
			return GraphEdge.of(EdgeType.FEEDS, (side == Side.INPUTS) ? this.data : job,
					(side == Side.INPUTS) ? job : this.data, this.since, this.until,
					Map.of("source", source, "lastConfirmed", this.lastConfirmed, "via", this.via));
		}

		boolean covers(Instant at) {
			return !this.since.isAfter(at) && (this.until == null || this.until.isAfter(at));
		}

	}

	/** The drop of an asset, which ends the open edges into it. */
	record Drop(String data, Instant at) {
	}

	static List<FoldedEdge> of(Collection<Evidence> executions, Collection<Drop> drops, int misses) {
		Fold fold = new Fold(misses);
		List<Drop> pending = drops.stream().sorted(Comparator.comparing(Drop::at)).toList();
		int next = 0;
		for (Evidence execution : new TreeSet<>(executions)) {
			while (next < pending.size() && pending.get(next).at().isBefore(execution.at())) {
				fold.drop(pending.get(next++));
			}
			fold.apply(execution);
		}
		pending.subList(next, pending.size()).forEach(fold::drop);
		fold.open.forEach((data, edge) -> fold.edges.add(new FoldedEdge(data, edge.since, null, edge.lastConfirmed)));
		return fold.edges;
	}

	private void apply(Evidence execution) {
		for (String data : execution.data()) {
			Open edge = this.open.computeIfAbsent(data, (key) -> new Open(execution.at()));
			edge.lastConfirmed = execution.at();
			edge.code = execution.code();
			edge.missed = 0;
			edge.firstMissed = null;
		}
		if (!execution.backfill()) {
			new TreeMap<>(this.open).forEach((data, edge) -> {
				if (!execution.data().contains(data)) {
					miss(data, edge, execution);
				}
			});
		}
	}

	private void miss(String data, Open edge, Evidence execution) {
		edge.missed++;
		edge.firstMissed = (edge.firstMissed != null) ? edge.firstMissed : execution.at();
		boolean codeChanged = edge.code != null && execution.code() != null && !edge.code.equals(execution.code());
		if (edge.missed >= this.misses || codeChanged) {
			end(data, edge, edge.firstMissed);
		}
	}

	private void drop(Drop drop) {
		Open edge = this.open.get(drop.data());
		if (edge != null) {
			end(drop.data(), edge, (edge.firstMissed != null) ? edge.firstMissed : drop.at());
		}
	}

	private void end(String data, Open edge, Instant until) {
		this.open.remove(data);
		if (edge.since.isBefore(until)) {
			this.edges.add(new FoldedEdge(data, edge.since, until, edge.lastConfirmed));
		}
	}

	/** Joins overlapping edges of one asset: the result lasts as long as one of them. */
	static List<FoldedEdge> joined(Collection<FoldedEdge> edges) {
		List<FoldedEdge> joined = new ArrayList<>();
		for (FoldedEdge edge : edges.stream()
			.sorted(Comparator.comparing(FoldedEdge::data).thenComparing(FoldedEdge::since))
			.toList()) {
			FoldedEdge last = joined.isEmpty() ? null : joined.getLast();
			if (last == null || !last.data.equals(edge.data)
					|| (last.until != null && last.until.isBefore(edge.since))) {
				joined.add(edge);
				continue;
			}
			Set<String> via = new TreeSet<>(last.via);
			via.addAll(edge.via);
			Instant until = (last.until == null || edge.until == null) ? null
					: RunState.greatest(last.until, edge.until);
			joined.set(joined.size() - 1, new FoldedEdge(edge.data, last.since, until,
					RunState.greatest(last.lastConfirmed, edge.lastConfirmed), via, null));
		}
		return joined;
	}

	/** Folds a window. Open edges keep their stored start before it and end after it. */
	static List<FoldedEdge> again(Window window) {
		List<Drop> drops = window.drops.stream()
			.filter((drop) -> window.to == null || !drop.at().isAfter(window.to))
			.toList();
		return of(window.executions, drops, window.misses).stream().map((edge) -> extended(edge, window)).toList();
	}

	private static FoldedEdge extended(FoldedEdge edge, Window window) {
		Instant since = edge.since;
		Instant until = edge.until;
		Instant lastConfirmed = edge.lastConfirmed;
		for (FoldedEdge stored : window.edges) {
			if (!stored.data.equals(edge.data)) {
				continue;
			}
			if (window.from != null && edge.since.isBefore(window.low) && stored.covers(edge.since)) {
				since = stored.since;
			}
			if (window.to != null && edge.until == null && stored.covers(edge.lastConfirmed)) {
				until = stored.until;
				lastConfirmed = RunState.greatest(stored.lastConfirmed, lastConfirmed);
			}
		}
		return new FoldedEdge(edge.data, since, until, lastConfirmed);
	}

	/**
	 * The part of a job's history that a change can affect.
	 *
	 * @param low the first time at which an execution changed
	 * @param from start of the execution that is {@code misses} before the change; null
	 * when there are fewer
	 * @param to start of the execution that is {@code misses} after the change; null when
	 * there are fewer
	 * @param executions all evidence from {@code from} to {@code to}
	 * @param edges the stored edges that overlap this time
	 * @param following all stored edges of the job that follow others
	 */
	record Window(String job, Instant low, int misses, @Nullable Instant from, @Nullable Instant to,
			List<Evidence> executions, List<FoldedEdge> edges, List<Drop> drops, List<FoldedEdge> following) {

		/** The stored edges that the edges of this window replace; later ones stay. */
		List<FoldedEdge> replaced() {
			return this.edges.stream().filter((edge) -> this.to == null || !edge.since().isAfter(this.to)).toList();
		}

		Set<CoRegistration> also() {
			Set<CoRegistration> also = new TreeSet<>();
			this.executions.forEach((execution) -> also.addAll(execution.also()));
			this.following
				.forEach((edge) -> edge.via().forEach((via) -> also.add(new CoRegistration(via, edge.data()))));
			return also;
		}

	}

	private static final class Open {

		private final Instant since;

		private Instant lastConfirmed;

		private @Nullable String code;

		private int missed;

		private @Nullable Instant firstMissed;

		private Open(Instant since) {
			this.since = since;
			this.lastConfirmed = since;
		}

	}

}
