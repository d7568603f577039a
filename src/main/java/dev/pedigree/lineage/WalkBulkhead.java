package dev.pedigree.lineage;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.pedigree.graph.Deadline;
import dev.pedigree.graph.DeadlineExceededException;
import dev.pedigree.graph.Viewer;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Bounds the number of concurrent walks. Further requests wait in order of arrival, and
 * equal waiting requests of one viewer share a walk: it begins after each of them
 * arrived, so each caller sees what was committed before. Without a bound, 200 walks from
 * a hub share the cores of the store and all of them reach the time limit.
 */
@Component
public class WalkBulkhead {

	private static final ScopedValue<Boolean> RUNNING = ScopedValue.newInstance();

	private final Semaphore permits;

	private final Duration patience;

	private final ConcurrentMap<Shared, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();

	@Autowired
	WalkBulkhead(@Value("${pedigree.lineage.concurrent-walks:4}") int walks,
			@Value("${pedigree.lineage.time-limit:10}") int seconds, MeterRegistry meters) {
		this(walks, Duration.ofSeconds(seconds));
		meters.gauge("pedigree.walks.waiting", this, WalkBulkhead::waiting);
		meters.gauge("pedigree.walks.free", this, WalkBulkhead::free);
	}

	WalkBulkhead(int walks, Duration patience) {
		this.permits = new Semaphore(walks, true);
		this.patience = patience;
	}

	/** The number of walks that wait for a permit; equal requests count as one. */
	int waiting() {
		return this.permits.getQueueLength();
	}

	int free() {
		return this.permits.availablePermits();
	}

	/**
	 * Runs a walk when it gets a permit. A walk within a walk needs none.
	 * @param question everything that the result depends on, except the viewer; equal
	 * questions of one viewer share a result, which must be immutable
	 * @throws DeadlineExceededException if the time limit of a walk ends before
	 */
	@SuppressWarnings("unchecked")
	public <T> T run(Object question, Supplier<T> walk) {
		if (RUNNING.isBound()) {
			return walk.get();
		}
		Shared key = new Shared(Viewer.current(), question);
		long end = System.nanoTime() + Deadline.limit(this.patience).toNanos();
		@Nullable T result = null;
		while (result == null) {
			CompletableFuture<Object> mine = new CompletableFuture<>();
			CompletableFuture<Object> first = this.waiting.putIfAbsent(key, mine);
			result = (first == null) ? lead(key, mine, walk, end) : (T) follow(first, end);
		}
		return result;
	}

	private <T> T lead(Shared question, CompletableFuture<Object> answer, Supplier<T> walk, long end) {
		try {
			acquire(end);
			try {
				// From here on an equal request needs a walk of its own.
				this.waiting.remove(question, answer);
				T result = ScopedValue.where(RUNNING, true).call(walk::get);
				answer.complete(result);
				return result;
			}
			finally {
				this.permits.release();
			}
		}
		catch (RuntimeException | Error ex) {
			if (isOfCallerOnly(ex)) {
				answer.cancel(false);
			}
			answer.completeExceptionally(ex);
			throw ex;
		}
		finally {
			this.waiting.remove(question, answer);
		}
	}

	private record Shared(Viewer viewer, Object question) {
	}

	/** Whether only this caller ran out of time or disconnected, not its followers. */
	private static boolean isOfCallerOnly(Throwable failure) {
		return failure instanceof DeadlineExceededException || Thread.currentThread().isInterrupted();
	}

	/** The result of an equal request; null when its caller has disconnected. */
	private static @Nullable Object follow(CompletableFuture<Object> first, long end) {
		try {
			return first.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			switch (ex.getCause()) {
				case RuntimeException failure -> throw failure;
				case Error failure -> throw failure;
				case null, default -> throw new IllegalStateException(ex);
			}
		}
		catch (CancellationException ex) {
			return null;
		}
		catch (TimeoutException ex) {
			throw busy();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw busy();
		}
	}

	private void acquire(long end) {
		try {
			if (!this.permits.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
				throw busy();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw busy();
		}
	}

	private static DeadlineExceededException busy() {
		return new DeadlineExceededException("Too many other walks run; try again later");
	}

}
