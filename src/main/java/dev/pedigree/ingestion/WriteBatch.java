package dev.pedigree.ingestion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import dev.pedigree.graph.StoreFailure;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Payloads that wait together share a transaction (group commit). One thread writes: in
 * one process batches of one writer are faster than writers that wait for each other's
 * locks. A batch that fails is halved until only the payload that is wrong fails; one
 * that lost a lock to another process is tried again.
 */
@Component
class WriteBatch implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(WriteBatch.class);

	private static final Duration IDLE = Duration.ofMillis(200);

	private final Consumer<List<MetadataEvent>> store;

	private final IngestionProperties properties;

	private final BlockingQueue<Waiting> queue;

	private final DistributionSummary sizes;

	private volatile boolean open;

	private @Nullable Thread writer;

	@Autowired
	WriteBatch(Intake intake, IngestionProperties properties, MeterRegistry meters) {
		this(intake::write, properties, meters);
	}

	/**
	 * Batches for a store.
	 * @param store writes events in one transaction, or fails and writes none
	 */
	WriteBatch(Consumer<List<MetadataEvent>> store, IngestionProperties properties, MeterRegistry meters) {
		this.store = store;
		this.properties = properties;
		this.queue = new ArrayBlockingQueue<>(properties.queue());
		this.sizes = DistributionSummary.builder("pedigree.ingestion.batch")
			.description("payloads that shared a transaction")
			.register(meters);
		meters.gaugeCollectionSize("pedigree.ingestion.queue", List.of(), this.queue);
	}

	/**
	 * Lines up what one payload said. The answer comes after its commit: nothing, or the
	 * failure ({@link StoreAway} when it may be sent again).
	 * @param patience how long to wait for room in the line
	 */
	CompletableFuture<Void> add(List<MetadataEvent> events, Duration patience) {
		Waiting waiting = new Waiting(events, new CompletableFuture<>());
		try {
			if (!this.open || !this.queue.offer(waiting, patience.toMillis(), TimeUnit.MILLISECONDS)) {
				waiting.answer.completeExceptionally(new StoreAway(
						this.open ? "Too much is waiting to be written" : "The catalog is closing", null));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			waiting.answer.completeExceptionally(new StoreAway("The catalog is closing", ex));
		}
		return waiting.answer;
	}

	private void run() {
		List<Waiting> batch = new ArrayList<>();
		while (this.open || !this.queue.isEmpty()) {
			try {
				Waiting first = this.queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
				if (first != null) {
					batch.add(first);
					this.queue.drainTo(batch, this.properties.batch() - 1);
					this.sizes.record(batch.size());
					write(batch);
				}
			}
			catch (InterruptedException ex) {
				log.debug("Interrupted; what waits is still written", ex);
			}
			batch.clear();
		}
	}

	private void write(List<Waiting> batch) {
		try {
			commit(batch.stream().flatMap((waiting) -> waiting.events.stream()).toList());
			batch.forEach((waiting) -> waiting.answer.complete(null));
		}
		catch (StoreAway ex) {
			batch.forEach((waiting) -> waiting.answer.completeExceptionally(ex));
		}
		catch (RuntimeException | Error ex) {
			if (batch.size() == 1) {
				boolean later = StoreFailure.of(ex) != StoreFailure.OTHER;
				batch.getFirst().answer
					.completeExceptionally(later ? new StoreAway("The store cannot write this payload now", ex) : ex);
				return;
			}
			write(batch.subList(0, batch.size() / 2));
			write(batch.subList(batch.size() / 2, batch.size()));
		}
	}

	private void commit(List<MetadataEvent> events) {
		for (int attempt = 1;; attempt++) {
			try {
				this.store.accept(events);
				return;
			}
			catch (RuntimeException ex) {
				StoreFailure failure = StoreFailure.of(ex);
				// A connection that died while it was idle fails once.
				if (failure == StoreFailure.UNAVAILABLE && attempt > 1) {
					throw new StoreAway("The store does not answer or cannot write", ex);
				}
				if (failure == StoreFailure.OTHER || failure == StoreFailure.OVERLOADED) {
					throw ex;
				}
				if (attempt > this.properties.retries()) {
					throw new StoreAway("The store is busy", ex);
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
		this.writer = Thread.ofPlatform().name("write-batch").start(this::run);
	}

	/** Takes nothing more and writes what waits. */
	@Override
	public void stop() {
		this.open = false;
		Thread thread = this.writer;
		try {
			if (thread != null && !thread.join(this.properties.patience())) {
				log.warn("{} payloads were not written before the end", this.queue.size());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.queue
			.forEach((waiting) -> waiting.answer.completeExceptionally(new StoreAway("The catalog is closing", null)));
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
	 * What one payload said, and who waits for it.
	 */
	private record Waiting(List<MetadataEvent> events, CompletableFuture<Void> answer) {
	}

}
