package dev.pedigree.ownership;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * Who owns an asset, as one source says it. It replaces what the same source said of that
 * asset before; its absence says nothing (semantics, Properties).
 *
 * @param asset whom they own
 * @param at event time
 * @param source who said it
 * @param owners the owners, maybe none
 */
public record OwnersStatement(Urn asset, Instant at, String source, List<NamedOwner> owners) {

	/** Times are kept in milliseconds. */
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
