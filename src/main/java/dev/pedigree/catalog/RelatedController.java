package dev.pedigree.catalog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** The fields of assets that are other assets. */
@Controller
class RelatedController {

	private final Related related;

	RelatedController(Related related, BatchLoaderRegistry loaders) {
		this.related = related;
		Batch.load(loaders, "versions", null, related::versions);
		Batch.load(loaders, "runs", null, related::runs);
	}

	@SchemaMapping(typeName = "Model", field = "versions")
	CompletableFuture<Connection<Asset>> modelVersions(Asset model, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<Batch.Asked<String, Slice>, Connection<Asset>> versions) {
		return versions.load(new Batch.Asked<>(model.urn(), Slice.of("versions", first, after)));
	}

	@SchemaMapping(typeName = "Dataset", field = "versions")
	CompletableFuture<Connection<Asset>> datasetVersions(Asset dataset, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<Batch.Asked<String, Slice>, Connection<Asset>> versions) {
		return versions.load(new Batch.Asked<>(dataset.urn(), Slice.of("versions", first, after)));
	}

	@SchemaMapping(typeName = "Job")
	CompletableFuture<Connection<Asset>> runs(Asset job, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<Batch.Asked<String, Slice>, Connection<Asset>> runs) {
		return runs.load(new Batch.Asked<>(job.urn(), Slice.of("runs", first, after)));
	}

	@BatchMapping(typeName = "Model")
	Map<Asset, Asset> latestVersion(List<Asset> models) {
		return Batch.ones(models, this.related::latestVersions);
	}

	@BatchMapping(typeName = "Job")
	Map<Asset, Asset> lastRun(List<Asset> jobs) {
		return Batch.ones(jobs, this.related::lastRuns);
	}

	@BatchMapping(typeName = "DatasetVersion")
	Map<Asset, Asset> dataset(List<Asset> versions) {
		return Batch.ones(versions, this::parent);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, Asset> model(List<Asset> versions) {
		return Batch.ones(versions, this::parent);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Asset>> models(List<Asset> versions) {
		return Batch.ones(versions, this.related::parents);
	}

	@BatchMapping(typeName = "Run")
	Map<Asset, Asset> job(List<Asset> runs) {
		return Batch.ones(runs, this::parent);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, Asset> trainedBy(List<Asset> versions) {
		return Batch.ones(versions, this.related::trainedBy);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Asset>> trainedOn(List<Asset> versions) {
		return Batch.lists(versions, this.related::trainedOn);
	}

	private Map<String, Asset> parent(Collection<String> children) {
		Map<String, Asset> first = new HashMap<>();
		this.related.parents(children).forEach((child, parents) -> first.put(child, parents.getFirst()));
		return first;
	}

}
