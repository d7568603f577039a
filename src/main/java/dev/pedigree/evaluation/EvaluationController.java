package dev.pedigree.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Node;

import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

/** Questions for evaluations and packages. */
@Controller
class EvaluationController {

	private final Evaluations evaluations;

	private final Packages packages;

	EvaluationController(Evaluations evaluations, Packages packages) {
		this.evaluations = evaluations;
		this.packages = packages;
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Evaluation>> evaluations(List<Asset> versions) {
		return each(versions, this.evaluations::ofVersions);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Package>> dependencies(List<Asset> versions) {
		return each(versions, this.packages::ofVersions);
	}

	@BatchMapping(typeName = "Evaluation")
	Map<Evaluation, List<Metric>> metrics(List<Evaluation> evaluations) {
		return each(evaluations, this.evaluations::metrics);
	}

	@BatchMapping(typeName = "Evaluation")
	Map<Evaluation, Asset> modelVersion(List<Evaluation> evaluations) {
		return subjects(evaluations, "model");
	}

	@BatchMapping(typeName = "Evaluation")
	Map<Evaluation, Asset> datasetVersion(List<Evaluation> evaluations) {
		return subjects(evaluations, "data");
	}

	private Map<Evaluation, Asset> subjects(List<Evaluation> evaluations, String side) {
		Map<String, Asset> subjects = this.evaluations.subjects(ids(evaluations), side);
		return evaluations.stream()
			.distinct()
			.filter((evaluation) -> subjects.containsKey(evaluation.id()))
			.collect(Collectors.toMap(Function.identity(), (evaluation) -> subjects.get(evaluation.id())));
	}

	private static <K extends Node, V> Map<K, List<V>> each(List<K> nodes,
			Function<Collection<String>, Map<String, List<V>>> question) {
		Map<String, List<V>> answers = question.apply(ids(nodes));
		return nodes.stream()
			.distinct()
			.collect(Collectors.toMap(Function.identity(), (node) -> answers.getOrDefault(node.id(), List.of())));
	}

	private static List<String> ids(List<? extends Node> nodes) {
		return nodes.stream().map(Node::id).distinct().toList();
	}

}
