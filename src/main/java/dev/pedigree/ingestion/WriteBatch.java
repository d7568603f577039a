package dev.pedigree.ingestion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.pedigree.graph.Deadline;
import dev.pedigree.graph.StoreFailure;
import dev.pedigree.graph.Viewer;
import dev.pedigree.limits.RequestLimits;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Writes payloads in as few transactions as possible (group commit): the payloads of one
 * request stay together, and requests that wait together share a transaction. One thread
 * writes: in one process batches of one writer are faster than writers that wait for each
 * other's locks. A batch that fails is halved until only the invalid payload fails; one
 * that lost a lock to another process is tried again.
 */
@Component
class WriteBatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(WriteBatch.class);

	private static final Duration IDLE = Duration.ofMillis(200);

	private final Consumer<List<Submission>> store;

	private final RequestLimits.Ingestion properties;

	/** The payloads that wait, by request. */
	private final BlockingQueue<List<Waiting>> queue = new LinkedBlockingQueue<>();

	/** Room for further payloads. */
	private final Semaphore room;

	private final DistributionSummary sizes;

	private volatile boolean open;

	private @Nullable Thread writer;

	@Autowired
	WriteBatch(EventWriter writer, RequestLimits limits, MeterRegistry meters) {
		this(writer::submit, limits.ingestion(), meters);
	}

	/**
	 * Batches for a store.
	 * @param store writes events in one transaction, or fails and writes none
	 */
	WriteBatch(Consumer<List<Submission>> store, RequestLimits.Ingestion properties, MeterRegistry meters) {
		this.store = store;
		this.properties = properties;
		this.room = new Semaphore(properties.queue(), true);
		this.sizes = DistributionSummary.builder("pedigree.ingestion.batch")
			.description("payloads that shared a transaction")
			.register(meters);
		meters.gauge("pedigree.ingestion.queue", this.room, (free) -> properties.queue() - free.availablePermits());
	}

	/**
	 * Queues the events of one payload; see {@link #addAll}.
	 */
	CompletableFuture<Void> add(Submission payload, Duration patience) {
		return addAll(List.of(payload), patience, null).getFirst();
	}

	/**
	 * Queues the payloads of one request as one group, in order. Each answer completes
	 * after the commit: with nothing, or with the failure
	 * ({@link StoreUnavailableException} when it may be sent again).
	 * @param payloads the events of each
	 * @param patience how long to wait for room in the queue
	 * @param deadline payloads that still wait then are not written; null for none
	 */
	List<CompletableFuture<Void>> addAll(List<Submission> payloads, Duration patience, @Nullable Deadline deadline) {
		List<Waiting> group = payloads.stream()
			.map((payload) -> new Waiting(payload, deadline, new CompletableFuture<>()))
			.toList();
		int size = size(group);
		try {
			if (!this.open || !this.room.tryAcquire(size, patience.toMillis(), TimeUnit.MILLISECONDS)) {
				fail(group, new StoreUnavailableException(
						this.open ? "Too much is waiting to be written" : "The catalog is closing", null));
			}
			else if (!group.isEmpty()) {
				this.queue.add(group);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			fail(group, new StoreUnavailableException("The catalog is closing", ex));
		}
		return group.stream().map(Waiting::answer).toList();
	}

	/** A group that is larger than the queue waits until the queue is empty. */
	private int size(List<Waiting> group) {
		return Math.min(group.size(), this.properties.queue());
	}

	private static void fail(List<Waiting> group, Throwable failure) {
		group.forEach((waiting) -> waiting.answer.completeExceptionally(failure));
	}

	private void run() {
		List<Waiting> batch = new ArrayList<>();
		while (this.open || !this.queue.isEmpty()) {
			try {
				List<Waiting> next = this.queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
				while (next != null) {
					this.room.release(size(next));
					batch.addAll(next);
					next = fits(batch.size(), this.queue.peek()) ? this.queue.poll() : null;
				}
				for (int from = 0; from < batch.size(); from += this.properties.batch()) {
					writeInTime(batch.subList(from, Math.min(batch.size(), from + this.properties.batch())));
				}
			}
			catch (InterruptedException ex) {
				log.debug("Interrupted; what waits is still written", ex);
			}
			batch.clear();
		}
	}

	private boolean fits(int size, @Nullable List<Waiting> group) {
		return group != null && size + group.size() <= this.properties.batch();
	}

	private void writeInTime(List<Waiting> part) {
		List<Waiting> rest = part.stream().filter((waiting) -> !waiting.expired()).toList();
		if (!rest.isEmpty()) {
			this.sizes.record(rest.size());
			write(rest);
		}
	}

	private void write(List<Waiting> batch) {
		try {
			commit(batch.stream().map(Waiting::payload).toList());
			batch.forEach((waiting) -> waiting.answer.complete(null));
		}
		catch (StoreUnavailableException ex) {
			fail(batch, ex);
		}
		catch (RuntimeException | Error ex) {
			if (batch.size() == 1) {
				boolean later = StoreFailure.of(ex) != StoreFailure.OTHER;
				batch.getFirst().answer.completeExceptionally(
						later ? new StoreUnavailableException("The store cannot write this payload now", ex) : ex);
				return;
			}
			write(batch.subList(0, batch.size() / 2));
			write(batch.subList(batch.size() / 2, batch.size()));
		}
	}

	private void commit(List<Submission> payloads) {
		for (int attempt = 1;; attempt++) {
			try {
				this.store.accept(payloads);
				return;
			}
			catch (RuntimeException ex) {
				StoreFailure failure = StoreFailure.of(ex);
				// A connection that died while it was idle fails once.
				if (failure == StoreFailure.UNAVAILABLE && attempt > 1) {
					throw new StoreUnavailableException("The store does not answer or cannot write", ex);
				}
				if (failure == StoreFailure.OTHER || failure == StoreFailure.OVERLOADED) {
					throw ex;
				}
				if (attempt > this.properties.retries()) {
					throw new StoreUnavailableException("The store is busy", ex);
				}
				log.debug("Attempt {} failed: {}", attempt, failure, ex);
				pause(attempt);
			}
		}
	}

	/** Two that failed together are not to meet again: 5 to 10 ms, doubled each time. */
	private static void pause(int attempt) {
		long most = 10L << Math.min(attempt - 1, 6);
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(most / 2, most + 1)));
	}

	@Override
	public void start() {
		this.open = true;
		this.writer = Thread.ofPlatform().name("write-batch").start(() -> Viewer.ALL.run(this::run));
	}

	/** Takes nothing more and writes what waits. */
	@Override
	public void stop() {
		this.open = false;
		Thread thread = this.writer;
		try {
			if (thread != null && !thread.join(this.properties.patience())) {
				log.warn("{} payloads were not written before the end", this.queue.stream().mapToInt(List::size).sum());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.queue.forEach((group) -> fail(group, new StoreUnavailableException("The catalog is closing", null)));
	}

	@Override
	public boolean isRunning() {
		return this.open;
	}

	/** Begins before and ends after the web server. */
	@Override
	public int getPhase() {
		return 0;
	}

	/**
	 * The events of one payload, the deadline of its request, and the answer to it.
	 */
	private record Waiting(Submission payload, @Nullable Deadline deadline, CompletableFuture<Void> answer) {

		/** Answers a request whose deadline has passed, whose client may be gone. */
		boolean expired() {
			return this.deadline != null && this.deadline.isOver() && this.answer
				.completeExceptionally(new StoreUnavailableException("The store takes too long", null));
		}

	}

}
