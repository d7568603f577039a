package dev.pedigree.ingestion;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot write now; the same call may succeed later. Whether it has written
 * this one is unknown, which does no harm: writing an event twice is writing it once.
 */
class StoreUnavailableException extends RuntimeException {

	StoreUnavailableException(String reason, @Nullable Throwable cause) {
		super(reason, cause);
	}

}
