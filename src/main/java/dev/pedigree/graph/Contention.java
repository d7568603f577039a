package dev.pedigree.graph;

import java.time.Duration;
import java.util.function.Supplier;

import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.TransientDataAccessException;

/**
 * Two transactions that want the same lock, or make the same node at once. One of them
 * fails and is simply tried again.
 */
public final class Contention {

	private static final RetryTemplate turns = new RetryTemplate(RetryPolicy.builder()
		.predicate(Contention::in)
		.maxRetries(8)
		.delay(Duration.ofMillis(20))
		.jitter(Duration.ofMillis(20))
		.multiplier(2)
		.maxDelay(Duration.ofMillis(500))
		.build());

	private Contention() {
	}

	/** Runs a transaction, again while it loses to others; some seconds at most. */
	public static <T> T retried(Supplier<T> transaction) {
		return turns.invoke(transaction);
	}

	private static boolean in(Throwable failure) {
		boolean passing = false;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ServiceUnavailableException) {
				return false;
			}
			passing |= cause instanceof TransientDataAccessException
					|| (cause instanceof Neo4jException lost && isContention(lost.code()));
		}
		return passing;
	}

	/** The store reports some of these as errors of the client. */
	private static boolean isContention(String code) {
		return (code.startsWith("Neo.TransientError.Transaction.") && !code.contains("TimedOut"))
				|| code.endsWith("LockAcquisitionTimeout") || code.endsWith("LockClientStopped")
				|| code.endsWith("ConstraintValidationFailed");
	}

}
