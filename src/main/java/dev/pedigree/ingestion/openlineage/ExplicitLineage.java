package dev.pedigree.ingestion.openlineage;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.ingestion.TranslationBuilder;
import dev.pedigree.run.DataUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the explicit {@code lineage} facet: entries with a target each (job or run), or
 * the inputs of a dataset. Another job as an input or target is counted as unused: a hop
 * is always asset, job, asset, and the other job states its own data.
 */
record ExplicitLineage(TranslationBuilder translation, @Nullable Urn job, Set<Urn> inputs, Set<Urn> outputs) {

	ExplicitLineage(TranslationBuilder translation, @Nullable Urn job) {
		this(translation, job, new LinkedHashSet<>(), new LinkedHashSet<>());
	}

	/** Returns the facet of a job or run; it counts as stored if it names data. */
	static Optional<JsonNode> facet(Facets facets, Urn job) {
		Optional<JsonNode> lineage = facets.read("lineage");
		if (lineage.isPresent() && finds(job, (trial) -> trial.entries(lineage.get()))) {
			facets.markStored("lineage");
		}
		return lineage;
	}

	/** Whether a facet, which the reader reads, names any data. */
	static boolean finds(@Nullable Urn job, Consumer<ExplicitLineage> reader) {
		ExplicitLineage trial = new ExplicitLineage(TranslationBuilder.unique("", Instant.EPOCH), job);
		reader.accept(trial);
		return !trial.inputs.isEmpty() || !trial.outputs.isEmpty();
	}

	/** Reads the entries of a job or run; first drafts call them {@code lineage}. */
	void entries(JsonNode facet) {
		JsonNode entries = facet.path(facet.has("entries") ? "entries" : "lineage");
		for (JsonNode entry : entries.values()) {
			if (isData(entry)) {
				Urn target = Datasets.urnOrNull(entry);
				if (target != null) {
					this.outputs.add(target);
					of(target, entry);
				}
			}
			else if (isOwnJob(entry)) {
				inputsOf(entry);
			}
			else {
				this.translation.countUnused("lineage", "JOB target", entry);
			}
		}
	}

	void of(Urn target, JsonNode lineage) {
		inputsOf(lineage);
		lineage.path("fields").values().forEach(this::inputsOf);
		ObjectNode columns = ColumnLineage.ofExplicit(lineage);
		if (!columns.isEmpty()) {
			ColumnLineage.describe(this.translation, target, columns);
		}
	}

	/** Declares a job between the inputs and a dataset without a known job. */
	void declare(Urn dataset) {
		Urn job = Urn.declaredJob(dataset);
		this.translation.from(OpenLineageSource.DESIGN)
			.declare(job, this.inputs.stream().map(DataUse::of).toList(), List.of(DataUse.of(dataset)));
		this.translation.set(job, "jobType", "DECLARED");
	}

	private void inputsOf(JsonNode entry) {
		for (JsonNode input : entry.path("inputs").values()) {
			Urn data = isData(input) ? Datasets.urnOrNull(input) : null;
			if (data != null) {
				this.inputs.add(data);
			}
			else if (!isData(input) && !isOwnJob(input)) {
				this.translation.countUnused("lineage", "JOB input", input);
			}
		}
	}

	/** An unnamed job is the event's own. */
	private boolean isOwnJob(JsonNode entity) {
		return this.job != null && (!entity.has("name") || this.job.equals(OpenLineageSource.jobOrNull(entity)));
	}

	private static boolean isData(JsonNode entity) {
		return PayloadNode.text(entity, "type").orElse("DATASET").equalsIgnoreCase("DATASET");
	}

}
