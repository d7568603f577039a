package dev.pedigree.graph;

import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The time by which a request must be answered, independent of the wall clock. Reading
 * queries of its thread get the remaining time ({@link AutocommitReads}). Writes keep the
 * limits of their transactions: a merge of two assets with a long history takes minutes.
 */
public final class Deadline {

	private static final ThreadLocal<@Nullable Deadline> CURRENT = new ThreadLocal<>();

	private long end;

	private boolean lifted;

	private Deadline(long end) {
		this.end = end;
	}

	/** A deadline for the caller to check, independent of the current thread. */
	public static Deadline in(Duration time) {
		return new Deadline(System.nanoTime() + time.toNanos());
	}

	/** Sets the deadline of the requests that the current thread answers. */
	public static Deadline begin(Duration time) {
		Deadline deadline = in(time);
		CURRENT.set(deadline);
		return deadline;
	}

	/** Runs work in process with its own deadline, then restores that of the thread. */
	public static <T> T during(Duration time, Supplier<T> work) {
		Deadline outer = CURRENT.get();
		begin(time);
		try {
			return work.get();
		}
		finally {
			CURRENT.set(outer);
		}
	}

	/** Removes the deadline of the current thread. */
	public static void end() {
		CURRENT.remove();
	}

	/** Removes the limit of the current request, because it writes. */
	public static void lift() {
		Deadline deadline = CURRENT.get();
		if (deadline != null) {
			synchronized (deadline) {
				deadline.lifted = true;
			}
		}
	}

	/**
	 * Limits a duration to the remaining time.
	 * @throws DeadlineExceededException if no time is left
	 */
	public static Duration limit(Duration time) {
		Deadline deadline = CURRENT.get();
		return (deadline != null) ? deadline.limited(time) : time;
	}

	/** Ends the time because the client is gone; returns false for a lifted deadline. */
	public synchronized boolean expire() {
		this.end = System.nanoTime();
		return !this.lifted;
	}

	/** The remaining time; zero when it is over. */
	public synchronized Duration left() {
		return Duration.ofNanos(Math.max(0, this.end - System.nanoTime()));
	}

	/** Whether no time is left. */
	public boolean isOver() {
		return left().isZero();
	}

	private synchronized Duration limited(Duration time) {
		if (this.lifted) {
			return time;
		}
		Duration left = left();
		if (left.toMillis() < 1) {
			throw new DeadlineExceededException("The time for this request is over; request less at once");
		}
		return (time.compareTo(left) > 0) ? left : time;
	}

}
