package dev.pedigree.graph;

import java.util.concurrent.atomic.AtomicInteger;

import dev.pedigree.BesideGraphTest;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.TransientException;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@BesideGraphTest
class LockContentionTests {

	private final AtomicInteger attempts = new AtomicInteger();

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	DryRun dryRun;

	@Test
	void transactionThatLostALockRunsAgain() {
		assertThat(LockContention.retried(this::losingOnce)).isEqualTo(2);
	}

	@Test
	void transactionWithinAnotherRunsOnce() {
		TransactionTemplate outer = new TransactionTemplate(this.transactions);
		assertThatThrownBy(() -> outer.execute((_) -> LockContention.retried(this::losingOnce)))
			.isInstanceOf(TransientException.class);
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void dryRunThatLostALockRunsAgainAsAWhole() {
		AtomicInteger changes = new AtomicInteger();
		assertThat(this.dryRun.run(true, () -> {
			changes.incrementAndGet();
			return LockContention.retried(this::losingOnce);
		})).isEqualTo(2);
		assertThat(changes).hasValue(2);
	}

	private int losingOnce() {
		if (this.attempts.incrementAndGet() == 1) {
			throw new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "Planted");
		}
		return this.attempts.get();
	}

}
