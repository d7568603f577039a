package dev.pedigree.graph;

import java.util.function.Supplier;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is gathered while a transaction goes on, and looked at once before its commit. */
public final class BeforeCommit {

	private BeforeCommit() {
	}

	/** That of a kind which the current transaction has, begun when it has none yet. */
	public static <S extends TransactionSynchronization> S of(Class<S> kind, Supplier<S> begin) {
		return TransactionSynchronizationManager.getSynchronizations()
			.stream()
			.filter(kind::isInstance)
			.map(kind::cast)
			.findFirst()
			.orElseGet(() -> {
				S begun = begin.get();
				TransactionSynchronizationManager.registerSynchronization(begun);
				return begun;
			});
	}

}
