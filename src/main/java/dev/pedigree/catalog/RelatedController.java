package dev.pedigree.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** The fields of assets that are other assets. */
@Controller
class RelatedController {

	private final Related related;

	private final AssetHistory history;

	RelatedController(Related related, AssetHistory history, BatchLoaderRegistry loaders) {
		this.related = related;
		this.history = history;
		loaders.<Then, Asset>forName("asOf")
			.registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> load(keys)));
		register(loaders, "versions", related::versions);
		register(loaders, "runs", related::runs);
	}

	@SchemaMapping(typeName = "Asset")
	CompletableFuture<Asset> asOf(Asset asset, @Argument Instant at, @Argument @Nullable Instant knownAt,
			DataLoader<Then, Asset> asOf) {
		return asOf.load(new Then(asset, new Moment(at, knownAt)));
	}

	private Map<Then, Asset> load(Set<Then> keys) {
		Map<Moment, List<Asset>> moments = keys.stream()
			.collect(Collectors.groupingBy(Then::moment, Collectors.mapping(Then::asset, Collectors.toList())));
		Map<Then, Asset> loaded = new HashMap<>();
		moments.forEach((moment, assets) -> {
			Map<String, Asset> then = this.history.at(assets, moment);
			assets.stream()
				.filter((asset) -> !asset.createdAt().isAfter(Objects.requireNonNull(moment.asOf())))
				.forEach((asset) -> loaded.put(new Then(asset, moment), Objects.requireNonNull(then.get(asset.urn()))));
		});
		return loaded;
	}

	/** An asset at a moment. */
	record Then(Asset asset, Moment moment) {
	}

	@SchemaMapping(typeName = "Model", field = "versions")
	CompletableFuture<Connection<Asset>> modelVersions(Asset model, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<PageOf, Connection<Asset>> versions) {
		return versions.load(new PageOf(model.urn(), Slice.of("versions", first, after)));
	}

	@SchemaMapping(typeName = "Dataset", field = "versions")
	CompletableFuture<Connection<Asset>> datasetVersions(Asset dataset, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<PageOf, Connection<Asset>> versions) {
		return versions.load(new PageOf(dataset.urn(), Slice.of("versions", first, after)));
	}

	@SchemaMapping(typeName = "Job")
	CompletableFuture<Connection<Asset>> runs(Asset job, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<PageOf, Connection<Asset>> runs) {
		return runs.load(new PageOf(job.urn(), Slice.of("runs", first, after)));
	}

	@BatchMapping(typeName = "Model")
	Map<Asset, Asset> latestVersion(List<Asset> models) {
		return each(models, this.related::latestVersions);
	}

	@BatchMapping(typeName = "Job")
	Map<Asset, Asset> lastRun(List<Asset> jobs) {
		return each(jobs, this.related::lastRuns);
	}

	@BatchMapping(typeName = "DatasetVersion")
	Map<Asset, Asset> dataset(List<Asset> versions) {
		return each(versions, this::parent);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, Asset> model(List<Asset> versions) {
		return each(versions, this::parent);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Asset>> models(List<Asset> versions) {
		return each(versions, this.related::parents);
	}

	@BatchMapping(typeName = "Run")
	Map<Asset, Asset> job(List<Asset> runs) {
		return each(runs, this::parent);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, Asset> trainedBy(List<Asset> versions) {
		return each(versions, this.related::trainedBy);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Asset>> trainedOn(List<Asset> versions) {
		Map<Asset, List<Asset>> data = new HashMap<>();
		versions.forEach((version) -> data.put(version, List.of()));
		data.putAll(each(versions, this.related::trainedOn));
		return data;
	}

	private Map<String, Asset> parent(List<String> children) {
		Map<String, Asset> first = new HashMap<>();
		this.related.parents(children).forEach((child, parents) -> first.put(child, parents.getFirst()));
		return first;
	}

	private static <T> Map<Asset, T> each(List<Asset> assets, Function<List<String>, Map<String, T>> question) {
		Map<String, T> answers = question.apply(assets.stream().map(Asset::urn).toList());
		return assets.stream()
			.filter((asset) -> answers.containsKey(asset.urn()))
			.collect(Collectors.toMap(Function.identity(), (asset) -> answers.get(asset.urn()), (one, same) -> one));
	}

	private static void register(BatchLoaderRegistry loaders, String name,
			BiFunction<List<String>, Slice, Map<String, Connection<Asset>>> question) {
		loaders.<PageOf, Connection<Asset>>forName(name)
			.registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> pages(keys, question)));
	}

	/** One query for each distinct slice; a question has rarely more than one. */
	private static Map<PageOf, Connection<Asset>> pages(Set<PageOf> keys,
			BiFunction<List<String>, Slice, Map<String, Connection<Asset>>> question) {
		Map<PageOf, Connection<Asset>> pages = new HashMap<>();
		keys.stream()
			.collect(Collectors.groupingBy(PageOf::slice, Collectors.mapping(PageOf::asset, Collectors.toList())))
			.forEach((slice, assets) -> question.apply(assets, slice)
				.forEach((asset, page) -> pages.put(new PageOf(asset, slice), page)));
		return pages;
	}

	/** One page of what belongs to an asset. */
	record PageOf(String asset, Slice slice) {
	}

}
