package dev.pedigree.ownership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Timeline.Interval;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.ownership.OwnershipStatement.OwnerInRole;
import dev.pedigree.ownership.OwnershipStatement.OwnershipFact;

/**
 * A transfer of all that one owner owns to a successor, both by urn, from a time on.
 * Later statements of sources about the former owner apply to the successor; later
 * assignments by curators do not.
 */
public record OwnershipTransfer(String from, String to, Instant at) {

	private static final Comparator<OwnershipTransfer> ORDER = Comparator.comparing(OwnershipTransfer::at)
		.thenComparing(OwnershipTransfer::to);

	static List<Interval<OwnershipFact>> apply(List<Interval<OwnershipFact>> intervals,
			Collection<OwnershipTransfer> transfers) {
		if (transfers.isEmpty()) {
			return intervals;
		}
		return Timeline.unions(intervals.stream().flatMap((interval) -> {
			boolean assigned = interval.fact().source().equals(AssetReference.MANUAL);
			return parts(interval, assigned ? interval.since() : Instant.MIN, transfers).stream();
		})).toList();
	}

	/** Splits one interval of ownership at its transfers after a time. */
	private static List<Interval<OwnershipFact>> parts(Interval<OwnershipFact> interval, Instant after,
			Collection<OwnershipTransfer> transfers) {
		OwnerInRole role = interval.fact().role();
		Optional<OwnershipTransfer> next = transfers.stream()
			.filter((transfer) -> transfer.from.equals(role.owner()) && transfer.at.isAfter(after))
			.filter((transfer) -> interval.until() == null || transfer.at.isBefore(interval.until()))
			.min(ORDER);
		if (next.isEmpty()) {
			return List.of(interval);
		}
		OwnershipTransfer transfer = next.get();
		List<Interval<OwnershipFact>> parts = new ArrayList<>();
		Instant since = interval.since();
		if (transfer.at.isAfter(since)) {
			parts.add(new Interval<>(interval.fact(), since, transfer.at));
			since = transfer.at;
		}
		OwnershipFact passed = new OwnershipFact(new OwnerInRole(transfer.to, role.role(), role.sourceRole()),
				interval.fact().source());
		parts.addAll(parts(new Interval<>(passed, since, interval.until()), transfer.at, transfers));
		return parts;
	}

}
