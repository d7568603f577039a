package dev.pedigree.catalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A statement with the actor who submitted it.
 *
 * @param statement what is stated
 * @param actor name of the token; null when the catalog itself states it
 */
public record Attributed<T>(T statement, @Nullable String actor) {

	/** The actor as a list of one, as the graph keeps actors; empty for the catalog. */
	public List<String> actors() {
		return (this.actor != null) ? List.of(this.actor) : List.of();
	}

}
