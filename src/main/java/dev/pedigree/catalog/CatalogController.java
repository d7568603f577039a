package dev.pedigree.catalog;

import java.security.Principal;
import java.util.List;
import java.util.function.BiFunction;

import dev.pedigree.graph.DryRun;
import graphql.schema.DataFetchingFieldSelectionSet;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** GraphQL fields that find assets by name or list them, and the deletion of an asset. */
@Controller
class CatalogController {

	private final Catalog catalog;

	private final AssetDeletion deletion;

	private final DryRun dryRun;

	CatalogController(Catalog catalog, AssetDeletion deletion, DryRun dryRun) {
		this.catalog = catalog;
		this.deletion = deletion;
		this.dryRun = dryRun;
	}

	@QueryMapping
	@Nullable Node node(@Argument String id) {
		return this.catalog.node(id);
	}

	@QueryMapping
	@Nullable Asset asset(@Argument @Nullable String id, @Argument @Nullable AssetKind kind, @Argument @Nullable String namespace,
			@Argument @Nullable String name, @Argument @Nullable String version) {
		if (id != null) {
			if (kind != null || namespace != null || name != null || version != null) {
				throw InvalidRequestException.invalid("id", "stands alone, without the parts of a name");
			}
			return this.catalog.asset(id);
		}
		if (name == null) {
			throw InvalidRequestException.invalid("name", "required when there is no id");
		}
		return (namespace != null) ? this.catalog.named(kind, namespace, name, version)
				: this.catalog.named(kind, name, version);
	}

	@QueryMapping
	@Nullable Asset assetByAlias(@Argument String key) {
		return this.catalog.assetByAlias(key);
	}

	@QueryMapping
	Connection<Asset> assets(@Argument @Nullable List<AssetKind> kinds, @Argument @Nullable AssetFilter filter,
			@Argument @Nullable Integer first, @Argument @Nullable String after,
			DataFetchingFieldSelectionSet selection) {
		return this.catalog.assets((kinds != null) ? kinds : List.of(), this.catalog.filter(filter),
				PageRequest.of("assets", first, after), selection.contains("totalCount"));
	}

	@QueryMapping
	Connection<Asset> datasets(@Argument @Nullable AssetFilter filter, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataFetchingFieldSelectionSet selection) {
		return this.catalog.list(CatalogRepository.AssetList.DATASETS, this.catalog.filter(filter),
				PageRequest.of("datasets", first, after), selection.contains("totalCount"));
	}

	@QueryMapping
	Connection<Asset> models(@Argument @Nullable AssetFilter filter, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataFetchingFieldSelectionSet selection) {
		return this.catalog.list(CatalogRepository.AssetList.MODELS, this.catalog.filter(filter),
				PageRequest.of("models", first, after), selection.contains("totalCount"));
	}

	@SchemaMapping(typeName = "Model")
	List<Promotion> promotions(Asset model) {
		return pairs(model.texts("promotions"), "=", Promotion::new);
	}

	/** An alias of a version in its registry. */
	record Promotion(String alias, String version) {
	}

	@SchemaMapping(typeName = "Model", field = "cardSections")
	List<CardSection> sectionsOfModel(Asset model) {
		return pairs(model.texts("cardSections"), "\n", CardSection::new);
	}

	@SchemaMapping(typeName = "Dataset", field = "cardSections")
	List<CardSection> sectionsOfDataset(Asset dataset) {
		return sectionsOfModel(dataset);
	}

	/** A section of a document, in Markdown. */
	record CardSection(String title, String text) {
	}

	@SchemaMapping(typeName = "Run")
	List<Parameter> parameters(Asset run) {
		return pairs(run.texts("parameters"), "=", Parameter::new);
	}

	/** A parameter of a run. */
	record Parameter(String name, String value) {
	}

	/** Splits texts with two parts. */
	private static <T> List<T> pairs(List<String> texts, String between, BiFunction<String, String, T> pair) {
		return texts.stream()
			.map((text) -> text.split(between, 2))
			.map((parts) -> pair.apply(parts[0], parts[1]))
			.toList();
	}

	/** Not retried as a whole: the next call continues the deletion. */
	@MutationMapping
	boolean forget(@Argument String id, @Argument String reason, @Argument boolean dryRun, Principal actor) {
		return this.dryRun.run(dryRun, () -> this.deletion.delete(id, reason, actor.getName()) > 0);
	}

}
