package dev.pedigree.changes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.changes.ChangeLog.AssetChange;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's cursor in the change log. It reads the next page when the client
 * requests more, and buffers one page at most. A client that does not read waiting
 * changes for too long is disconnected with the number after which to resume.
 */
final class ChangeSubscriber {

	private static final int PAGE = 500;

	private final ChangesRepository repository;

	private final ChangeLog log;

	private final ChangeFilter filter;

	private final Duration patience;

	private final Queue<AssetChange> page = new ArrayDeque<>();

	private long seq;

	/** The number of the last change that the client received. */
	private long received;

	private long receivedAt = System.nanoTime();

	/** Starts after the last change that the client knows. */
	ChangeSubscriber(ChangesRepository repository, ChangeLog log, ChangeFilter filter, long after, Duration patience) {
		this.repository = repository;
		this.log = log;
		this.filter = filter;
		this.patience = patience;
		this.seq = after;
		this.received = after;
	}

	/** Returns the next change that matches; waits for it. */
	AssetChange next() throws InterruptedException {
		if (!this.page.isEmpty() && System.nanoTime() - this.receivedAt > this.patience.toNanos()) {
			throw InvalidRequestException.limit("assetChanged", "no change was read for " + this.patience.toSeconds()
					+ " s while changes were waiting; subscribe again with after: " + this.received);
		}
		while (true) {
			AssetChange change = this.page.poll();
			if (change == null) {
				read();
				continue;
			}
			if (this.filter.matches(change)) {
				this.received = change.seq();
				this.receivedAt = System.nanoTime();
				return change;
			}
		}
	}

	private void read() throws InterruptedException {
		this.log.awaitAfter(this.seq);
		this.filter.startPage();
		for (Row row : this.repository.after(this.seq, PAGE)) {
			long next = row.number("seq");
			if (next != this.seq + 1) {
				throw InvalidRequestException.limit("after", "changes up to " + (next - 1)
						+ " are no longer kept; read the assets again and subscribe without after");
			}
			this.seq = next;
			String id = this.log.id(row);
			// Earlier changes of a deleted asset have only their number.
			if (id != null) {
				this.page
					.add(new AssetChange(next, id, kind(row.maybeText("kind")), row.text("change"), row.time("at")));
			}
		}
	}

	private static AssetKind kind(@Nullable String label) {
		return (label != null) ? AssetKind.of(List.of(label)) : AssetKind.OTHER;
	}

}
