package dev.pedigree.catalog;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.pedigree.catalog.BatchLoaders.LoaderKey;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** The fields of assets that are other assets. */
@Controller
class AssetRelationsController {

	private final AssetRelations relations;

	AssetRelationsController(AssetRelations relations, BatchLoaderRegistry loaders) {
		this.relations = relations;
		BatchLoaders.load(loaders, "versions", null, relations::versions);
		BatchLoaders.load(loaders, "runs", null, relations::runs);
	}

	@SchemaMapping(typeName = "Model", field = "versions")
	CompletableFuture<Connection<Asset>> modelVersions(Asset model, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<LoaderKey<String, PageRequest>, Connection<Asset>> versions) {
		return versions.load(new LoaderKey<>(model.urn(), PageRequest.of("versions", first, after)));
	}

	@SchemaMapping(typeName = "Dataset", field = "versions")
	CompletableFuture<Connection<Asset>> datasetVersions(Asset dataset, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<LoaderKey<String, PageRequest>, Connection<Asset>> versions) {
		return versions.load(new LoaderKey<>(dataset.urn(), PageRequest.of("versions", first, after)));
	}

	@SchemaMapping(typeName = "Job")
	CompletableFuture<Connection<Asset>> runs(Asset job, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<LoaderKey<String, PageRequest>, Connection<Asset>> runs) {
		return runs.load(new LoaderKey<>(job.urn(), PageRequest.of("runs", first, after)));
	}

	@BatchMapping(typeName = "Model")
	Map<Asset, Asset> latestVersion(List<Asset> models) {
		return BatchLoaders.first(models, this.relations::latestVersions);
	}

	@BatchMapping(typeName = "Job")
	Map<Asset, Asset> lastRun(List<Asset> jobs) {
		return BatchLoaders.first(jobs, this.relations::lastRuns);
	}

	@BatchMapping(typeName = "DatasetVersion")
	Map<Asset, Asset> dataset(List<Asset> versions) {
		return BatchLoaders.first(versions, this.relations::parents);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, Asset> model(List<Asset> versions) {
		return BatchLoaders.first(versions, this.relations::parents);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Asset>> models(List<Asset> versions) {
		return BatchLoaders.ones(versions, this.relations::parents);
	}

	@BatchMapping(typeName = "Run")
	Map<Asset, Asset> job(List<Asset> runs) {
		return BatchLoaders.first(runs, this.relations::parents);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, Asset> trainedBy(List<Asset> versions) {
		return BatchLoaders.first(versions, this.relations::trainedBy);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Asset>> trainedOn(List<Asset> versions) {
		return BatchLoaders.lists(versions, this.relations::trainedOn);
	}

}
