package dev.pedigree.ownership;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * One source's statement of all owners of an asset, maybe of none. It replaces that
 * source's earlier statement; the absence of owners in a message changes nothing
 * (semantics, Properties).
 */
public record OwnersStatement(Urn asset, Instant at, String source, List<NamedOwner> owners) {

	/** Truncates times to milliseconds. */
	public OwnersStatement {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * An owner in a role, both in the words of the source.
	 *
	 * @param name {@code team:risk-ml}, {@code ada@example.com} or a bare name (a team)
	 */
	public record NamedOwner(String name, @Nullable String role) {
	}

}
