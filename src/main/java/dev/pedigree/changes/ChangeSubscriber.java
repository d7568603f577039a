package dev.pedigree.changes;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber's place in the tail. It reads on when it is asked for more and keeps a
 * page at most, however slow its subscriber is; one that leaves for too long what is
 * there for it is told to go, and where to resume.
 */
final class ChangeSubscriber {

	private static final int PAGE = 500;

	private final ChangesRepository repository;

	private final ChangeLog tail;

	private final ChangeFilter watch;

	private final Duration patience;

	private final Queue<AssetChange> page = new ArrayDeque<>();

	private long seq;

	/** The last number that the subscriber was given. */
	private long told;

	private long toldAt = System.nanoTime();

	/**
	 * A place in the tail.
	 * @param after the last number that the subscriber knows
	 */
	ChangeSubscriber(ChangesRepository repository, ChangeLog tail, ChangeFilter watch, long after, Duration patience) {
		this.repository = repository;
		this.tail = tail;
		this.watch = watch;
		this.patience = patience;
		this.seq = after;
		this.told = after;
	}

	/** The next change that its subscriber wants; waits for it. */
	AssetChange next() throws InterruptedException {
		if (!this.page.isEmpty() && System.nanoTime() - this.toldAt > this.patience.toNanos()) {
			throw InvalidRequestException.limit("assetChanged", "nothing was taken for " + this.patience.toSeconds()
					+ " s although there was something; resume after " + this.told);
		}
		while (true) {
			AssetChange change = this.page.poll();
			if (change == null) {
				read();
				continue;
			}
			if (this.watch.wants(change)) {
				this.told = change.seq();
				this.toldAt = System.nanoTime();
				return change;
			}
		}
	}

	private void read() throws InterruptedException {
		this.tail.awaitAfter(this.seq);
		this.watch.page();
		for (Row row : this.repository.after(this.seq, PAGE)) {
			long next = row.number("seq");
			if (next != this.seq + 1) {
				throw InvalidRequestException.limit("after", "changes up to " + (next - 1)
						+ " are no longer kept; read what you need anew and begin without after");
			}
			this.seq = next;
			String id = this.tail.id(row);
			// Of the other changes of a deleted asset only the number stays.
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
