package dev.pedigree.changes;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.pedigree.catalog.AssetKind;
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
 * The change log: each transaction appends its changes as the last step before its
 * commit, so that exactly the committed changes are published. It is stored in the graph,
 * so that every instance can read the changes of all.
 */
@Component
class ChangeLog {

	private static final Logger log = LoggerFactory.getLogger(ChangeLog.class);

	private static final int BATCH = 10_000;

	private final ChangesRepository repository;

	private final ChangesProperties properties;

	private final DeletionKey key;

	private final Clock clock;

	private final Object monitor = new Object();

	private long newest;

	private int waiting;

	/** Whether the last read failed; logged once. */
	private boolean unavailable;

	ChangeLog(ChangesRepository repository, ChangesProperties properties, DeletionKey key, Clock clock) {
		this.repository = repository;
		this.properties = properties;
		this.key = key;
		this.clock = clock;
	}

	@EventListener
	void onAssetsChanged(AssetsChanged changed) {
		if (!changed.urns().isEmpty()) {
			PendingChange pending = BeforeCommit.of(PendingChange.class, PendingChange::new);
			changed.urns().forEach((urn) -> pending.rows.add(row(urn, changed.what())));
		}
	}

	/** The name of a deleted asset is stored encrypted only. */
	private Map<String, ?> row(String urn, AssetsChanged.What what) {
		return (what != AssetsChanged.What.FORGOTTEN) ? Map.of("urn", urn, "change", what)
				: Map.of("urn", urn, "change", what, "sealed", this.key.seal(urn));
	}

	/** Returns the id of a stored change; null if the asset was deleted since. */
	@Nullable String id(Row change) {
		String sealed = change.maybeText("sealed");
		return (sealed != null) ? this.key.unseal(sealed) : change.maybeText("id");
	}

	/** Waits until there may be a change after a number. */
	void awaitAfter(long seq) throws InterruptedException {
		synchronized (this.monitor) {
			this.waiting++;
			try {
				while (this.newest <= seq) {
					this.monitor.wait();
				}
			}
			finally {
				this.waiting--;
			}
		}
	}

	int waiting() {
		synchronized (this.monitor) {
			return this.waiting;
		}
	}

	/** Reads the newest number that any instance wrote, while subscribers wait. */
	@Scheduled(fixedDelay = 200)
	void refresh() {
		if (waiting() == 0) {
			return;
		}
		try {
			long seq = this.repository.newest();
			synchronized (this.monitor) {
				this.newest = seq;
				this.unavailable = false;
				this.monitor.notifyAll();
			}
		}
		catch (DataAccessException | TransactionException | Neo4jException ex) {
			// Subscribers keep waiting: the store may return soon, and no change is lost.
			synchronized (this.monitor) {
				if (!this.unavailable) {
					log.warn("Cannot read the change log: {}", ex.getMessage());
				}
				this.unavailable = true;
			}
		}
	}

	/** Deletes changes that are too old to resume after. */
	@Scheduled(fixedRate = 10, initialDelay = 10, timeUnit = TimeUnit.MINUTES)
	void prune() {
		Instant before = this.clock.instant().minus(this.properties.keep());
		long deleted;
		do {
			deleted = this.repository.prune(before, BATCH);
		}
		while (deleted == BATCH);
	}

	/** The distinct changes of one transaction. */
	private final class PendingChange implements TransactionSynchronization {

		private final Set<Map<String, ?>> rows = new LinkedHashSet<>();

		@Override
		public void beforeCommit(boolean readOnly) {
			ChangeLog.this.repository.append(List.copyOf(this.rows));
		}

		@Override
		public void afterCommit() {
			// On a thread outside this transaction.
			Thread.startVirtualThread(ChangeLog.this::refresh);
		}

		/**
		 * Last: the end of the log is locked until the commit, and the owner of this lock
		 * must not wait for another.
		 */
		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE;
		}

	}

	/**
	 * A change of an asset, as it was committed.
	 *
	 * @param seq its number: changes are numbered in the order of their commits, without
	 * gaps
	 * @param id urn of the asset
	 * @param change a name of {@link dev.pedigree.catalog.AssetsChanged.What}
	 * @param at when it was recorded
	 */
	record AssetChange(long seq, String id, AssetKind kind, String change, Instant at) {
	}

}
