package dev.pedigree.lineage;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * All nodes that can be reached in one direction, and the edges among them, as arrays,
 * because a hub reaches tens of thousands of nodes.
 */
final class ReachableGraph {

	private static final String SUMMARY = "Summary";

	static final int FAR = Integer.MAX_VALUE;

	private final boolean upstream;

	/** Whether the start is mapped from data to versions and from jobs to runs. */
	private final boolean members;

	private final List<Long> ids;

	private final String[] urns;

	/** Null for a summary of runs. */
	private final @Nullable AssetKind[] kinds;

	/** Edge e leads from tails[e] to heads[e], in the direction of the walk. */
	private final int[] tails;

	private final int[] heads;

	private final List<String> bindings;

	private final List<Boolean> memberships;

	private final int[] roots;

	private final int[] unknownModes;

	/** The edges sorted by tail: those of node n are at offsets[n] to offsets[n + 1]. */
	private final int[] offsets;

	private final int[] edges;

	/** Reads a row of {@code lineage/walk} or {@code lineage/downstream-now}. */
	ReachableGraph(LineageLevel level, Row row) {
		this.ids = list(row, "ids", Long.class);
		Map<Long, Integer> numbers = HashMap.newHashMap(this.ids.size());
		for (int i = 0; i < this.ids.size(); i++) {
			numbers.put(this.ids.get(i), i);
		}
		this.upstream = Direction.UPSTREAM.name().equals(row.value("direction"));
		this.members = level == LineageLevel.RECORDED;
		this.urns = list(row, "urns", String.class).toArray(String[]::new);
		this.kinds = kinds(row.rows("groups"), this.urns.length);
		this.tails = numbers(numbers, row, "tails");
		this.heads = numbers(numbers, row, "heads");
		this.bindings = list(row, "bindings", String.class);
		this.memberships = list(row, "memberships", Boolean.class);
		this.roots = numbers(numbers, row, "starts");
		this.unknownModes = numbers(numbers, row, "unknownModes");
		this.offsets = new int[this.urns.length + 1];
		this.edges = new int[this.tails.length];
		sortEdges();
	}

	boolean upstream() {
		return this.upstream;
	}

	int size() {
		return this.urns.length;
	}

	long id(int node) {
		return this.ids.get(node);
	}

	String urn(int node) {
		return this.urns[node];
	}

	AssetKind kind(int node) {
		return Objects.requireNonNull(this.kinds[node], "a summary is no asset");
	}

	/** Whether a node represents compacted runs; the walk ends there. */
	boolean isSummary(int node) {
		return this.kinds[node] == null;
	}

	/** Whether a node counts as a hop: jobs and runs do not. */
	boolean weighs(int node) {
		return this.kinds[node] != AssetKind.JOB && this.kinds[node] != AssetKind.RUN;
	}

	IntStream edges(int node) {
		return Arrays.stream(this.edges, this.offsets[node], this.offsets[node + 1])
			.filter((edge) -> !membership(edge));
	}

	int head(int edge) {
		return this.heads[edge];
	}

	boolean hasBindings() {
		return !this.bindings.isEmpty();
	}

	/** The binding of a recorded read to its version; empty if unstated. */
	String binding(int edge) {
		return this.bindings.isEmpty() ? "" : this.bindings.get(edge);
	}

	/** Whether an edge leads from data to a version, or from a job to a run. */
	boolean membership(int edge) {
		return !this.memberships.isEmpty() && this.memberships.get(edge);
	}

	int[] unknownModes() {
		return this.unknownModes;
	}

	/** The starts; {@code written} replaces jobs and runs by the versions they wrote. */
	int[] starts(boolean written) {
		IntStream starts = Arrays.stream(this.roots);
		if (this.members) {
			starts = starts.flatMap((root) -> kind(root).isRecorded() ? IntStream.of(root) : targets(root, true));
		}
		if (written) {
			starts = starts.flatMap((start) -> weighs(start) ? IntStream.of(start) : targets(start, false));
		}
		return starts.distinct().toArray();
	}

	/** The hops of every node: a breadth-first search with edges of weight 0 and 1. */
	int[] hops(int[] starts) {
		int[] hops = new int[size()];
		Arrays.fill(hops, FAR);
		ArrayDeque<Integer> open = new ArrayDeque<>();
		for (int start : starts) {
			hops[start] = 0;
			open.add(start);
		}
		boolean[] done = new boolean[size()];
		while (!open.isEmpty()) {
			int node = open.pop();
			if (!done[node]) {
				done[node] = true;
				relax(node, hops, open);
			}
		}
		return hops;
	}

	private void relax(int node, int[] hops, ArrayDeque<Integer> open) {
		for (int at = this.offsets[node]; at < this.offsets[node + 1]; at++) {
			int next = this.heads[this.edges[at]];
			int weight = weighs(next) ? 1 : 0;
			if (!membership(this.edges[at]) && hops[node] + weight < hops[next]) {
				hops[next] = hops[node] + weight;
				if (weight == 0) {
					open.addFirst(next);
				}
				else {
					open.addLast(next);
				}
			}
		}
	}

	private IntStream targets(int node, boolean membership) {
		return Arrays.stream(this.edges, this.offsets[node], this.offsets[node + 1])
			.filter((edge) -> membership(edge) == membership)
			.map((edge) -> this.heads[edge]);
	}

	/**
	 * Sorts the edges by tail, without edges that were written while the store collected
	 * the nodes and lead to an unknown one.
	 */
	private void sortEdges() {
		int[] known = IntStream.range(0, this.tails.length)
			.filter((edge) -> this.tails[edge] >= 0 && this.heads[edge] >= 0)
			.toArray();
		for (int edge : known) {
			this.offsets[this.tails[edge] + 1]++;
		}
		for (int node = 0; node < size(); node++) {
			this.offsets[node + 1] += this.offsets[node];
		}
		int[] next = this.offsets.clone();
		for (int edge : known) {
			this.edges[next[this.tails[edge]]++] = edge;
		}
	}

	private static @Nullable AssetKind[] kinds(List<Row> groups, int size) {
		@Nullable AssetKind[] kinds = new AssetKind[size];
		int node = 0;
		for (Row group : groups) {
			List<String> labels = group.texts("labels");
			int end = node + Math.toIntExact(group.number("count"));
			Arrays.fill(kinds, node, end, labels.contains(SUMMARY) ? null : AssetKind.of(labels));
			node = end;
		}
		return kinds;
	}

	private static int[] numbers(Map<Long, Integer> numbers, Row row, String column) {
		return list(row, column, Long.class).stream().mapToInt((id) -> numbers.getOrDefault(id, -1)).toArray();
	}

	/** Without a copy: a hub has tens of thousands of values. */
	@SuppressWarnings({ "unchecked", "unused" })
	private static <T> List<T> list(Row row, String column, Class<T> type) {
		return (List<T>) Objects.requireNonNull(row.value(column));
	}

}
