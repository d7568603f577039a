package dev.pedigree.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Folds statements of several times into intervals. Each statement ends the one before it
 * in valid time, in any order of arrival: history is a function of the set of statements.
 */
public final class Timeline {

	private Timeline() {
	}

	/** From this time on exactly these facts hold; at one time the greatest tie wins. */
	public record TimedFacts<T>(Instant at, String tie, Set<T> facts) {

		/** One fact holds from this time on, or no longer; at one time the end wins. */
		public static TimedFacts<Boolean> of(Instant at, boolean holds) {
			return new TimedFacts<>(at, holds ? "0" : "1", holds ? Set.of(true) : Set.of());
		}

	}

	/** A fact that held in {@code [since, until)}, or holds now. */
	public record Interval<T>(T fact, Instant since, @Nullable Instant until) {

		/** Whether it held at a time. */
		public boolean holds(Instant at) {
			return !at.isBefore(this.since) && (this.until == null || at.isBefore(this.until));
		}

	}

	/** The intervals, in order of since; repeated statements of a fact make one. */
	public static <T> List<Interval<T>> fold(Collection<TimedFacts<T>> statements) {
		List<Interval<T>> intervals = new ArrayList<>();
		Map<T, Instant> open = new HashMap<>();
		for (TimedFacts<T> statement : inOrder(statements)) {
			open.entrySet().removeIf((was) -> {
				boolean ends = !statement.facts().contains(was.getKey());
				if (ends) {
					intervals.add(new Interval<>(was.getKey(), was.getValue(), statement.at()));
				}
				return ends;
			});
			statement.facts().forEach((fact) -> open.putIfAbsent(fact, statement.at()));
		}
		open.forEach((fact, since) -> intervals.add(new Interval<>(fact, since, null)));
		intervals.sort(Comparator.comparing(Interval::since));
		return intervals;
	}

	/** The union of the intervals of each fact: overlapping ones become one. */
	public static <T> Stream<Interval<T>> unions(Stream<Interval<T>> intervals) {
		return intervals.collect(Collectors.groupingBy(Interval::fact, LinkedHashMap::new, Collectors.toList()))
			.entrySet()
			.stream()
			.flatMap((fact) -> union(fact.getKey(), fact.getValue()).stream());
	}

	/** The union of intervals of one fact. */
	public static <T> List<Interval<T>> union(T fact, Collection<Interval<T>> intervals) {
		List<Interval<T>> union = new ArrayList<>();
		intervals.stream().sorted(Comparator.comparing(Interval::since)).forEach((next) -> {
			Interval<T> last = union.isEmpty() ? null : union.getLast();
			if (last == null || (last.until() != null && last.until().isBefore(next.since()))) {
				union.add(new Interval<>(fact, next.since(), next.until()));
			}
			else if (last.until() != null && (next.until() == null || next.until().isAfter(last.until()))) {
				union.set(union.size() - 1, new Interval<>(fact, last.since(), next.until()));
			}
		});
		return union;
	}

	/** In order of time, only the greatest tie of each. */
	private static <T> List<TimedFacts<T>> inOrder(Collection<TimedFacts<T>> statements) {
		Map<Instant, TimedFacts<T>> last = new HashMap<>();
		for (TimedFacts<T> statement : statements) {
			last.merge(statement.at(), statement,
					(one, other) -> (one.tie().compareTo(other.tie()) >= 0) ? one : other);
		}
		return last.values().stream().sorted(Comparator.comparing(TimedFacts::at)).toList();
	}

}
