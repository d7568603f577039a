package dev.pedigree.graph;

import java.util.function.Supplier;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Collects work during a transaction, to do once before its commit. */
public final class BeforeCommit {

	private BeforeCommit() {
	}

	/** The synchronization of a type in the current transaction, created when absent. */
	public static <S extends TransactionSynchronization> S of(Class<S> kind, Supplier<S> create) {
		return TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(kind::isInstance)
			.map(kind::cast)
			.findFirst()
			.orElseGet(() -> {
				S created = create.get();
				TransactionSynchronizationManager.registerSynchronization(created);
				return created;
			});
	}

}
