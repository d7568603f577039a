package dev.pedigree.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** Measures how long something takes, again and again. */
final class Clock {

	private Clock() {
	}

	/** The durations of one action, in milliseconds. */
	record Times(double p50, double p95) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%8.1f %8.1f", this.p50, this.p95);
		}

	}

	/** Runs an action until it is warm, then measures it for some seconds. */
	static Times measure(Runnable action) {
		repeat(action, 10_000, 3_000);
		return repeat(action, 2_000, 4_000);
	}

	/** Runs an action for so long, so that what follows finds a compiled catalog. */
	static void warm(Runnable action, long milliseconds) {
		repeat(action, 100_000, milliseconds);
	}

	/** Runs an action so often, and measures each time. */
	static Times times(Runnable action, int times) {
		return repeat(action, times, Long.MAX_VALUE / 1_000_000_000);
	}

	private static Times repeat(Runnable action, int most, long milliseconds) {
		double[] times = new double[most];
		int count = 0;
		long end = System.nanoTime() + milliseconds * 1_000_000;
		while (count < most && (count < 3 || System.nanoTime() < end)) {
			long begin = System.nanoTime();
			action.run();
			times[count++] = (System.nanoTime() - begin) / 1e6;
		}
		double[] sorted = Arrays.copyOf(times, count);
		Arrays.sort(sorted);
		return new Times(sorted[count / 2], sorted[Math.min(count - 1, (int) (count * 0.95))]);
	}

}
