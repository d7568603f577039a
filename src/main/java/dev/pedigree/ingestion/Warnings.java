package dev.pedigree.ingestion;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Warnings of a translation about values that it accepts although the source's
 * specification forbids them. The response to the request lists them.
 */
final class Warnings {

	private static final ScopedValue<List<Warning>> CURRENT = ScopedValue.newInstance();

	/** Further warnings are only counted: a file may repeat one error in each line. */
	private static final int MAX_LISTED = 20;

	private Warnings() {
	}

	/**
	 * A warning about one value.
	 *
	 * @param pointer JSON pointer of the value
	 * @param reason what is wrong, and how the value was read
	 */
	record Warning(String pointer, String reason) {
	}

	/** Runs a translation and adds its warnings to a list. */
	static <T> T collect(List<Warning> warnings, Supplier<T> translation) {
		List<Warning> all = new ArrayList<>();
		T result = ScopedValue.where(CURRENT, all).call(translation::get);
		warnings.addAll(all.stream().distinct().limit(MAX_LISTED).toList());
		long more = all.stream().distinct().count() - MAX_LISTED;
		if (more > 0) {
			warnings.add(new Warning("", more + " further warnings"));
		}
		return result;
	}

	/** Adds a warning to the running translation; ignored outside of one. */
	static void add(String pointer, String reason) {
		if (CURRENT.isBound()) {
			CURRENT.get().add(new Warning(pointer, reason));
		}
	}

}
