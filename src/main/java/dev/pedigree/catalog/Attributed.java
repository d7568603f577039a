package dev.pedigree.catalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement with the actor who submitted it.
 *
 * @param actor name of the token; null for the catalog itself
 */
public record Attributed<T>(T statement, @Nullable String actor) {

	/** The actor as the graph stores actors: a list; empty for the catalog. */
	public List<String> actors() {
		return (this.actor != null) ? List.of(this.actor) : List.of();
	}

}
