package dev.pedigree.curation;

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
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/** Registers versions of models and records their evaluations. */
@Service
class VersionEditor {

	private static final int MOST_METRICS = 10_000;

	private final CurationWriter writer;

	private final Catalog catalog;

	private final Evaluations evaluations;

	private final PropertyRegistry registry;

	VersionEditor(CurationWriter writer, Catalog catalog, Evaluations evaluations, PropertyRegistry registry) {
		this.registry = registry;
		this.writer = writer;
		this.catalog = catalog;
		this.evaluations = evaluations;
	}

	/**
	 * Registers a version of a model, or edits it; absent properties stay as they are.
	 */
	@SuppressWarnings("unchecked")
	Asset register(Map<String, Object> input, String actor) {
		Urn data = AssetKeyInput.of(input, "model").data("input.model");
		Asset known = this.catalog.asset(data.value());
		Urn model = (known != null) ? Urn.of(known) : data;
		StatedVersion version = version("input.version", model, (String) Objects.requireNonNull(input.get("version")));
		Edit edit = this.writer.begin(version.version());
		Instant at = edit(input, version, edit);
		if (input.get("trainedOn") instanceof List<?> ids && !ids.isEmpty()) {
			trainedOn(edit, version, (List<String>) ids, at);
		}
		return this.writer.write(edit, actor);
	}

	/** Parses a version of a model as a person writes it. */
	static StatedVersion version(String argument, Urn model, String written) {
		String version = StatedVersion.withScheme(InputValidation.name(argument, written));
		if (version == null) {
			throw InvalidRequestException.invalid(argument,
					"'" + written + "' has no value after its scheme; <scheme>:<value> or <value> is allowed");
		}
		return new StatedVersion(Urn.version(model, version), model, false);
	}

	/** Edits the properties of a version; returns the time at which it was registered. */
	Instant edit(Map<String, Object> input, StatedVersion version, Edit edit) {
		Instant at = edit.knownTime("registeredAt");
		if (at == null) {
			at = edit.at();
			edit.add(new MetadataEvent.VersionNamed(version, at, AssetReference.MANUAL));
		}
		edit.set(this.registry.editable(AssetKind.MODEL_VERSION), input, false);
		return at;
	}

	/**
	 * Declares the run that trained a version on data, as for every direct fact.
	 * Repeated, it is the same run.
	 */
	private void trainedOn(Edit edit, StatedVersion version, List<String> ids, Instant at) {
		List<DataUse> inputs = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			String argument = "input.trainedOn[" + i + "]";
			Asset asset = this.catalog.known(argument, ids.get(i));
			if (asset.kind() != AssetKind.DATASET && asset.kind() != AssetKind.DATASET_VERSION) {
				throw InvalidRequestException.invalid(argument,
						"'" + asset.urn() + "' is a " + asset.kind() + ", not a DATASET or DATASET_VERSION");
			}
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

	/**
	 * Records an evaluation of a version, by default now. Without a time, an equal
	 * evaluation is not recorded again.
	 */
	Node record(EvaluationInput input, String actor) {
		Instant now = this.writer.at("at", null);
		String data = input.datasetVersion();
		EvaluationStatement statement = new EvaluationStatement(
				this.catalog.version("input.modelVersion", input.modelVersion(), AssetKind.MODEL_VERSION),
				(data != null) ? this.catalog.version("input.datasetVersion", data, AssetKind.DATASET_VERSION) : null,
				(input.name() != null) ? InputValidation.name("input.name", input.name()) : null,
				this.writer.at("input.evaluatedAt", input.evaluatedAt()), metrics(input.metrics()), now,
				AssetReference.MANUAL);
		Node same = this.evaluations.recorded(statement, input.evaluatedAt() == null);
		if (same != null) {
			return same;
		}
		this.writer.write(List.of(new MetadataEvent.Evaluated(statement)), actor);
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
			String slice = (metric.slice() != null) ? InputValidation.name(argument + ".slice", metric.slice()) : null;
			if (metric.value() == null && metric.text() == null) {
				throw InvalidRequestException.invalid(argument, "has neither value nor text; one of them is required");
			}
			if (!names.add(List.of(name, Objects.requireNonNullElse(slice, "")))) {
				throw InvalidRequestException.invalid(argument,
						"'" + name + "' appears twice for the same slice; each name is allowed once per slice");
			}
			metrics.add(new Metric(name, metric.value(),
					(metric.text() != null) ? InputValidation.text(argument + ".text", metric.text()) : null, slice));
		}
		return metrics;
	}

	/** An evaluation of a version, as a curator records it. */
	record EvaluationInput(String modelVersion, @Nullable String datasetVersion, @Nullable String name,
			@Nullable Instant evaluatedAt, List<MetricInput> metrics) {
	}

	/** A metric of an evaluation. */
	record MetricInput(String name, @Nullable Double value, @Nullable String text, @Nullable String slice) {
	}

}
