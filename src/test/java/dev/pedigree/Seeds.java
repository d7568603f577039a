package dev.pedigree;

import java.util.stream.LongStream;

/**
 * How many seeds a property test tries. {@code verify} tries a quarter of them, at least
 * two; {@code -Pthorough} tries all.
 */
public final class Seeds {

	private static final boolean THOROUGH = Boolean.getBoolean("pedigree.thorough");

	private Seeds() {
	}

	/** The number of seeds, orders or samples to try in this run. */
	public static int of(int all) {
		return THOROUGH ? all : Math.min(all, Math.max(2, (all + 3) / 4));
	}

	/** The seeds of this run, from 1 or {@code -Dpedigree.seed}. */
	public static LongStream range(int all) {
		long first = Long.getLong("pedigree.seed", 1);
		return LongStream.range(first, first + of(all));
	}

}
