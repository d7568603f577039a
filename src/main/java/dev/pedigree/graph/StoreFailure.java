package dev.pedigree.graph;

import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.SecurityException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.SessionExpiredException;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Why a transaction failed, and so what its caller can do. */
public enum StoreFailure {

	/** It lost a lock to another transaction: retry at once. */
	CONTENDED,

	/** It needed more memory or time than the store has for it: retry with less. */
	OVERLOADED,

	/** The store does not answer or cannot write, as with a full disk: retry later. */
	UNAVAILABLE,

	/** The failure is in the query or outside of the store. */
	OTHER;

	/** Classifies a failure by its causes. */
	public static StoreFailure of(Throwable failure) {
		boolean passing = false;
		boolean away = false;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			StoreFailure known = ofDriver(cause);
			if (known != OTHER) {
				return known;
			}
			passing |= cause instanceof TransientDataAccessException;
			away |= cause.getCause() == null && (cause instanceof CannotCreateTransactionException
					|| cause instanceof DataAccessResourceFailureException);
		}
		// The write path itself may request a retry.
		return passing ? CONTENDED : away ? UNAVAILABLE : OTHER;
	}

	private static StoreFailure ofDriver(Throwable cause) {
		return switch (cause) {
			case ServiceUnavailableException _, SessionExpiredException _, SecurityException _ -> UNAVAILABLE;
			case ClientException busy when String.valueOf(busy.getMessage())
				.startsWith("Unable to acquire connection") -> UNAVAILABLE;
			case Neo4jException ex -> ofCode(ex);
			default -> (cause instanceof RetryableException) ? UNAVAILABLE : OTHER;
		};
	}

	private static StoreFailure ofCode(Neo4jException ex) {
		String code = ex.code();
		if (code.contains("TimedOut") || code.contains("OutOfMemory") || code.contains("MemoryLimit")
				|| code.endsWith("StackOverFlowError") || code.endsWith("Statement.ExecutionFailed")) {
			return OVERLOADED;
		}
		// Two processes that create one node at once, and a lock that is not granted in
		// time, are reported as errors of the client.
		if (code.startsWith("Neo.TransientError.Transaction.") || code.endsWith("LockAcquisitionTimeout")
				|| code.endsWith("LockClientStopped") || code.endsWith("ConstraintValidationFailed")) {
			return CONTENDED;
		}
		// A database that can only be read is reported as an error of the client, too.
		boolean unwritable = code.endsWith("ForbiddenOnReadOnlyDatabase")
				|| code.endsWith("WriteOnReadOnlyAccessDatabase");
		return (unwritable || code.startsWith("Neo.DatabaseError.") || code.startsWith("Neo.TransientError.")
				|| ex instanceof RetryableException) ? UNAVAILABLE : OTHER;
	}

}
