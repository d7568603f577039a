package dev.pedigree.graph;

import java.util.function.Supplier;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a change in a transaction that is rolled back, to return what would happen. */
@Component
public class DryRun {

	private final TransactionTemplate transaction;

	DryRun(PlatformTransactionManager transactions) {
		this.transaction = new TransactionTemplate(transactions);
		this.transaction.setTimeout(300);
	}

	/** Runs a change; its transactions join the one that a dry run rolls back. */
	public <T> T run(boolean dryRun, Supplier<T> change) {
		return !dryRun ? change.get() : LockContention.retried(() -> this.transaction.execute((status) -> {
			status.setRollbackOnly();
			return change.get();
		}));
	}

}
