package dev.pedigree.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Measures how long something takes, again and again. */
final class Clock {

	private Clock() {
	}

	/** The durations of one action, in milliseconds. */
	record Times(double p50, double p95) {

		private static Times of(double[] times) {
			double[] sorted = times.clone();
			Arrays.sort(sorted);
			return new Times(sorted[sorted.length / 2],
					sorted[Math.min(sorted.length - 1, (int) (sorted.length * 0.95))]);
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "%8.1f %8.1f", this.p50, this.p95);
		}

	}

	/** Runs an action until it is warm, then measures it for some seconds. */
	static Times measure(Runnable action) {
		repeat(10_000, 3_000, action);
		return Times.of(repeat(2_000, 4_000, action)[0]);
	}

	/** Runs an action for so long, so that what follows finds a compiled catalog. */
	static void warm(Runnable action, long milliseconds) {
		repeat(100_000, milliseconds, action);
	}

	/** Runs an action so often, and measures each time. */
	static Times times(Runnable action, int times) {
		return Times.of(repeat(times, Long.MAX_VALUE / 1_000_000_000, action)[0]);
	}

	/**
	 * Two actions that were run in turn.
	 *
	 * @param ratio of the one to the other, the median of all turns
	 */
	record Turns(Times one, Times other, double ratio) {
	}

	/**
	 * Runs two actions in turn until they are warm, then measures both for some seconds:
	 * what the machine does beside them slows both, and their ratio least of all.
	 */
	static Turns measure(Runnable one, Runnable other) {
		repeat(10_000, 3_000, one, other);
		double[][] times = repeat(6_000, 9_000, one, other);
		double[] ratios = new double[times[0].length];
		Arrays.setAll(ratios, (turn) -> times[0][turn] / times[1][turn]);
		Arrays.sort(ratios);
		return new Turns(Times.of(times[0]), Times.of(times[1]), ratios[ratios.length / 2]);
	}

	/** The durations of each action, in milliseconds and in the order of its turns. */
	private static double[][] repeat(int most, long milliseconds, Runnable... actions) {
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
		return Stream.of(times).map((all) -> Arrays.copyOf(all, measured)).toArray(double[][]::new);
	}

}
