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

/** Questions for assets by name, and lists of them. */
@Controller
class CatalogController {

	private final Catalog catalog;

	private final AssetDeletion forgetting;

	private final DryRun dryRun;

	CatalogController(Catalog catalog, AssetDeletion forgetting, DryRun dryRun) {
		this.dryRun = dryRun;
		this.forgetting = forgetting;
		this.catalog = catalog;
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
		return this.catalog.datasets(this.catalog.filter(filter), PageRequest.of("datasets", first, after),
				selection.contains("totalCount"));
	}

	@QueryMapping
	Connection<Asset> models(@Argument @Nullable AssetFilter filter, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataFetchingFieldSelectionSet selection) {
		return this.catalog.models(this.catalog.filter(filter), PageRequest.of("models", first, after),
				selection.contains("totalCount"));
	}

	@SchemaMapping(typeName = "Model")
	List<Promotion> promotions(Asset model) {
		return pairs(model.texts("promotions"), "=", Promotion::new);
	}

	/** An alias that a registry gives a version. */
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

	/** A part of the text of a document, Markdown. */
	record CardSection(String title, String text) {
	}

	@SchemaMapping(typeName = "Run")
	List<Parameter> parameters(Asset run) {
		return pairs(run.texts("parameters"), "=", Parameter::new);
	}

	/** What a run was started with. */
	record Parameter(String name, String value) {
	}

	/** Of a list of texts with two parts. */
	private static <T> List<T> pairs(List<String> texts, String between, BiFunction<String, String, T> pair) {
		return texts.stream()
			.map((text) -> text.split(between, 2))
			.map((parts) -> pair.apply(parts[0], parts[1]))
			.toList();
	}

	/** Not tried again as a whole: what went is gone, and the next call goes on. */
	@MutationMapping
	boolean forget(@Argument String id, @Argument String reason, @Argument boolean dryRun, Principal actor) {
		return this.dryRun.run(dryRun, () -> this.forgetting.forget(id, reason, actor.getName()) > 0);
	}

}
