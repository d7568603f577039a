package dev.pedigree.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Timeline.Interval;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.AssetReference;

/**
 * That from a time on somebody answers for all that another one did. What sources say of
 * that one afterwards is meant for the successor too; what a person assigns afterwards is
 * not.
 *
 * @param from urn of who leaves
 * @param to urn of the successor
 */
record Handover(String from, String to, Instant at) {

	private static final Comparator<Handover> ORDER = Comparator.comparing(Handover::at).thenComparing(Handover::to);

	static Handover of(Row row) {
		return new Handover(row.text("from"), row.text("to"), row.time("at"));
	}

	/** Who owned what when, after all handovers. */
	static List<Interval<Said.Fact>> apply(List<Interval<Said.Fact>> intervals, Collection<Handover> handovers) {
		if (handovers.isEmpty()) {
			return intervals;
		}
		Map<Said.Fact, List<Interval<Said.Fact>>> owned = new HashMap<>();
		for (Interval<Said.Fact> interval : intervals) {
			boolean assigned = interval.fact().source().equals(AssetReference.MANUAL);
			for (Interval<Said.Fact> part : parts(interval, assigned ? interval.since() : Instant.MIN, handovers)) {
				owned.computeIfAbsent(part.fact(), (_) -> new ArrayList<>()).add(part);
			}
		}
		return owned.entrySet()
			.stream()
			.flatMap((one) -> Timeline.union(one.getKey(), one.getValue()).stream())
			.toList();
	}

	/**
	 * One ownership, cut where it was handed over.
	 * @param after only handovers after this time concern it
	 */
	private static List<Interval<Said.Fact>> parts(Interval<Said.Fact> interval, Instant after,
			Collection<Handover> handovers) {
		Said.Role role = interval.fact().role();
		Optional<Handover> next = handovers.stream()
			.filter((handover) -> handover.from.equals(role.owner()) && handover.at.isAfter(after))
			.filter((handover) -> interval.until() == null || handover.at.isBefore(interval.until()))
			.min(ORDER);
		if (next.isEmpty()) {
			return List.of(interval);
		}
		Handover handover = next.get();
		List<Interval<Said.Fact>> parts = new ArrayList<>();
		Instant since = interval.since();
		if (handover.at.isAfter(since)) {
			parts.add(new Interval<>(interval.fact(), since, handover.at));
			since = handover.at;
		}
		Said.Fact passed = new Said.Fact(new Said.Role(handover.to, role.role(), role.sourceRole()),
				interval.fact().source());
		parts.addAll(parts(new Interval<>(passed, since, interval.until()), handover.at, handovers));
		return parts;
	}

}
