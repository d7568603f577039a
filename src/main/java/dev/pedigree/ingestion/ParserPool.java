package dev.pedigree.ingestion;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.pedigree.limits.RequestLimits;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * A thread pool for CPU-bound work on request bodies: parsing, translation, masking. It
 * has a platform thread for each processor. Requests run on virtual threads, which are
 * not preempted: a few hostile bodies parsed there would stop all other requests.
 */
@Component
public class ParserPool implements DisposableBean {

	private final ThreadPoolExecutor threads;

	private final Duration timeout;

	ParserPool(RequestLimits limits) {
		this.timeout = limits.ingestion().parseTimeout();
		int processors = Runtime.getRuntime().availableProcessors();
		this.threads = new ThreadPoolExecutor(processors, processors, 1, TimeUnit.MINUTES,
				new ArrayBlockingQueue<>(limits.ingestion().parseQueue()),
				Thread.ofPlatform().name("parser-", 0).daemon().factory());
		this.threads.allowCoreThreadTimeOut(true);
	}

	/** Parses a body on the pool, no longer than the settings allow. */
	public <T> T call(Supplier<T> work) {
		return call(this.timeout, work);
	}

	/**
	 * Runs work on the pool and waits for its result.
	 * @param deadline how long the caller waits
	 * @throws StoreUnavailableException if the pool is full or does not start in time
	 * @throws RequestBytes.Unreadable if the work takes too long
	 */
	<T> T call(Duration deadline, Supplier<T> work) {
		AtomicBoolean begun = new AtomicBoolean();
		FutureTask<T> result = new FutureTask<>(() -> {
			begun.set(true);
			return work.get();
		});
		try {
			this.threads.execute(result);
			return result.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			throw new StoreUnavailableException("Too many bodies wait to be parsed", ex);
		}
		catch (TimeoutException ex) {
			result.cancel(true);
			if (begun.get()) {
				throw new RequestBytes.Unreadable(413, "The body takes longer than " + deadline
						+ " to parse; send a smaller one (pedigree.ingestion.parse-timeout)");
			}
			throw new StoreUnavailableException("Too many bodies wait to be parsed", ex);
		}
		catch (ExecutionException ex) {
			switch (ex.getCause()) {
				case RuntimeException failure -> throw failure;
				case Error error -> throw error;
				case null, default -> throw new IllegalStateException(ex);
			}
		}
		catch (InterruptedException ex) {
			result.cancel(true);
			Thread.currentThread().interrupt();
			throw new StoreUnavailableException("The catalog is closing", ex);
		}
	}

	@Override
	public void destroy() {
		this.threads.shutdownNow();
	}

}
