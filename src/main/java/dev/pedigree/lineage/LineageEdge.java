package dev.pedigree.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An edge as the API shows it: what several sources state of the same two nodes is one.
 *
 * @param from urn of the producer
 * @param to urn of the consumer
 * @param since when the first of them began; null when nobody knows
 * @param until when the last of them ended; null while one holds
 * @param lastConfirmed when it was seen last
 * @param binding how a recorded read found its version: STATED, NEWEST, INFERRED,
 * INITIAL, CARRIED, DECLARED; the first of these when there are several, null when the
 * edge does not say
 * @param sources who states it, sorted
 * @param note what a person noted when linking by hand
 */
public record LineageEdge(String from, String to, @Nullable Instant since, @Nullable Instant until,
		@Nullable Instant lastConfirmed, @Nullable String binding, List<String> sources, @Nullable String note) {

	/**
	 * Folds what several sources state of one pair: edges that overlap or touch are one.
	 */
	public static List<LineageEdge> fold(Collection<LineageEdge> edges) {
		List<LineageEdge> folded = new ArrayList<>();
		edges.stream().sorted(Comparator.comparing(LineageEdge::begin)).forEach((next) -> {
			LineageEdge last = folded.isEmpty() ? null : folded.getLast();
			if (last == null || last.end().isBefore(next.begin())) {
				folded.add(next);
			}
			else {
				folded.set(folded.size() - 1, last.and(next));
			}
		});
		return folded;
	}

	private LineageEdge and(LineageEdge other) {
		return new LineageEdge(this.from, this.to, this.since,
				(this.until == null || other.until == null) ? null : later(this.until, other.until),
				(this.lastConfirmed == null || other.lastConfirmed == null) ? this.lastConfirmed
						: later(this.lastConfirmed, other.lastConfirmed),
				this.binding, Stream.concat(this.sources.stream(), other.sources.stream()).distinct().sorted().toList(),
				(this.note != null) ? this.note : other.note);
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	private Instant begin() {
		return (this.since != null) ? this.since : Instant.MIN;
	}

	private Instant end() {
		return (this.until != null) ? this.until : Instant.MAX;
	}

}
