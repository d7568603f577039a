package dev.pedigree.deployment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.catalog.BatchLoaders.LoaderKey;
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

/** GraphQL queries for deployments, environments and applications. */
@Controller
class DeploymentController {

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final Deployments deployments;

	private final Catalog catalog;

	DeploymentController(Deployments deployments, Catalog catalog, BatchLoaderRegistry loaders) {
		this.deployments = deployments;
		this.catalog = catalog;
		BatchLoaders.load(loaders, "serving", List.of(), deployments::serving);
		BatchLoaders.<String, ServingPeriod, List<Serving>>load(loaders, "history", List.of(),
				(urns, period) -> deployments.history(urns, period.from(), period.to()));
	}

	@QueryMapping
	Connection<Asset> deployments(@Argument @Nullable AssetFilter filter, @Argument @Nullable String environment,
			@Argument @Nullable Instant asOf, @Argument @Nullable Instant knownAt, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataFetchingFieldSelectionSet selection) {
		return this.deployments.list(this.catalog.filter(filter), environment, new TemporalScope(asOf, knownAt),
				PageRequest.of("deployments", first, after), selection.contains("totalCount"));
	}

	@QueryMapping
	Connection<Asset> unresolvedArtifacts(@Argument @Nullable Integer first, @Argument @Nullable String after) {
		return this.deployments.unresolved(PageRequest.of("unresolvedArtifacts", first, after));
	}

	@SchemaMapping(typeName = "Deployment")
	CompletableFuture<List<Serving>> history(Asset deployment, @Argument @Nullable Instant from,
			@Argument @Nullable Instant to, DataLoader<LoaderKey<String, ServingPeriod>, List<Serving>> history) {
		return history.load(new LoaderKey<>(deployment.urn(),
				new ServingPeriod((from != null) ? from : Instant.EPOCH, (to != null) ? to : LATEST)));
	}

	@SchemaMapping(typeName = "Deployment")
	CompletableFuture<List<Serving>> serving(Asset deployment, @Argument @Nullable Instant asOf,
			@Argument @Nullable Instant knownAt, DataLoader<LoaderKey<String, TemporalScope>, List<Serving>> serving) {
		return serving.load(new LoaderKey<>(deployment.urn(), new TemporalScope(asOf, knownAt)));
	}

	@BatchMapping(typeName = "Deployment")
	Map<Asset, Environment> environment(List<Asset> deployments) {
		return BatchLoaders.ones(deployments, this.deployments::environments);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Serving>> servings(List<Asset> versions) {
		return BatchLoaders.lists(versions, this.deployments::servings);
	}

	@BatchMapping(typeName = "Model", field = "deployments")
	Map<Asset, List<Asset>> deploymentsOfModels(List<Asset> models) {
		return BatchLoaders.lists(models, this.deployments::deploymentsOf);
	}

	@BatchMapping(typeName = "Application")
	Map<Asset, List<Asset>> consumes(List<Asset> applications) {
		return BatchLoaders.lists(applications, this.deployments::consumed);
	}

	record ServingPeriod(Instant from, Instant to) {
	}

}
