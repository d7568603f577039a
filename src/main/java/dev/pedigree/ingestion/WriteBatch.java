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
 * request stay together, and waiting requests share a transaction. One thread writes,
 * because several writers would wait for each other's locks. A failed batch is halved
 * until only the invalid payload fails; one that lost a lock to another process is
 * retried.
 */
@Component
class WriteBatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(WriteBatch.class);

	private static final Duration IDLE = Duration.ofMillis(200);

	private final Consumer<List<Submission>> store;

	private final RequestLimits.Ingestion limits;

	/** The waiting payloads, by request. */
	private final BlockingQueue<List<Waiting>> queue = new LinkedBlockingQueue<>();

	private final Semaphore room;

	private final DistributionSummary sizes;

	private volatile boolean open;

	private @Nullable Thread writer;

	@Autowired
	WriteBatch(EventWriter writer, RequestLimits limits, MeterRegistry meters) {
		this(writer::submit, limits.ingestion(), meters);
	}

	/** Creates batches for a store that writes all events in one transaction or none. */
	WriteBatch(Consumer<List<Submission>> store, RequestLimits.Ingestion limits, MeterRegistry meters) {
		this.store = store;
		this.limits = limits;
		this.room = new Semaphore(limits.queue(), true);
		this.sizes = DistributionSummary.builder("pedigree.ingestion.batch")
			.description("payloads that shared a transaction")
			.register(meters);
		meters.gauge("pedigree.ingestion.queue", this.room, (free) -> limits.queue() - free.availablePermits());
	}

	/**
	 * Queues the payloads of one request as one group, in order. Each result completes
	 * after the commit, or with the failure ({@link StoreUnavailableException} if the
	 * payload may be sent again).
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

	/** A group larger than the queue waits until the queue is empty. */
	private int size(List<Waiting> group) {
		return Math.min(group.size(), this.limits.queue());
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
				for (int from = 0; from < batch.size(); from += this.limits.batch()) {
					writeInTime(batch.subList(from, Math.min(batch.size(), from + this.limits.batch())));
				}
			}
			catch (InterruptedException ex) {
				log.debug("Interrupted; waiting payloads are still written", ex);
			}
			batch.clear();
		}
	}

	private boolean fits(int size, @Nullable List<Waiting> group) {
		return group != null && size + group.size() <= this.limits.batch();
	}

	private void writeInTime(List<Waiting> part) {
		List<Waiting> rest = part.stream().filter((waiting) -> !waiting.expire()).toList();
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
				// A connection that broke while it was idle fails once.
				if (failure == StoreFailure.UNAVAILABLE && attempt > 1) {
					throw new StoreUnavailableException("The store does not answer or cannot write", ex);
				}
				if (failure == StoreFailure.OTHER || failure == StoreFailure.OVERLOADED) {
					throw ex;
				}
				if (attempt > this.limits.retries()) {
					throw new StoreUnavailableException("The store is busy", ex);
				}
				log.debug("Attempt {} failed: {}", attempt, failure, ex);
				pause(attempt);
			}
		}
	}

	/**
	 * Exponential backoff with jitter, from 5-10 ms, so that two processes do not collide
	 * again.
	 */
	private static void pause(int attempt) {
		long most = 10L << Math.min(attempt - 1, 6);
		LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextLong(most / 2, most + 1)));
	}

	@Override
	public void start() {
		this.open = true;
		this.writer = Thread.ofPlatform().name("write-batch").start(() -> Viewer.ALL.run(this::run));
	}

	/** Rejects new payloads and writes the waiting ones. */
	@Override
	public void stop() {
		this.open = false;
		Thread thread = this.writer;
		try {
			if (thread != null && !thread.join(this.limits.patience())) {
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

	/** Starts before and stops after the web server. */
	@Override
	public int getPhase() {
		return 0;
	}

	private record Waiting(Submission payload, @Nullable Deadline deadline, CompletableFuture<Void> answer) {

		/** Fails a payload after the deadline of its request: the client may be gone. */
		boolean expire() {
			return this.deadline != null && this.deadline.isOver() && this.answer
				.completeExceptionally(new StoreUnavailableException("The store takes too long", null));
		}

	}

}
