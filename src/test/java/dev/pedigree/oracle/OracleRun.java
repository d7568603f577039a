package dev.pedigree.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.pedigree.catalog.Urn;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import org.jspecify.annotations.Nullable;

/**
 * One run: the union of all that was seen of it (decision 1, Runs).
 *
 * @param urn its name
 * @param job whose run it is
 * @param runId the producer's id of the run
 * @param seen all its observations
 */
record OracleRun(Urn urn, Urn job, String runId, List<RunObservation> seen) {

	private static final Set<RunObservation.RunEventType> ENDS = EnumSet.of(RunObservation.RunEventType.COMPLETE,
			RunObservation.RunEventType.FAIL, RunObservation.RunEventType.ABORT);

	/** The least START time, else the least time of any event. */
	Instant start() {
		return startOf(this.seen);
	}

	/** The greatest COMPLETE, FAIL or ABORT time; null while it goes on. */
	@Nullable Instant end() {
		return this.seen.stream()
			.filter((one) -> ENDS.contains(one.type()))
			.map(RunObservation::at)
			.max(Comparator.naturalOrder())
			.orElse(null);
	}

	boolean complete() {
		return has(RunObservation.RunEventType.COMPLETE);
	}

	boolean failed() {
		return has(RunObservation.RunEventType.FAIL) || has(RunObservation.RunEventType.ABORT);
	}

	/** Complete, and neither failed nor aborted, whichever came first. */
	boolean good() {
		return complete() && !failed();
	}

	boolean streaming() {
		return this.seen.stream().anyMatch(RunObservation::streaming);
	}

	/** All parents that are stated. */
	SortedSet<Urn> parents() {
		SortedSet<Urn> parents = new TreeSet<>();
		for (RunObservation one : this.seen) {
			if (one.parentRun() != null) {
				parents.add(one.parentRun());
			}
		}
		return parents;
	}

	/**
	 * The execution that it belongs to: its byte-smallest parent's name, else its own.
	 */
	Urn execution() {
		SortedSet<Urn> parents = parents();
		return parents.isEmpty() ? this.urn : parents.first();
	}

	/** What it reads; a rename reads the old name. */
	List<DataUse> reads() {
		List<DataUse> reads = new ArrayList<>();
		for (RunObservation one : this.seen) {
			reads.addAll(one.inputs());
			one.outputs().stream().map(DataUse::renamedFrom).filter(Objects::nonNull).forEach((old) -> {
				reads.add(DataUse.of(old));
			});
		}
		return reads;
	}

	/** What it writes; a drop writes nothing. */
	List<DataUse> writes() {
		return this.seen.stream().flatMap((one) -> one.outputs().stream()).filter((use) -> !use.dropped()).toList();
	}

	/** The least START time of some observations, else their least time. */
	static Instant startOf(List<RunObservation> seen) {
		return times(seen.stream().filter((one) -> one.type() == RunObservation.RunEventType.START))
			.orElseGet(() -> times(seen.stream()).orElseThrow());
	}

	/**
	 * A fact that several observations state: that of the newest, ties by the greater.
	 */
	static <T extends Comparable<T>> @Nullable T newest(List<RunObservation> seen,
			Function<RunObservation, @Nullable T> fact) {
		@Nullable T newest = null;
		Instant when = Instant.MIN;
		for (RunObservation one : seen) {
			@Nullable T value = fact.apply(one);
			if (value == null) {
				continue;
			}
			int order = one.at().compareTo(when);
			if (newest == null || order > 0 || (order == 0 && value.compareTo(newest) > 0)) {
				newest = value;
				when = one.at();
			}
		}
		return newest;
	}

	private boolean has(RunObservation.RunEventType type) {
		return this.seen.stream().anyMatch((one) -> one.type() == type);
	}

	private static Optional<Instant> times(Stream<RunObservation> seen) {
		return seen.map(RunObservation::at).min(Comparator.naturalOrder());
	}

}
