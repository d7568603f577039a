package dev.pedigree.ownership;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * One source's statement of all owners of an asset. It replaces that source's earlier
 * statement; the absence of owners in a message changes nothing (semantics, Properties).
 *
 * @param at event time
 * @param owners may be empty
 */
public record OwnersStatement(Urn asset, Instant at, String source, List<NamedOwner> owners) {

	/** Truncates times to milliseconds. */
	public OwnersStatement {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * An owner as a source names it.
	 *
	 * @param name {@code team:risk-ml}, {@code ada@example.com} or a bare name (a team)
	 * @param role the source's own word for the role
	 */
	public record NamedOwner(String name, @Nullable String role) {
	}

}
