package dev.pedigree.graph;

import java.time.Duration;
import java.util.function.Supplier;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Two transactions that want the same lock, or make the same node at once. One of them
 * fails and is simply tried again.
 */
public final class LockContention {

	private static final RetryTemplate turns = new RetryTemplate(RetryPolicy.builder()
		.predicate((failure) -> StoreFailure.of(failure) == StoreFailure.CONTENDED)
		.maxRetries(8)
		.delay(Duration.ofMillis(20))
		.jitter(Duration.ofMillis(20))
		.multiplier(2)
		.maxDelay(Duration.ofMillis(500))
		.build());

	private LockContention() {
	}

	/**
	 * Runs a transaction, again while it loses to others; some seconds at most. Within
	 * another transaction it runs once: the store has ended the outer one, which must be
	 * repeated as a whole.
	 */
	public static <T> T retried(Supplier<T> transaction) {
		return TransactionSynchronizationManager.isActualTransactionActive() ? transaction.get()
				: turns.invoke(transaction);
	}

}
