package dev.pedigree.oracle;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.oracle.Estate.Edge;
import dev.pedigree.oracle.Estate.Time;

/**
 * Walks over an estate, breadth first over plain maps (semantics, Walks).
 */
final class OracleWalks {

	private final Estate estate;

	OracleWalks(Estate estate) {
		this.estate = estate;
	}

	/** Where a walk from a node starts, at hops 0. */
	Set<String> starts(String root, boolean recorded, Time time) {
		if (!recorded) {
			return Set.of(this.estate.parents().getOrDefault(root, root));
		}
		if (this.estate.recorded(root)) {
			return Set.of(root);
		}
		return this.estate.parents()
			.entrySet()
			.stream()
			.filter((child) -> child.getValue().equals(root) && this.estate.existed(child.getKey(), time))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The edges of a level at a time, one between two nodes whatever the sources. */
	Map<String, Set<String>> next(boolean recorded, Time time) {
		Map<String, Set<String>> next = new TreeMap<>();
		for (Edge edge : this.estate.edges()) {
			boolean level = recorded ? this.estate.recorded(edge.from()) && this.estate.recorded(edge.to())
					: this.estate.standing(edge.from()) && this.estate.standing(edge.to());
			if (level && time.covers(edge) && this.estate.existed(edge.from(), time)
					&& this.estate.existed(edge.to(), time)) {
				next.computeIfAbsent(edge.from(), (urn) -> new TreeSet<>()).add(edge.to());
			}
		}
		return next;
	}

	/** What can be reached, each with its hops. */
	Map<String, Integer> reach(Collection<String> starts, boolean downstream, boolean recorded, Time time) {
		Map<String, Set<String>> next = next(recorded, time);
		return hops(starts, downstream ? next : turned(next));
	}

	/**
	 * The least number of nodes, the starts excluded, that are neither jobs nor runs, on
	 * a walk to each node that can be reached. Nodes that do not count are visited before
	 * those that do.
	 */
	private Map<String, Integer> hops(Collection<String> starts, Map<String, Set<String>> next) {
		Map<String, Integer> hops = new HashMap<>();
		Deque<String> queue = new ArrayDeque<>(starts);
		starts.forEach((start) -> hops.put(start, 0));
		while (!queue.isEmpty()) {
			String node = queue.removeFirst();
			int here = Objects.requireNonNull(hops.get(node));
			for (String neighbour : next.getOrDefault(node, Set.of())) {
				boolean counts = counts(neighbour);
				int there = counts ? here + 1 : here;
				if (there < hops.getOrDefault(neighbour, Integer.MAX_VALUE)) {
					hops.put(neighbour, there);
					if (counts) {
						queue.addLast(neighbour);
					}
					else {
						queue.addFirst(neighbour);
					}
				}
			}
		}
		return new TreeMap<>(hops);
	}

	private boolean counts(String urn) {
		AssetKind kind = this.estate.kind(urn);
		return kind != AssetKind.JOB && kind != AssetKind.RUN;
	}

	private static Map<String, Set<String>> turned(Map<String, Set<String>> next) {
		Map<String, Set<String>> turned = new TreeMap<>();
		next.forEach(
				(from, all) -> all.forEach((to) -> turned.computeIfAbsent(to, (urn) -> new TreeSet<>()).add(from)));
		return turned;
	}

}
