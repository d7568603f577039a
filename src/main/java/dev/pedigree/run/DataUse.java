package dev.pedigree.run;

import java.util.Set;

import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * One dataset or model that a run or a job's design reads or writes, as one message
 * states it.
 *
 * @param data the normalised key it was stated under
 * @param aliases other keys of the same data (symlinks)
 * @param version the stated version, {@code scheme:value}; null when the message states
 * none
 * @param model whether the message says that this is a model
 * @param mode how it is written; UNKNOWN for a read
 * @param partition what normalisation trimmed from the name, {@code dt=2026-01-01}
 * @param renamedFrom the key that the data had before this write renamed it
 * @param dropped whether this write dropped the data
 * @param rowCount rows that it read or wrote; null when unstated
 * @param byteSize bytes that it read or wrote; null when unstated
 * @param evaluation whether a stated version is read to evaluate a model, so that the run
 * trains nothing on it
 */
public record DataUse(Urn data, Set<Urn> aliases, @Nullable String version, boolean model, WriteMode mode,
		@Nullable String partition, @Nullable Urn renamedFrom, boolean dropped, @Nullable Long rowCount,
		@Nullable Long byteSize, boolean evaluation) {

	/** How a write treats what was there before it. */
	public enum WriteMode {

		APPEND, OVERWRITE, UNKNOWN

	}

	/** A use for whatever the run does. */
	public DataUse(Urn data, Set<Urn> aliases, @Nullable String version, boolean model, WriteMode mode,
			@Nullable String partition, @Nullable Urn renamedFrom, boolean dropped, @Nullable Long rowCount,
			@Nullable Long byteSize) {
		this(data, aliases, version, model, mode, partition, renamedFrom, dropped, rowCount, byteSize, false);
	}

	/** A plain use of data by its key. */
	public static DataUse of(Urn data) {
		return new DataUse(data, Set.of(), null, false, WriteMode.UNKNOWN, null, null, false, null, null);
	}

	/** The same use, of a stated version. */
	public DataUse version(String version) {
		return new DataUse(this.data, this.aliases, version, this.model, this.mode, this.partition, this.renamedFrom,
				this.dropped, this.rowCount, this.byteSize, this.evaluation);
	}

	/** The same use, written in a known mode. */
	public DataUse mode(WriteMode mode) {
		return new DataUse(this.data, this.aliases, this.version, this.model, mode, this.partition, this.renamedFrom,
				this.dropped, this.rowCount, this.byteSize, this.evaluation);
	}

	/** The same use, known to be of a model. */
	public DataUse asModel() {
		return new DataUse(this.data, this.aliases, this.version, true, this.mode, this.partition, this.renamedFrom,
				this.dropped, this.rowCount, this.byteSize, this.evaluation);
	}

	/** The same use, as one that evaluates a model. */
	public DataUse asEvaluation() {
		return new DataUse(this.data, this.aliases, this.version, this.model, this.mode, this.partition,
				this.renamedFrom, this.dropped, this.rowCount, this.byteSize, true);
	}

}
