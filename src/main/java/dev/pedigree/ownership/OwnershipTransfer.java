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
import dev.pedigree.identity.AssetReference;

/**
 * A transfer of all that one owner owns to a successor, from a time on. Later statements
 * of sources about the former owner apply to the successor; later assignments by curators
 * do not.
 *
 * @param from urn of the former owner
 * @param to urn of the successor
 */
public record OwnershipTransfer(String from, String to, Instant at) {

	private static final Comparator<OwnershipTransfer> ORDER = Comparator.comparing(OwnershipTransfer::at)
		.thenComparing(OwnershipTransfer::to);

	/** Applies transfers to intervals of ownership. */
	static List<Interval<OwnershipStatement.OwnershipFact>> apply(
			List<Interval<OwnershipStatement.OwnershipFact>> intervals, Collection<OwnershipTransfer> transfers) {
		if (transfers.isEmpty()) {
			return intervals;
		}
		Map<OwnershipStatement.OwnershipFact, List<Interval<OwnershipStatement.OwnershipFact>>> owned = new HashMap<>();
		for (Interval<OwnershipStatement.OwnershipFact> interval : intervals) {
			boolean assigned = interval.fact().source().equals(AssetReference.MANUAL);
			for (Interval<OwnershipStatement.OwnershipFact> part : parts(interval,
					assigned ? interval.since() : Instant.MIN, transfers)) {
				owned.computeIfAbsent(part.fact(), (_) -> new ArrayList<>()).add(part);
			}
		}
		return owned.entrySet()
			.stream()
			.flatMap((one) -> Timeline.union(one.getKey(), one.getValue()).stream())
			.toList();
	}

	/**
	 * Splits one interval of ownership at its transfers.
	 * @param after only later transfers apply
	 */
	private static List<Interval<OwnershipStatement.OwnershipFact>> parts(
			Interval<OwnershipStatement.OwnershipFact> interval, Instant after,
			Collection<OwnershipTransfer> transfers) {
		OwnershipStatement.OwnerInRole role = interval.fact().role();
		Optional<OwnershipTransfer> next = transfers.stream()
			.filter((transfer) -> transfer.from.equals(role.owner()) && transfer.at.isAfter(after))
			.filter((transfer) -> interval.until() == null || transfer.at.isBefore(interval.until()))
			.min(ORDER);
		if (next.isEmpty()) {
			return List.of(interval);
		}
		OwnershipTransfer transfer = next.get();
		List<Interval<OwnershipStatement.OwnershipFact>> parts = new ArrayList<>();
		Instant since = interval.since();
		if (transfer.at.isAfter(since)) {
			parts.add(new Interval<>(interval.fact(), since, transfer.at));
			since = transfer.at;
		}
		OwnershipStatement.OwnershipFact passed = new OwnershipStatement.OwnershipFact(
				new OwnershipStatement.OwnerInRole(transfer.to, role.role(), role.sourceRole()),
				interval.fact().source());
		parts.addAll(parts(new Interval<>(passed, since, interval.until()), transfer.at, transfers));
		return parts;
	}

}
