package dev.pedigree.ingestion;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What became of a payload. */
public sealed interface PayloadOutcome {

	/**
	 * It is committed.
	 *
	 * @param events what it said
	 * @param warnings what of it was accepted although it is forbidden
	 */
	record Accepted(List<MetadataEvent> events, List<Warnings.Warning> warnings) implements PayloadOutcome {
	}

	/**
	 * It is wrong, and will be as often as it is sent.
	 *
	 * @param pointer JSON pointer of the place; empty for the whole
	 * @param reason why, in one sentence
	 * @param json whether it was JSON at all
	 * @param kept the id under which it is kept; null when the store could not
	 */
	record Refused(String pointer, String reason, boolean json, @Nullable String kept) implements PayloadOutcome {
	}

	/**
	 * It may be sent again: the store is away, too busy or cannot write.
	 *
	 * @param reason why, in one sentence
	 */
	record Later(String reason) implements PayloadOutcome {
	}

	/**
	 * The catalog could not write it, and does not know what is wrong with it.
	 *
	 * @param kept the id under which it is kept; null for a payload that was kept before
	 */
	record Failed(@Nullable String kept) implements PayloadOutcome {
	}

	/** A word for it, for counters. */
	default String word() {
		return switch (this) {
			case Accepted accepted -> "accepted";
			case Refused refused -> "refused";
			case Later later -> "later";
			case Failed failed -> "failed";
		};
	}

}
