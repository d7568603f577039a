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

/**
 * Asks for all nodes of a batch at once, by their ids, and gives each its answer.
 */
public final class BatchLoaders {

	private BatchLoaders() {
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

	/**
	 * A field that takes arguments, of one thing.
	 *
	 * @param of the thing
	 * @param argument what the field is asked with
	 */
	public record LoaderKey<K, A>(K of, A argument) {
	}

	/**
	 * Registers the loader of a field that takes arguments: one question for all that are
	 * asked with the same ones, of which there is rarely more than one.
	 * @param otherwise what is answered where the question gives nothing; null for
	 * nothing
	 */
	public static <K, A, V> void load(BatchLoaderRegistry loaders, String field, @Nullable V otherwise,
			BiFunction<List<K>, A, Map<K, V>> question) {
		loaders.<LoaderKey<K, A>, V>forName(field)
			.registerMappedBatchLoader(
					(keys, environment) -> Mono.fromCallable(() -> answers(keys, otherwise, question)));
	}

	private static <K, A, V> Map<LoaderKey<K, A>, V> answers(Set<LoaderKey<K, A>> keys, @Nullable V otherwise,
			BiFunction<List<K>, A, Map<K, V>> question) {
		Map<LoaderKey<K, A>, V> answers = new HashMap<>();
		if (otherwise != null) {
			keys.forEach((key) -> answers.put(key, otherwise));
		}
		keys.stream()
			.collect(Collectors.groupingBy(LoaderKey::argument, Collectors.mapping(LoaderKey::of, Collectors.toList())))
			.forEach((argument, of) -> question.apply(of, argument)
				.forEach((one, answer) -> answers.put(new LoaderKey<>(one, argument), answer)));
		return answers;
	}

	private static List<String> ids(List<? extends Node> nodes) {
		return nodes.stream().map(Node::id).distinct().toList();
	}

}
