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
import dev.pedigree.run.ExecutionState.Side;
import dev.pedigree.run.ExecutionState.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * Turns one side of a job's executions into standing edges (semantics, Runs and the
 * fold). Naming an asset opens its edge or confirms it; the edge ends when so many
 * executions in a row do not name it, or with the first if the code changed, at the time
 * of the first of them. Nothing but the executions handed in is looked at.
 */
final class Fold {

	/** A declared design is replaced by the next one at once. */
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
	 * @param data at its other end
	 * @param since start of the execution that opened it
	 * @param until start of the first execution that missed it; null while it holds
	 * @param lastConfirmed start of the last execution that named it
	 * @param via the models that were stated, where it follows their edges
	 * @param id of the stored edge; null for a folded one
	 */
	record FoldedEdge(String data, Instant since, @Nullable Instant until, Instant lastConfirmed, TreeSet<String> via,
			@Nullable String id) {

		FoldedEdge(String data, Instant since, @Nullable Instant until, Instant lastConfirmed) {
			this(data, since, until, lastConfirmed, new TreeSet<>(), null);
		}

		/** The edge between the data and a job, as the graph keeps it. */
		GraphEdge edge(Side side, String job, String source) {
			return GraphEdge.of(EdgeType.FEEDS, (side == Side.INPUTS) ? this.data : job,
					(side == Side.INPUTS) ? job : this.data, this.since, this.until,
					Map.of("source", source, "lastConfirmed", this.lastConfirmed, "via", this.via));
		}

		boolean covers(Instant moment) {
			return !this.since.isAfter(moment) && (this.until == null || this.until.isAfter(moment));
		}

	}

	/**
	 * An asset and the time at which it was dropped: edges into it that are open then
	 * end.
	 */
	record Drop(String data, Instant at) {
	}

	/**
	 * The edges that these executions give, from none.
	 * @param misses so many executions must miss an asset before its edge ends
	 */
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
			for (String data : List.copyOf(this.open.keySet())) {
				if (!execution.data().contains(data)) {
					miss(data, execution);
				}
			}
		}
	}

	private void miss(String data, Evidence execution) {
		Open edge = this.open.get(data);
		if (edge == null) {
			return;
		}
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

	/**
	 * Joins the edges of one asset that overlap: what follows several edges goes on as
	 * long as one of them.
	 */
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
			TreeSet<String> via = new TreeSet<>(last.via);
			via.addAll(edge.via);
			joined.set(joined.size() - 1,
					new FoldedEdge(edge.data, last.since,
							(last.until == null || edge.until == null) ? null
									: RunState.greatest(last.until, edge.until),
							RunState.greatest(last.lastConfirmed, edge.lastConfirmed), via, null));
		}
		return joined;
	}

	/**
	 * The edges after a change, from the executions around it alone: those of
	 * {@link Window}. An edge that was open before the change keeps its beginning, one
	 * that is open at the end of the window its end.
	 */
	static List<FoldedEdge> again(Window window) {
		List<FoldedEdge> edges = new ArrayList<>();
		List<Drop> drops = window.drops.stream()
			.filter((drop) -> window.to == null || !drop.at().isAfter(window.to))
			.toList();
		for (FoldedEdge edge : of(window.executions, drops, window.misses)) {
			Instant since = edge.since();
			Instant until = edge.until();
			Instant lastConfirmed = edge.lastConfirmed();
			for (FoldedEdge stored : window.edges) {
				if (!stored.data().equals(edge.data())) {
					continue;
				}
				if (window.from != null && edge.since().isBefore(window.low) && stored.covers(edge.since())) {
					since = stored.since();
				}
				if (window.to != null && edge.until() == null && stored.covers(edge.lastConfirmed())) {
					until = stored.until();
					lastConfirmed = RunState.greatest(stored.lastConfirmed(), lastConfirmed);
				}
			}
			edges.add(new FoldedEdge(edge.data(), since, until, lastConfirmed));
		}
		return edges;
	}

	/**
	 * The part of a job's history in which a change can matter.
	 *
	 * @param job urn
	 * @param low least time at which an execution changed
	 * @param misses so many executions must miss an asset before its edge ends
	 * @param from start of the last of as many executions that count before the change,
	 * going back; null when there are fewer
	 * @param to start of the last of as many that count after it; null when there are
	 * fewer
	 * @param executions all evidence from {@code from} to {@code to}
	 * @param edges the stored edges that reach into that time
	 * @param drops when assets named by the executions were dropped
	 * @param following all edges of the job that follow others
	 */
	record Window(String job, Instant low, int misses, @Nullable Instant from, @Nullable Instant to,
			List<Evidence> executions, List<FoldedEdge> edges, List<Drop> drops, List<FoldedEdge> following) {

		/** The stored edges that the edges of this window replace; later ones stay. */
		List<FoldedEdge> replaced() {
			return this.edges.stream().filter((edge) -> this.to == null || !edge.since().isAfter(this.to)).toList();
		}

		/** What may follow what after the change. */
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
