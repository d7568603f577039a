package dev.pedigree.graph;

import java.time.Duration;
import java.util.function.Supplier;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Retries transactions that lost a lock, with exponential backoff and jitter. */
public final class LockContention {

	private static final RetryTemplate RETRIES = new RetryTemplate(RetryPolicy.builder()
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
	 * Runs a transaction, and retries it for some seconds at most. Within another
	 * transaction it runs once: the store has ended the outer one, which must be retried
	 * as a whole.
	 */
	public static <T> T retried(Supplier<T> transaction) {
		return TransactionSynchronizationManager.isActualTransactionActive() ? transaction.get()
				: RETRIES.invoke(transaction);
	}

}
