package dev.pedigree.run;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.pedigree.catalog.Urn;

/**
 * What a job reads and writes by design, as one message declares it (a JobEvent, a
 * dataset-to-dataset lineage facet, a hand-made link). Each side replaces what the same
 * source declared before; an empty side says nothing.
 *
 * @param job whose design it is
 * @param at event time
 * @param source who declares: {@code design}
 * @param inputs what it reads
 * @param outputs what it writes
 */
public record JobDeclaration(Urn job, Instant at, String source, List<DataUse> inputs, List<DataUse> outputs) {

	/** Times are kept in milliseconds. */
	public JobDeclaration {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

}
