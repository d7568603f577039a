package dev.pedigree.ingestion;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;
import org.neo4j.driver.exceptions.TransientException;

import org.springframework.dao.TransientDataAccessException;

/**
 * The store cannot take more now; the same call may succeed later. Whether it has taken
 * this one is open, which does no harm, because writing an event twice is writing it
 * once.
 */
class StoreAway extends RuntimeException {

	StoreAway(String reason, @Nullable Throwable cause) {
		super(reason, cause);
	}

	/**
	 * What a failed transaction means.
	 */
	enum Failure {

		/** It lost a lock to another one: try again at once. */
		CONTENDED,
		/** The store does not answer: come back later. */
		AWAY,
		/** Something in it is wrong. */
		WRONG;

		static Failure of(Throwable failure) {
			boolean passing = false;
			for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
				Failure known = ofDriver(cause);
				if (known != WRONG) {
					return known;
				}
				passing |= cause instanceof TransientDataAccessException;
			}
			// The write path itself may ask to be tried again.
			return passing ? CONTENDED : WRONG;
		}

		private static Failure ofDriver(Throwable cause) {
			return switch (cause) {
				case ServiceUnavailableException away -> AWAY;
				case SessionExpiredException away -> AWAY;
				case SecurityException unknown -> AWAY;
				// Half as much may fit.
				case TransientException full when full.code().contains("OutOfMemory") -> WRONG;
				case TransientException lock when lock.code().contains(".Transaction.") -> CONTENDED;
				case TransientException busy -> AWAY;
				case Neo4jException other when isContention(other.code()) -> CONTENDED;
				default -> (cause instanceof RetryableException) ? AWAY : WRONG;
			};
		}

		/**
		 * Two processes that make the same node at once, and a lock that is not granted
		 * in time, are reported as errors of the client.
		 */
		private static boolean isContention(String code) {
			return code.endsWith("LockAcquisitionTimeout") || code.endsWith("LockClientStopped")
					|| code.endsWith("ConstraintValidationFailed");
		}

	}

}
