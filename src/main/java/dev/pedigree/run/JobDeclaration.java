package dev.pedigree.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;

/**
 * The inputs and outputs of a job by design, as one message declares them (a JobEvent, a
 * dataset-to-dataset lineage facet, a link by a curator). Each side replaces the previous
 * declaration of the same source; an empty side declares nothing.
 *
 * @param at event time
 * @param source the declaring source: {@code design}
 */
public record JobDeclaration(Urn job, Instant at, String source, List<DataUse> inputs, List<DataUse> outputs) {

	/** Truncates times to milliseconds. */
	public JobDeclaration {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/** The assets that it names. */
	public List<AssetReference> mentions() {
		List<AssetReference> mentions = new ArrayList<>();
		mentions.add(new AssetReference(this.job, AssetKind.JOB, Set.of(), this.at, this.source, true));
		Stream.of(this.inputs, this.outputs)
			.flatMap(List::stream)
			.forEach((use) -> mentions.addAll(use.mentions(this.at, this.source)));
		return mentions;
	}

}
