package dev.pedigree.description;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.TemporalScope;
import graphql.schema.DataFetchingFieldSelectionSet;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** GraphQL queries for the history of properties and for conflicts. */
@Controller
class DescriptionController {

	private final AssetHistory history;

	private final Conflicts conflicts;

	private final Catalog catalog;

	DescriptionController(AssetHistory history, Conflicts conflicts, Catalog catalog, BatchLoaderRegistry loaders) {
		this.history = history;
		this.conflicts = conflicts;
		this.catalog = catalog;
		BatchLoaders.load(loaders, "asOf", null, this::history);
	}

	@SchemaMapping(typeName = "Asset")
	CompletableFuture<Asset> asOf(Asset asset, @Argument Instant at, @Argument @Nullable Instant knownAt,
			DataLoader<BatchLoaders.LoaderKey<Asset, TemporalScope>, Asset> asOf) {
		return asOf.load(new BatchLoaders.LoaderKey<>(asset, new TemporalScope(at, knownAt)));
	}

	/** Omits assets that did not exist at that time. */
	private Map<Asset, Asset> history(List<Asset> assets, TemporalScope scope) {
		Map<String, Asset> historic = this.history.at(assets, scope);
		return assets.stream()
			.filter((asset) -> !asset.createdAt().isAfter(Objects.requireNonNull(scope.asOf())))
			.collect(Collectors.toMap(Function.identity(), (asset) -> Objects.requireNonNull(historic.get(asset.urn())),
					(asset, _) -> asset));
	}

	@QueryMapping
	Connection<Conflict> conflicts(@Argument @Nullable String asset, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataFetchingFieldSelectionSet selection) {
		return this.conflicts.page(asset, PageRequest.of("conflicts", first, after), selection.contains("totalCount"));
	}

	@BatchMapping(typeName = "Conflict", field = "asset")
	Map<Conflict, Asset> assetsOfConflicts(List<Conflict> conflicts) {
		return this.catalog.resolve(conflicts.stream().collect(Collectors.toMap(Function.identity(), Conflict::asset)));
	}

}
