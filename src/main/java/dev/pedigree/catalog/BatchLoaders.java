package dev.pedigree.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.execution.BatchLoaderRegistry;

/** Loads a GraphQL field for a whole batch of nodes with one query. */
public final class BatchLoaders {

	private BatchLoaders() {
	}

	/** The list of each node; empty where the query returns none. */
	public static <K extends Node, V> Map<K, List<V>> lists(List<K> nodes,
			Function<Collection<String>, Map<String, List<V>>> query) {
		Map<String, List<V>> values = query.apply(ids(nodes));
		return nodes.stream()
			.distinct()
			.collect(Collectors.toMap(Function.identity(), (node) -> values.getOrDefault(node.id(), List.of())));
	}

	/** The value of each node for which the query returns one. */
	public static <K extends Node, V> Map<K, V> ones(List<K> nodes,
			Function<Collection<String>, Map<String, V>> query) {
		Map<String, V> values = query.apply(ids(nodes));
		return nodes.stream()
			.distinct()
			.filter((node) -> values.containsKey(node.id()))
			.collect(Collectors.toMap(Function.identity(), (node) -> values.get(node.id())));
	}

	/** The first value of each node for which the query returns some. */
	public static <K extends Node, V> Map<K, V> first(List<K> nodes,
			Function<Collection<String>, Map<String, List<V>>> query) {
		return ones(nodes,
				query.andThen((values) -> values.entrySet()
					.stream()
					.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().getFirst()))));
	}

	/** The key and the arguments of a field that takes arguments. */
	public record LoaderKey<K, A>(K of, A argument) {
	}

	/**
	 * Registers the loader of a field that takes arguments: one query for all keys with
	 * the same arguments.
	 * @param otherwise the value where the query returns none; may be null
	 */
	public static <K, A, V> void load(BatchLoaderRegistry loaders, String field, @Nullable V otherwise,
			BiFunction<List<K>, A, Map<K, V>> query) {
		loaders.<LoaderKey<K, A>, V>forName(field)
			.registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> values(keys, otherwise, query)));
	}

	private static <K, A, V> Map<LoaderKey<K, A>, V> values(Set<LoaderKey<K, A>> keys, @Nullable V otherwise,
			BiFunction<List<K>, A, Map<K, V>> query) {
		Map<LoaderKey<K, A>, V> values = new HashMap<>();
		if (otherwise != null) {
			keys.forEach((key) -> values.put(key, otherwise));
		}
		keys.stream()
			.collect(Collectors.groupingBy(LoaderKey::argument, Collectors.mapping(LoaderKey::of, Collectors.toList())))
			.forEach((argument, of) -> query.apply(of, argument)
				.forEach((key, value) -> values.put(new LoaderKey<>(key, argument), value)));
		return values;
	}

	private static List<String> ids(List<? extends Node> nodes) {
		return nodes.stream().map(Node::id).distinct().toList();
	}

}
