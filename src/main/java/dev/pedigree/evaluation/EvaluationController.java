package dev.pedigree.evaluation;

import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.Batch;

import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.stereotype.Controller;

/** Questions for evaluations and packages. */
@Controller
class EvaluationController {

	private final Evaluations evaluations;

	private final Packages packages;

	EvaluationController(Evaluations evaluations, Packages packages) {
		this.evaluations = evaluations;
		this.packages = packages;
	}

	@BatchMapping(typeName = "ModelVersion")
	Map<Asset, List<Evaluation>> evaluations(List<Asset> versions) {
		return Batch.lists(versions, this.evaluations::ofVersions);
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
