package dev.pedigree.evaluation;

import reactor.core.publisher.Mono;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Batch;

import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** Questions for evaluations and packages. */
@Controller
class EvaluationController {

	private final Evaluations evaluations;

	private final Packages packages;

	EvaluationController(Evaluations evaluations, Packages packages, BatchLoaderRegistry loaders) {
		this.evaluations = evaluations;
		loaders.<Until, List<Evaluation>>forName("evaluations")
			.registerMappedBatchLoader((keys, environment) -> Mono.fromCallable(() -> load(keys)));
		this.packages = packages;
	}

	@SchemaMapping(typeName = "ModelVersion")
	CompletableFuture<List<Evaluation>> evaluations(Asset version, @Argument @Nullable Instant asOf,
			DataLoader<Until, List<Evaluation>> evaluations) {
		return evaluations.load(new Until(version.urn(), asOf));
	}

	private Map<Until, List<Evaluation>> load(Set<Until> keys) {
		Map<Until, List<Evaluation>> loaded = new HashMap<>();
		Map<@Nullable Instant, List<String>> times = new HashMap<>();
		keys.forEach((key) -> {
			loaded.put(key, List.of());
			times.computeIfAbsent(key.asOf(), (_) -> new ArrayList<>()).add(key.version());
		});
		times.forEach((asOf, versions) -> this.evaluations.ofVersions(versions, asOf)
			.forEach((version, evaluations) -> loaded.put(new Until(version, asOf), evaluations)));
		return loaded;
	}

	/** The evaluations of a version until a time. */
	record Until(String version, @Nullable Instant asOf) {
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Package>> dependencies(List<Asset> versions) {
		return Batch.lists(versions, this.packages::ofVersions);
	}

	@BatchMapping(typeName = "Evaluation")
	Map<Evaluation, List<Metric>> metrics(List<Evaluation> evaluations) {
		return Batch.lists(evaluations, this.evaluations::metrics);
	}

	@BatchMapping(typeName = "Evaluation")
	Map<Evaluation, Asset> modelVersion(List<Evaluation> evaluations) {
		return Batch.ones(evaluations, (ids) -> this.evaluations.subjects(ids, "model"));
	}

	@BatchMapping(typeName = "Evaluation")
	Map<Evaluation, Asset> datasetVersion(List<Evaluation> evaluations) {
		return Batch.ones(evaluations, (ids) -> this.evaluations.subjects(ids, "data"));
	}

}
