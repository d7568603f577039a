package dev.pedigree.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import dev.pedigree.catalog.Urn;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.DataUse.WriteMode;
import org.jspecify.annotations.Nullable;

/**
 * One version of some data, with all who wrote it and all who state that they read it.
 *
 * @param urn its name
 * @param asset the data
 * @param name {@code scheme:value}
 * @param writes who wrote it
 * @param statedReaders who read it by its name
 */
record OracleVersion(Urn urn, Urn asset, String name, List<Write> writes, List<OracleRun> statedReaders) {

	/** The order of versions that have one: (at, version). */
	static final Comparator<OracleVersion> ORDER = Comparator
		.comparing((OracleVersion one) -> Objects.requireNonNull(one.at()))
		.thenComparing(OracleVersion::name);

	OracleVersion(Urn urn, Urn asset, String name) {
		this(urn, asset, name, new ArrayList<>(), new ArrayList<>());
	}

	/**
	 * That one run wrote it.
	 *
	 * @param run the writer
	 * @param at when it was made; null while the run goes on
	 * @param uses all that the run says of the data it writes
	 */
	record Write(OracleRun run, @Nullable Instant at, List<DataUse> uses) {

		boolean good() {
			return this.run.streaming() || this.run.good();
		}

	}

	/** The least end of its good writers; null: never read implicitly. */
	@Nullable Instant eligibleAt() {
		return least(this.writes.stream().filter(Write::good).toList());
	}

	/** The same, of a version that is known to be eligible. */
	Instant eligible() {
		return Objects.requireNonNull(eligibleAt());
	}

	/** When it was made: the least end of its good writers, else of any. */
	@Nullable Instant at() {
		Instant eligibleAt = eligibleAt();
		return (eligibleAt != null) ? eligibleAt : least(this.writes);
	}

	/** Whether only runs that failed made it. */
	boolean partial() {
		return eligibleAt() == null && this.writes.stream().anyMatch((write) -> write.run().failed());
	}

	/** Whether it adds to what was there. */
	boolean appended() {
		return mode() == WriteMode.APPEND || this.writes.stream().anyMatch((write) -> write.run().streaming())
				|| this.writes.stream()
					.anyMatch((write) -> write.uses().stream().anyMatch((use) -> use.partition() != null));
	}

	boolean isBefore(Instant at, String name) {
		Instant mine = at();
		return mine != null && (mine.isBefore(at) || (mine.equals(at) && this.name.compareTo(name) < 0));
	}

	private WriteMode mode() {
		List<WriteMode> modes = this.writes.stream()
			.flatMap((write) -> write.uses().stream())
			.map(DataUse::mode)
			.toList();
		if (modes.contains(WriteMode.OVERWRITE)) {
			return WriteMode.OVERWRITE;
		}
		return modes.contains(WriteMode.APPEND) ? WriteMode.APPEND : WriteMode.UNKNOWN;
	}

	private static @Nullable Instant least(List<Write> writes) {
		return writes.stream().map(Write::at).filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
	}

}
