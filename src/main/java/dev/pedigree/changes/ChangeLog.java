package dev.pedigree.changes;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.DeletionKey;
import dev.pedigree.graph.BeforeCommit;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;

/**
 * The tail of changes: what a transaction changes is added to it as the last thing before
 * the commit, in the same transaction, so that nothing is announced that is not so, and
 * nothing is so that is not announced. It is in the graph: whichever instance writes,
 * every one can tell.
 */
@Component
class ChangeLog {

	private static final Logger log = LoggerFactory.getLogger(ChangeLog.class);

	private static final int PRUNED_AT_ONCE = 10_000;

	private final ChangesRepository repository;

	private final ChangesProperties properties;

	private final DeletionKey key;

	private final Clock clock;

	private final Object news = new Object();

	/** The newest number that this instance knows of. */
	private long newest;

	private int waiting;

	/** Whether the store did not answer the last time; said once. */
	private boolean blind;

	ChangeLog(ChangesRepository repository, ChangesProperties properties, DeletionKey key, Clock clock) {
		this.key = key;
		this.clock = clock;
		this.repository = repository;
		this.properties = properties;
	}

	@EventListener
	void note(AssetsChanged changed) {
		if (!changed.urns().isEmpty()) {
			PendingChange pending = BeforeCommit.of(PendingChange.class, PendingChange::new);
			changed.urns().forEach((urn) -> pending.rows.add(row(urn, changed.what())));
		}
	}

	/** The name of what is deleted is kept in sealed form only. */
	private Map<String, ?> row(String urn, AssetsChanged.What what) {
		return (what != AssetsChanged.What.FORGOTTEN) ? Map.of("urn", urn, "change", what.name())
				: Map.of("urn", urn, "change", what.name(), "sealed", this.key.seal(urn));
	}

	/** The id of a stored change; null of what was deleted since. */
	@Nullable String id(Row change) {
		String sealed = change.maybeText("sealed");
		return (sealed != null) ? this.key.unseal(sealed) : change.maybeText("id");
	}

	/** Waits until there may be a change after a number. */
	void awaitAfter(long seq) throws InterruptedException {
		synchronized (this.news) {
			this.waiting++;
			try {
				while (this.newest <= seq) {
					this.news.wait();
				}
			}
			finally {
				this.waiting--;
			}
		}
	}

	/** How many wait for news. */
	int waiting() {
		synchronized (this.news) {
			return this.waiting;
		}
	}

	/** Sees what any instance wrote, while somebody waits for it. */
	@Scheduled(fixedDelay = 200)
	void look() {
		if (waiting() == 0) {
			return;
		}
		try {
			long seq = this.repository.newest();
			synchronized (this.news) {
				this.newest = seq;
				this.blind = false;
				this.news.notifyAll();
			}
		}
		catch (DataAccessException | TransactionException | Neo4jException ex) {
			// Subscribers wait on: the store may be back soon, and nothing is lost.
			synchronized (this.news) {
				if (!this.blind) {
					log.warn("Changes cannot be read now: {}", ex.getMessage());
				}
				this.blind = true;
			}
		}
	}

	/** Takes away what nobody may resume after any more. */
	@Scheduled(fixedRate = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
	void prune() {
		Instant before = this.clock.instant().minus(this.properties.keep());
		long gone;
		do {
			gone = this.repository.prune(before, PRUNED_AT_ONCE);
		}
		while (gone == PRUNED_AT_ONCE);
	}

	/** What one transaction has changed so far, each thing once. */
	private final class PendingChange implements TransactionSynchronization {

		private final Set<Map<String, ?>> rows = new LinkedHashSet<>();

		@Override
		public void beforeCommit(boolean readOnly) {
			ChangeLog.this.repository.append(List.copyOf(this.rows));
		}

		@Override
		public void afterCommit() {
			// On a thread that has no part in this transaction.
			Thread.startVirtualThread(ChangeLog.this::look);
		}

		/**
		 * The last: the end of the tail is locked until the commit, and whoever holds it
		 * must not wait for anything else.
		 */
		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

	}

}
