package dev.pedigree.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks for all nodes of a batch at once, by their ids, and gives each its answer.
 */
public final class Batch {

	private Batch() {
	}

	/** A list for each; empty where the answer has none. */
	public static <K extends Node, V> Map<K, List<V>> lists(List<K> nodes,
			Function<Collection<String>, Map<String, List<V>>> question) {
		Map<String, List<V>> answers = question.apply(ids(nodes));
		return nodes.stream()
			.distinct()
			.collect(Collectors.toMap(Function.identity(), (node) -> answers.getOrDefault(node.id(), List.of())));
	}

	/** One value for each of which the answer has one. */
	public static <K extends Node, V> Map<K, V> ones(List<K> nodes,
			Function<Collection<String>, Map<String, V>> question) {
		Map<String, V> answers = question.apply(ids(nodes));
		return nodes.stream()
			.distinct()
			.filter((node) -> answers.containsKey(node.id()))
			.collect(Collectors.toMap(Function.identity(), (node) -> answers.get(node.id())));
	}

	private static List<String> ids(List<? extends Node> nodes) {
		return nodes.stream().map(Node::id).distinct().toList();
	}

}
