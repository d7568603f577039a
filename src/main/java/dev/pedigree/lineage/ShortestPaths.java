package dev.pedigree.lineage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The shortest ways from some nodes to others that visit no node twice, by Yen's
 * algorithm: the next way leaves one that is known at some node, and is the shortest that
 * does. Edges of several sources are one here, which is why the store is not asked: it
 * would count each as a way of its own.
 */
final class ShortestPaths {

	/** By length, then by urns. */
	private static final Comparator<List<String>> ORDER = Comparator.<List<String>>comparingInt(List::size)
		.thenComparing((path) -> String.join("\n", path));

	private final Map<String, TreeSet<String>> next = new HashMap<>();

	private final Map<String, Set<String>> previous = new HashMap<>();

	private final Set<String> sources = new TreeSet<>();

	private final Set<String> targets = new HashSet<>();

	/**
	 * Takes the part of the graph that lies between.
	 * @param below what can be reached from the sources
	 * @param above what can reach the targets
	 */
	ShortestPaths(ReachableGraph below, ReachableGraph above) {
		for (int start : below.starts(false)) {
			this.sources.add(below.urn(start));
		}
		for (int start : above.starts(false)) {
			this.targets.add(above.urn(start));
		}
		Set<String> between = new HashSet<>();
		for (int node = 0; node < above.size(); node++) {
			if (!above.isSummary(node)) {
				between.add(above.urn(node));
			}
		}
		for (int node = 0; node < below.size(); node++) {
			String tail = below.urn(node);
			if (between.contains(tail)) {
				below.edges(node)
					.mapToObj((edge) -> below.urn(below.head(edge)))
					.filter(between::contains)
					.forEach((head) -> add(tail, head));
			}
		}
	}

	private void add(String tail, String head) {
		this.next.computeIfAbsent(tail, (_) -> new TreeSet<>()).add(head);
		this.previous.computeIfAbsent(head, (_) -> new HashSet<>()).add(tail);
	}

	/** The shortest ways of at least one edge, at most so many, as urns. */
	List<List<String>> first(int count) {
		List<List<String>> found = new ArrayList<>();
		TreeSet<List<String>> candidates = new TreeSet<>(ORDER);
		List<String> shortest = spur(List.of(), Set.of());
		while (shortest != null) {
			found.add(shortest);
			if (found.stream().filter((path) -> path.size() > 1).count() == count) {
				break;
			}
			for (int at = 0; at < shortest.size(); at++) {
				List<String> root = shortest.subList(0, at);
				List<String> candidate = spur(root, taken(found, root));
				if (candidate != null) {
					candidates.add(candidate);
				}
			}
			candidates.removeAll(found);
			shortest = candidates.pollFirst();
		}
		return found.stream().filter((path) -> path.size() > 1).toList();
	}

	/** The nodes with which known ways go on after a common beginning. */
	private static Set<String> taken(List<List<String>> found, List<String> root) {
		Set<String> taken = new HashSet<>();
		for (List<String> path : found) {
			if (path.size() > root.size() && path.subList(0, root.size()).equals(root)) {
				taken.add(path.get(root.size()));
			}
		}
		return taken;
	}

	/**
	 * The shortest way that begins so and goes on with none of some nodes; null when
	 * there is none.
	 */
	private @Nullable List<String> spur(List<String> root, Set<String> taken) {
		Set<String> visited = new HashSet<>(root);
		Map<String, Integer> distances = distances(visited);
		List<String> path = new ArrayList<>(root);
		TreeMap<Integer, String> choice = new TreeMap<>();
		for (String step : root.isEmpty() ? this.sources : following(root.getLast())) {
			Integer distance = distances.get(step);
			if (distance != null && !taken.contains(step)) {
				choice.putIfAbsent(distance, step);
			}
		}
		if (choice.isEmpty()) {
			return null;
		}
		String step = choice.firstEntry().getValue();
		int distance = choice.firstKey();
		path.add(step);
		while (distance > 0) {
			int nearer = distance - 1;
			step = following(step).stream()
				.filter((one) -> Integer.valueOf(nearer).equals(distances.get(one)))
				.findFirst()
				.orElseThrow();
			path.add(step);
			distance = nearer;
		}
		return path;
	}

	private Set<String> following(String node) {
		return this.next.getOrDefault(node, new TreeSet<>());
	}

	/** How many edges each node is away from the targets, without some nodes. */
	private Map<String, Integer> distances(Set<String> without) {
		Map<String, Integer> distances = new HashMap<>();
		ArrayDeque<String> open = new ArrayDeque<>();
		for (String target : this.targets) {
			if (!without.contains(target)) {
				distances.put(target, 0);
				open.add(target);
			}
		}
		while (!open.isEmpty()) {
			String node = open.remove();
			for (String before : this.previous.getOrDefault(node, Set.of())) {
				if (!without.contains(before)
						&& distances.putIfAbsent(before, distances.getOrDefault(node, 0) + 1) == null) {
					open.add(before);
				}
			}
		}
		return distances;
	}

}
