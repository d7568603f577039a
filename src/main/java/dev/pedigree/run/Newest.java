package dev.pedigree.run;

import java.time.Instant;

import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * The newest of several statements; at the same time the greater value.
 *
 * @param value null when nothing was stated
 * @param at event time
 */
record Newest(@Nullable String value, @Nullable Instant at) {

	static final Newest UNKNOWN = new Newest(null, null);

	static Newest stored(Row node, String property) {
		return new Newest(node.maybeText(property), node.maybeTime(property + "StatedAt"));
	}

	Newest or(Newest other) {
		if (other.value == null || other.at == null || this.value == null || this.at == null) {
			return (other.value != null) ? other : this;
		}
		int order = this.at.compareTo(other.at);
		return (order < 0 || (order == 0 && this.value.compareTo(other.value) < 0)) ? other : this;
	}

}
