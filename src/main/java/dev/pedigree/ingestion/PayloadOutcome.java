package dev.pedigree.ingestion;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** The result of receiving a payload. */
public sealed interface PayloadOutcome {

	/**
	 * The payload is committed.
	 *
	 * @param events its translation
	 * @param warnings values that were accepted although the source forbids them
	 */
	record Accepted(List<MetadataEvent> events, List<Warnings.Warning> warnings) implements PayloadOutcome {
	}

	/**
	 * The payload is invalid; it would be rejected again.
	 *
	 * @param pointer JSON pointer of the invalid part; empty for the whole
	 * @param json whether it is JSON
	 * @param kept the id of the stored payload; null if it is not stored
	 */
	record Refused(String pointer, String reason, boolean json, @Nullable String kept) implements PayloadOutcome {
	}

	/** The store is unavailable or busy; the payload may be sent again. */
	record Later(String reason) implements PayloadOutcome {
	}

	/**
	 * The catalog failed to write the payload for an unknown reason.
	 *
	 * @param kept the id of the stored payload; null if it is not stored
	 */
	record Failed(@Nullable String kept) implements PayloadOutcome {
	}

	/** The tag value of metrics. */
	default String word() {
		return switch (this) {
			case Accepted _ -> "accepted";
			case Refused _ -> "refused";
			case Later _ -> "later";
			case Failed _ -> "failed";
		};
	}

}
