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
 * @param actor whose token brought it; null when the catalog itself says it
 */
public record OwnersStatement(Urn asset, Instant at, String source, List<NamedOwner> owners, @Nullable String actor) {

	/** Times are kept in milliseconds. */
	public OwnersStatement {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/** A statement that nobody has signed yet. */
	public OwnersStatement(Urn asset, Instant at, String source, List<NamedOwner> owners) {
		this(asset, at, source, owners, null);
	}

	/** The same, brought by somebody. */
	public OwnersStatement by(String actor) {
		return new OwnersStatement(this.asset, this.at, this.source, this.owners, actor);
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
