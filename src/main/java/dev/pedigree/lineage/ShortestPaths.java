package dev.pedigree.lineage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Computes the shortest paths without loops from some nodes to others, by Yen's
 * algorithm: the next path is the shortest that leaves a found path at some node. The
 * store cannot compute them, because it counts the edges of several sources between two
 * nodes as several paths.
 */
final class ShortestPaths {

	private static final Comparator<List<String>> ORDER = Comparator.<List<String>>comparingInt(List::size)
		.thenComparing((path) -> String.join("\n", path));

	private final Map<String, TreeSet<String>> next = new HashMap<>();

	private final Map<String, Set<String>> previous = new HashMap<>();

	private final Set<String> sources = new TreeSet<>();

	private final Set<String> targets = new HashSet<>();

	/** Selects the nodes that the sources reach and that reach the targets. */
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

	/** The shortest paths of at least one edge, as urns. */
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

	/** The nodes that follow a common beginning in found paths. */
	private static Set<String> taken(List<List<String>> found, List<String> root) {
		return found.stream()
			.filter((path) -> path.size() > root.size() && path.subList(0, root.size()).equals(root))
			.map((path) -> path.get(root.size()))
			.collect(Collectors.toSet());
	}

	/**
	 * The shortest path that begins with a root and goes on with no taken node, or null.
	 */
	private @Nullable List<String> spur(List<String> root, Set<String> taken) {
		Map<String, Integer> distances = distances(new HashSet<>(root));
		String step = nearest(root.isEmpty() ? this.sources : following(root.getLast()), taken, distances);
		if (step == null) {
			return null;
		}
		List<String> path = new ArrayList<>(root);
		while (step != null) {
			path.add(step);
			step = this.targets.contains(step) ? null : nearest(following(step), Set.of(), distances);
		}
		return path;
	}

	private static @Nullable String nearest(Set<String> nodes, Set<String> taken, Map<String, Integer> distances) {
		return nodes.stream()
			.filter((node) -> distances.containsKey(node) && !taken.contains(node))
			.min(Comparator.comparingInt((node) -> distances.getOrDefault(node, 0)))
			.orElse(null);
	}

	private Set<String> following(String node) {
		return this.next.getOrDefault(node, new TreeSet<>());
	}

	/** The number of edges from each node to the targets, without some nodes. */
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
