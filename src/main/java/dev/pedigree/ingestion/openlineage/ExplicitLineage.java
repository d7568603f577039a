package dev.pedigree.ingestion.openlineage;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.Place;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code lineage} facet: what feeds what, said outright (of a job or run: entries
 * with a target each; of a dataset: its inputs). What flows from job to job without data
 * between is not kept: a hop is always asset, job, asset.
 */
final class ExplicitLineage {

	private final Telling telling;

	private final Set<Urn> inputs = new LinkedHashSet<>();

	private final Set<Urn> outputs = new LinkedHashSet<>();

	ExplicitLineage(Telling telling) {
		this.telling = telling;
	}

	/** The data that feeds. */
	Set<Urn> inputs() {
		return this.inputs;
	}

	/** The data that is fed. */
	Set<Urn> outputs() {
		return this.outputs;
	}

	/**
	 * The facet of a job or a run. Its list is called {@code entries}, and
	 * {@code lineage} in the first drafts of the spec.
	 */
	void entries(JsonNode facet, Urn job) {
		JsonNode entries = facet.path(facet.has("entries") ? "entries" : "lineage");
		for (JsonNode entry : entries.values()) {
			if (isData(entry)) {
				Urn target = Datasets.urnOrNull(entry);
				if (target != null) {
					this.outputs.add(target);
					of(target, entry);
				}
			}
			else if (!entry.has("name") || job.equals(OpenLineageSource.jobOrNull(entry))) {
				// A job without a name is the event's own.
				inputsOf(entry);
			}
		}
	}

	/** What feeds one dataset, and which columns. */
	void of(Urn target, JsonNode lineage) {
		inputsOf(lineage);
		lineage.path("fields").values().forEach(this::inputsOf);
		ObjectNode columns = ColumnLineage.ofExplicit(lineage);
		if (!columns.isEmpty()) {
			DatasetFacets.columns(this.telling, target, columns);
		}
	}

	/**
	 * Declares a job that stands for the link between the inputs and a dataset that no
	 * job is known to write.
	 */
	void declare(Urn dataset) {
		Urn job = Urn.declaredJob(dataset);
		this.telling
			.add(new MetadataEvent.JobDeclared(new JobDeclaration(job, this.telling.at(), OpenLineageSource.DESIGN,
					this.inputs.stream().map(DataUse::of).toList(), List.of(DataUse.of(dataset)))));
		this.telling.describe(job, "jobType", Map.of("jobType", "DECLARED"));
	}

	private void inputsOf(JsonNode holder) {
		for (JsonNode input : holder.path("inputs").values()) {
			Urn data = isData(input) ? Datasets.urnOrNull(input) : null;
			if (data != null) {
				this.inputs.add(data);
			}
		}
	}

	private static boolean isData(JsonNode entity) {
		return Place.text(entity, "type").orElse("DATASET").equalsIgnoreCase("DATASET");
	}

}
