package dev.pedigree.curation;

import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKeyInput;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.PropertyRegistry;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Evaluations;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations that register versions of models and record their evaluations. */
@Controller
class VersionEditorController {

	private static final int MOST_METRICS = 10_000;

	private final CurationWriter writer;

	private final Catalog catalog;

	private final Evaluations evaluations;

	private final PropertyRegistry registry;

	VersionEditorController(CurationWriter writer, Catalog catalog, Evaluations evaluations,
			PropertyRegistry registry) {
		this.writer = writer;
		this.catalog = catalog;
		this.evaluations = evaluations;
		this.registry = registry;
	}

	/** Registers a version of a model, or edits it; absent properties are kept. */
	@MutationMapping
	@SuppressWarnings("unchecked")
	Asset registerModelVersion(DataFetchingEnvironment environment, Principal actor) {
		Map<String, Object> input = Edit.input(environment);
		Urn data = AssetKeyInput.of(input, "model").data("input.model");
		Asset known = this.catalog.asset(data.value());
		StatedVersion version = Edit.version("input.version", (known != null) ? Urn.of(known) : data,
				(String) Objects.requireNonNull(input.get("version")));
		Edit edit = this.writer.begin(version.version());
		Instant at = edit.register(version);
		edit.set(this.registry.editable(AssetKind.MODEL_VERSION), input, false);
		if (input.get("trainedOn") instanceof List<?> ids && !ids.isEmpty()) {
			trainedOn(edit, version, (List<String>) ids, at);
		}
		return this.writer.write(edit, actor);
	}

	/** Declares the run that trained a version, as for every direct fact. */
	private void trainedOn(Edit edit, StatedVersion version, List<String> ids, Instant at) {
		List<DataUse> inputs = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			Asset asset = this.writer.known("input.trainedOn[" + i + "]", ids.get(i), AssetKind.DATASET,
					AssetKind.DATASET_VERSION);
			DataUse use = DataUse.of(Urn.data(asset.namespace(), asset.name()));
			inputs.add((asset.version() != null) ? use.version(asset.version()) : use);
		}
		DataUse output = DataUse.of(version.data())
			.version(Objects.requireNonNull(version.version().version()))
			.asModel();
		Urn job = Urn.declaredJob(version.data());
		edit.add(new MetadataEvent.RunObserved(new RunObservation(job, Objects.requireNonNull(output.version()), at,
				AssetReference.MANUAL, RunObservation.RunEventType.COMPLETE, null, null, null, false, null, null,
				inputs, List.of(output))));
		edit.declared(job);
	}

	/** Records an evaluation; without a time, an equal one is not recorded again. */
	@MutationMapping
	Node recordEvaluation(@Argument EvaluationInput input, Principal actor) {
		Instant now = this.writer.at("at", null);
		String data = input.datasetVersion();
		EvaluationStatement statement = new EvaluationStatement(
				this.catalog.version("input.modelVersion", input.modelVersion(), AssetKind.MODEL_VERSION),
				(data != null) ? this.catalog.version("input.datasetVersion", data, AssetKind.DATASET_VERSION) : null,
				CurationWriter.optional("input.name", input.name(), InputValidation::name),
				this.writer.at("input.evaluatedAt", input.evaluatedAt()), metrics(input.metrics()), now,
				AssetReference.MANUAL);
		Node same = this.evaluations.recorded(statement, input.evaluatedAt() == null);
		if (same != null) {
			return same;
		}
		this.writer.write(actor, new MetadataEvent.Evaluated(statement));
		return Objects.requireNonNull(this.evaluations.evaluation(statement));
	}

	private static List<Metric> metrics(List<MetricInput> inputs) {
		if (inputs.isEmpty() || inputs.size() > MOST_METRICS) {
			throw InvalidRequestException.invalid("input.metrics",
					"has " + inputs.size() + " entries; 1 to " + MOST_METRICS + " are allowed");
		}
		List<Metric> metrics = new ArrayList<>();
		Set<List<String>> names = new HashSet<>();
		for (int i = 0; i < inputs.size(); i++) {
			String argument = "input.metrics[" + i + "]";
			MetricInput metric = inputs.get(i);
			String name = InputValidation.name(argument + ".name", metric.name());
			String slice = CurationWriter.optional(argument + ".slice", metric.slice(), InputValidation::name);
			if (metric.value() == null && metric.text() == null) {
				throw InvalidRequestException.invalid(argument, "has neither value nor text; one of them is required");
			}
			if (!names.add(List.of(name, Objects.requireNonNullElse(slice, "")))) {
				throw InvalidRequestException.invalid(argument,
						"'" + name + "' appears twice for the same slice; each name is allowed once per slice");
			}
			metrics.add(new Metric(name, metric.value(),
					CurationWriter.optional(argument + ".text", metric.text(), InputValidation::text), slice));
		}
		return metrics;
	}

	record EvaluationInput(String modelVersion, @Nullable String datasetVersion, @Nullable String name,
			@Nullable Instant evaluatedAt, List<MetricInput> metrics) {
	}

	record MetricInput(String name, @Nullable Double value, @Nullable String text, @Nullable String slice) {
	}

}
