package dev.pedigree.lineage;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * The closed set of what can be reached in one direction, with the edges among it, as the
 * store gives it: arrays, because a hub reaches tens of thousands of nodes.
 */
final class ReachableGraph {

	/** The label of nodes that stand for runs that are no longer kept. */
	private static final String SUMMARY = "Summary";

	/** Not reached. */
	static final int FAR = Integer.MAX_VALUE;

	private final boolean upstream;

	/** Whether data stand for their versions and jobs for their runs. */
	private final boolean members;

	/** The store's own numbers. */
	private final List<Long> ids;

	private final String[] urns;

	/** What each node is; null for a summary of runs. */
	private final @Nullable AssetKind[] kinds;

	/** Edge e goes from tails[e] to heads[e], as it is walked. */
	private final int[] tails;

	private final int[] heads;

	private final List<String> bindings;

	private final List<Boolean> memberships;

	private final int[] roots;

	private final int[] unknownModes;

	/** The edges sorted by tail: those of node n are at offsets[n] to offsets[n + 1]. */
	private final int[] offsets;

	private final int[] edges;

	private ReachableGraph(LineageLevel level, List<Long> ids, Map<Long, Integer> numbers, Map<String, Object> row) {
		this.ids = ids;
		this.upstream = Direction.UPSTREAM.name().equals(row.get("direction"));
		this.members = level == LineageLevel.RECORDED;
		this.urns = list(row, "urns", String.class).toArray(String[]::new);
		this.kinds = kinds(new Row(row).rows("groups"), this.urns.length);
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

	/** Reads a row of {@code lineage/walk} or {@code lineage/downstream-now}. */
	static ReachableGraph of(LineageLevel level, Map<String, Object> row) {
		List<Long> ids = list(row, "ids", Long.class);
		Map<Long, Integer> numbers = HashMap.newHashMap(ids.size());
		for (int i = 0; i < ids.size(); i++) {
			numbers.put(ids.get(i), i);
		}
		return new ReachableGraph(level, ids, numbers, row);
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

	/**
	 * Whether a node stands for runs that are no longer kept; the walk ends there.
	 */
	boolean isSummary(int node) {
		return this.kinds[node] == null;
	}

	/** Whether entering a node is a hop: jobs and runs weigh nothing. */
	boolean weighs(int node) {
		return this.kinds[node] != AssetKind.JOB && this.kinds[node] != AssetKind.RUN;
	}

	/** The edges that leave a node, membership steps excepted. */
	IntStream edges(int node) {
		return Arrays.stream(this.edges, this.offsets[node], this.offsets[node + 1])
			.filter((edge) -> !membership(edge));
	}

	int head(int edge) {
		return this.heads[edge];
	}

	/** Whether edges say how a read found its version. */
	boolean hasBindings() {
		return !this.bindings.isEmpty();
	}

	/** How a read found its version; empty when the edge does not say. */
	String binding(int edge) {
		return this.bindings.isEmpty() ? "" : this.bindings.get(edge);
	}

	/** Whether the edge leads from data to its version, or from a job to its run. */
	boolean membership(int edge) {
		return !this.memberships.isEmpty() && this.memberships.get(edge);
	}

	/** Dataset versions of which nobody knows whether they were appended. */
	int[] unknownModes() {
		return this.unknownModes;
	}

	/**
	 * Where the walk starts.
	 * @param written whether a job or run stands for what it wrote
	 */
	int[] starts(boolean written) {
		IntStream starts = Arrays.stream(this.roots);
		if (this.members) {
			starts = starts.flatMap((root) -> switch (kind(root)) {
				case DATASET, MODEL, JOB -> targets(root, true);
				case DATASET_VERSION, RUN, MODEL_VERSION, DEPLOYMENT, APPLICATION, OTHER -> IntStream.of(root);
			});
		}
		if (written) {
			starts = starts.flatMap((start) -> weighs(start) ? IntStream.of(start) : targets(start, false));
		}
		return starts.distinct().toArray();
	}

	/**
	 * The hops of every node from some of them: a breadth-first search with edges of
	 * weight 0 and 1.
	 */
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
					open.push(next);
				}
				else {
					open.add(next);
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
	 * Sorts the edges by tail. One whose end is not in the set, because it was written
	 * while the store collected the set, is left out.
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

	/** The kinds of nodes that come in groups, each with labels and a count. */
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

	private static int[] numbers(Map<Long, Integer> numbers, Map<String, Object> row, String column) {
		return list(row, column, Long.class).stream().mapToInt((id) -> numbers.getOrDefault(id, -1)).toArray();
	}

	@SuppressWarnings({ "unchecked", "unused" })
	private static <T> List<T> list(Map<String, Object> row, String column, Class<T> type) {
		return (List<T>) (Collection<?>) Objects.requireNonNull(row.get(column));
	}

}
