package dev.pedigree.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a translation accepts although the specification of its source forbids it. The
 * translation adds to it wherever it is lenient, and the answer to the request lists it.
 */
final class Warnings {

	private static final ScopedValue<List<Warning>> CURRENT = ScopedValue.newInstance();

	/** More than these are counted only: a file may have the same fault in each line. */
	private static final int MOST = 20;

	private Warnings() {
	}

	/**
	 * One of them.
	 *
	 * @param pointer JSON pointer of the place
	 * @param reason what is wrong with it, and how it was read
	 */
	record Warning(String pointer, String reason) {
	}

	/**
	 * Runs a translation.
	 * @param warnings takes what the translation accepts although it is forbidden
	 */
	static <T> T during(List<Warning> warnings, Supplier<T> translation) {
		List<Warning> all = new ArrayList<>();
		T result = ScopedValue.where(CURRENT, all).call(translation::get);
		warnings.addAll(all.stream().distinct().limit(MOST).toList());
		long more = all.stream().distinct().count() - MOST;
		if (more > 0) {
			warnings.add(new Warning("", more + " further warnings"));
		}
		return result;
	}

	/**
	 * Adds a warning to the translation that runs; outside of one there is no answer to
	 * list it in.
	 */
	static void add(String pointer, String reason) {
		if (CURRENT.isBound()) {
			CURRENT.get().add(new Warning(pointer, reason));
		}
	}

}
