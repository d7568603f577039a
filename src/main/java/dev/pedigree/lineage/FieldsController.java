package dev.pedigree.lineage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Node;

import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

/** Questions for the fields of data. */
@Controller
class FieldsController {

	private final WalkRepository repository;

	private final Catalog catalog;

	FieldsController(WalkRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	@BatchMapping(typeName = "Dataset")
	Map<Asset, List<Field>> fields(List<Asset> datasets) {
		return each(datasets, this.repository::fields);
	}

	@BatchMapping(typeName = "Field")
	Map<Field, List<Field>> upstream(List<Field> fields) {
		return each(fields, (urns) -> this.repository.fieldNeighbours(urns, false));
	}

	@BatchMapping(typeName = "Field")
	Map<Field, List<Field>> downstream(List<Field> fields) {
		return each(fields, (urns) -> this.repository.fieldNeighbours(urns, true));
	}

	@BatchMapping(typeName = "Field")
	Map<Field, Asset> dataset(List<Field> fields) {
		Map<String, String> datasets = this.repository.datasetsOfFields(ids(fields));
		Map<String, Asset> assets = this.catalog.mapByUrns(datasets.values());
		return fields.stream()
			.distinct()
			.filter((field) -> assets.containsKey(datasets.getOrDefault(field.id(), "")))
			.collect(Collectors.toMap(Function.identity(), (field) -> assets.get(datasets.get(field.id()))));
	}

	private static <K extends Node> Map<K, List<Field>> each(List<K> nodes,
			Function<Collection<String>, Map<String, List<Field>>> question) {
		Map<String, List<Field>> answers = question.apply(ids(nodes));
		return nodes.stream()
			.distinct()
			.collect(Collectors.toMap(Function.identity(), (node) -> answers.getOrDefault(node.id(), List.of())));
	}

	private static List<String> ids(List<? extends Node> nodes) {
		return nodes.stream().map(Node::id).distinct().toList();
	}

}
