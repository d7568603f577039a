package dev.pedigree.ingestion;

import java.util.List;

import dev.pedigree.catalog.Urn;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import dev.pedigree.run.RunObservation.RunEventType;
import org.jspecify.annotations.Nullable;

/**
 * A run that a source captured, with what all its observations have in common.
 *
 * @param mixed whether several jobs of the source share the key of the job
 * @param parent the key of the run that started it
 * @param code the code version; null without version control
 */
public record CapturedRun(Urn job, String id, boolean mixed, @Nullable Urn parentJob, @Nullable Urn parent,
		@Nullable String code) {

	/** The key of the run. */
	public Urn urn() {
		return Urn.run(this.job, this.id);
	}

	/** Adds an observation with the time and source of the translation. */
	public void observe(TranslationBuilder translation, RunEventType type, List<DataUse> inputs,
			List<DataUse> outputs) {
		RunObservation run = new RunObservation(this.job, this.id, translation.at(), translation.source(), type,
				this.parentJob, this.parent, null, false, this.code, null, inputs, outputs);
		translation.observe(this.mixed ? run.ofMixedJob() : run);
	}

	/** Adds the observation that the run wrote data or a model. */
	public void observeOutput(TranslationBuilder translation, DataUse output) {
		observe(translation, RunEventType.OTHER, List.of(), List.of(output));
	}

}
