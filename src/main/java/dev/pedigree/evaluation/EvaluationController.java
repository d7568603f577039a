package dev.pedigree.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.BatchLoaders;
import dev.pedigree.catalog.NodeReader;
import dev.pedigree.catalog.TemporalScope;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** GraphQL queries for evaluations and packages. */
@Controller
class EvaluationController {

	private final Evaluations evaluations;

	private final Packages packages;

	EvaluationController(Evaluations evaluations, Packages packages, BatchLoaderRegistry loaders) {
		this.evaluations = evaluations;
		this.packages = packages;
		BatchLoaders.load(loaders, "evaluations", List.of(), evaluations::ofVersions);
	}

	/** Reads evaluations for {@code node(id)}. */
	@Bean
	static NodeReader evaluationReader() {
		return new NodeReader("Evaluation", Evaluation::of);
	}

	/** Reads packages for {@code node(id)}. */
	@Bean
	static NodeReader packageReader() {
		return new NodeReader("Package", Package::of);
	}

	@SchemaMapping(typeName = "ModelVersion")
	CompletableFuture<List<Evaluation>> evaluations(Asset version, @Argument @Nullable Instant asOf,
			DataLoader<BatchLoaders.LoaderKey<String, TemporalScope>, List<Evaluation>> evaluations) {
		return evaluations.load(new BatchLoaders.LoaderKey<>(version.urn(), new TemporalScope(asOf, null)));
	}

	@BatchMapping(typeName = "DatasetVersion", field = "evaluations")
	Map<Asset, List<Evaluation>> dataEvaluations(List<Asset> versions) {
		return BatchLoaders.lists(versions, this.evaluations::ofData);
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Package>> dependencies(List<Asset> versions) {
		return BatchLoaders.lists(versions, this.packages::ofVersions);
	}

	@BatchMapping(typeName = "Evaluation")
	Map<Evaluation, List<Metric>> metrics(List<Evaluation> evaluations) {
		return BatchLoaders.lists(evaluations, this.evaluations::metrics);
	}

	@BatchMapping(typeName = "Evaluation")
	Map<Evaluation, Asset> modelVersion(List<Evaluation> evaluations) {
		return BatchLoaders.ones(evaluations, (ids) -> this.evaluations.subjects(ids, "model"));
	}

	@BatchMapping(typeName = "Evaluation")
	Map<Evaluation, Asset> datasetVersion(List<Evaluation> evaluations) {
		return BatchLoaders.ones(evaluations, (ids) -> this.evaluations.subjects(ids, "data"));
	}

}
