package dev.pedigree.ingestion.openlineage;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.PayloadNode;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code lineage} facet: what feeds what, said outright (of a job or run: entries
 * with a target each; of a dataset: its inputs). The event's own job as an input is the
 * job between. Another job as an input or target is counted as unused: a hop is always
 * asset, job, asset, and the other job states its own data.
 */
final class ExplicitLineage {

	private final Telling telling;

	private final @Nullable Urn job;

	private final Set<Urn> inputs = new LinkedHashSet<>();

	private final Set<Urn> outputs = new LinkedHashSet<>();

	/** Reads the lineage in an event of a job; null in an event of a dataset. */
	ExplicitLineage(Telling telling, @Nullable Urn job) {
		this.job = job;
		this.telling = telling;
	}

	/**
	 * Whether the reader finds any data in a facet.
	 * @param job the job of the event; null in an event of a dataset
	 * @param reader calls {@link #entries} or {@link #of} with it
	 */
	static boolean finds(@Nullable Urn job, Consumer<ExplicitLineage> reader) {
		ExplicitLineage trial = new ExplicitLineage(new Telling(Instant.EPOCH), job);
		reader.accept(trial);
		return !trial.inputs.isEmpty() || !trial.outputs.isEmpty();
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
				this.telling.unused("lineage", "JOB target", entry);
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
			else if (!isData(input) && !isOwnJob(input)) {
				this.telling.unused("lineage", "JOB input", input);
			}
		}
	}

	/** A job without a name is the event's own. */
	private boolean isOwnJob(JsonNode entity) {
		return this.job != null && (!entity.has("name") || this.job.equals(OpenLineageSource.jobOrNull(entity)));
	}

	private static boolean isData(JsonNode entity) {
		return PayloadNode.text(entity, "type").orElse("DATASET").equalsIgnoreCase("DATASET");
	}

}
