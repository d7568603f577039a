package dev.pedigree.run;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.identity.AssetReference;
import org.jspecify.annotations.Nullable;

/**
 * A dataset or model that a run or a job's design reads or writes, as one message states
 * it.
 *
 * @param data the normalised key that the message uses
 * @param aliases other keys of the same data (symlinks)
 * @param version the stated version, {@code scheme:value}
 * @param model whether the message states that this is a model
 * @param mode UNKNOWN for a read
 * @param partition what normalisation trimmed from the name, {@code dt=2026-01-01}
 * @param renamedFrom the previous key, when this write renamed the data
 * @param dropped whether this write dropped the data
 * @param evaluation whether the version is read to evaluate a model, so that the run
 * trains nothing on it
 */
public record DataUse(Urn data, Set<Urn> aliases, @Nullable String version, boolean model, WriteMode mode,
		@Nullable String partition, @Nullable Urn renamedFrom, boolean dropped, @Nullable Long rowCount,
		@Nullable Long byteSize, boolean evaluation) {

	/** The treatment of the previous content by a write. */
	public enum WriteMode {

		APPEND, OVERWRITE, UNKNOWN

	}

	/** A use for any purpose. */
	public DataUse(Urn data, Set<Urn> aliases, @Nullable String version, boolean model, WriteMode mode,
			@Nullable String partition, @Nullable Urn renamedFrom, boolean dropped, @Nullable Long rowCount,
			@Nullable Long byteSize) {
		this(data, aliases, version, model, mode, partition, renamedFrom, dropped, rowCount, byteSize, false);
	}

	/** A plain use of data by its key. */
	public static DataUse of(Urn data) {
		return new DataUse(data, Set.of(), null, false, WriteMode.UNKNOWN, null, null, false, null, null);
	}

	/** The data, and the data that it is renamed from. */
	public List<AssetReference> mentions(Instant at, String source) {
		AssetKind kind = this.model ? AssetKind.MODEL : AssetKind.DATASET;
		AssetReference mention = new AssetReference(this.data, kind, this.aliases, at, source, false);
		return (this.renamedFrom == null) ? List.of(mention) : List.of(mention,
				new AssetReference(this.renamedFrom, AssetKind.DATASET, Set.of(), at, source, false));
	}

	/** The same use, of a stated version. */
	public DataUse version(String version) {
		return new DataUse(this.data, this.aliases, version, this.model, this.mode, this.partition, this.renamedFrom,
				this.dropped, this.rowCount, this.byteSize, this.evaluation);
	}

	/** The same use, with a mode. */
	public DataUse mode(WriteMode mode) {
		return new DataUse(this.data, this.aliases, this.version, this.model, mode, this.partition, this.renamedFrom,
				this.dropped, this.rowCount, this.byteSize, this.evaluation);
	}

	/** The same use, of a model. */
	public DataUse asModel() {
		return new DataUse(this.data, this.aliases, this.version, true, this.mode, this.partition, this.renamedFrom,
				this.dropped, this.rowCount, this.byteSize, this.evaluation);
	}

	/** The same use, to evaluate a model. */
	public DataUse asEvaluation() {
		return new DataUse(this.data, this.aliases, this.version, this.model, this.mode, this.partition,
				this.renamedFrom, this.dropped, this.rowCount, this.byteSize, true);
	}

	/** A plain use of a version of data or of a model. */
	public static DataUse of(StatedVersion version) {
		return of(version.data()).version(Objects.requireNonNull(version.version().version()));
	}

}
