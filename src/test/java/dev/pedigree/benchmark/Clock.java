package dev.pedigree.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

	/**
	 * Runs two actions in turn until they are warm, then measures both for some seconds:
	 * what the machine does beside them slows both.
	 */
	static List<Times> measure(Runnable one, Runnable other) {
		repeat(10_000, 3_000, one, other);
		return repeat(4_000, 6_000, one, other);
	}

	private static Times repeat(Runnable action, int most, long milliseconds) {
		return repeat(most, milliseconds, action).getFirst();
	}

	private static List<Times> repeat(int most, long milliseconds, Runnable... actions) {
		double[][] times = new double[actions.length][most];
		int count = 0;
		long end = System.nanoTime() + milliseconds * 1_000_000;
		while (count < most && (count < 3 || System.nanoTime() < end)) {
			for (int i = 0; i < actions.length; i++) {
				long begin = System.nanoTime();
				actions[i].run();
				times[i][count] = (System.nanoTime() - begin) / 1e6;
			}
			count++;
		}
		int measured = count;
		return Stream.of(times).map((all) -> {
			double[] sorted = Arrays.copyOf(all, measured);
			Arrays.sort(sorted);
			return new Times(sorted[measured / 2], sorted[Math.min(measured - 1, (int) (measured * 0.95))]);
		}).toList();
	}

}
