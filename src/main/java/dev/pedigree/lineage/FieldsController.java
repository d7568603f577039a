package dev.pedigree.lineage;

import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

/** Queries of the fields of data. */
@Controller
class FieldsController {

	private final WalkRepository repository;

	private final Catalog catalog;

	FieldsController(WalkRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/** Reads fields for {@code node(id)}. */
	@Bean
	static NodeReader fieldReader() {
		return new NodeReader("Field", Field::of);
	}

	@BatchMapping(typeName = "Dataset")
	Map<Asset, List<Field>> fields(List<Asset> datasets) {
		return BatchLoaders.lists(datasets, this.repository::fields);
	}

	@BatchMapping(typeName = "Field")
	Map<Field, List<Field>> upstream(List<Field> fields) {
		return BatchLoaders.lists(fields, (urns) -> this.repository.fieldNeighbours(urns, false));
	}

	@BatchMapping(typeName = "Field")
	Map<Field, List<Field>> downstream(List<Field> fields) {
		return BatchLoaders.lists(fields, (urns) -> this.repository.fieldNeighbours(urns, true));
	}

	@BatchMapping(typeName = "Field")
	Map<Field, Asset> dataset(List<Field> fields) {
		return BatchLoaders.ones(fields, (ids) -> this.catalog.resolve(this.repository.datasetsOfFields(ids)));
	}

}
