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
public record OwnershipTransfer(String from, String to, Instant at) {

	private static final Comparator<OwnershipTransfer> ORDER = Comparator.comparing(OwnershipTransfer::at)
		.thenComparing(OwnershipTransfer::to);

	static OwnershipTransfer of(Row row) {
		return new OwnershipTransfer(row.text("from"), row.text("to"), row.time("at"));
	}

	/** Who owned what when, after all handovers. */
	static List<Interval<OwnershipStatement.OwnershipFact>> apply(
			List<Interval<OwnershipStatement.OwnershipFact>> intervals, Collection<OwnershipTransfer> handovers) {
		if (handovers.isEmpty()) {
			return intervals;
		}
		Map<OwnershipStatement.OwnershipFact, List<Interval<OwnershipStatement.OwnershipFact>>> owned = new HashMap<>();
		for (Interval<OwnershipStatement.OwnershipFact> interval : intervals) {
			boolean assigned = interval.fact().source().equals(AssetReference.MANUAL);
			for (Interval<OwnershipStatement.OwnershipFact> part : parts(interval,
					assigned ? interval.since() : Instant.MIN, handovers)) {
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
	private static List<Interval<OwnershipStatement.OwnershipFact>> parts(
			Interval<OwnershipStatement.OwnershipFact> interval, Instant after,
			Collection<OwnershipTransfer> handovers) {
		OwnershipStatement.OwnerInRole role = interval.fact().role();
		Optional<OwnershipTransfer> next = handovers.stream()
			.filter((handover) -> handover.from.equals(role.owner()) && handover.at.isAfter(after))
			.filter((handover) -> interval.until() == null || handover.at.isBefore(interval.until()))
			.min(ORDER);
		if (next.isEmpty()) {
			return List.of(interval);
		}
		OwnershipTransfer handover = next.get();
		List<Interval<OwnershipStatement.OwnershipFact>> parts = new ArrayList<>();
		Instant since = interval.since();
		if (handover.at.isAfter(since)) {
			parts.add(new Interval<>(interval.fact(), since, handover.at));
			since = handover.at;
		}
		OwnershipStatement.OwnershipFact passed = new OwnershipStatement.OwnershipFact(
				new OwnershipStatement.OwnerInRole(handover.to, role.role(), role.sourceRole()),
				interval.fact().source());
		parts.addAll(parts(new Interval<>(passed, since, interval.until()), handover.at, handovers));
		return parts;
	}

}
