package dev.pedigree.ingestion;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Warnings of a translation about values that it accepts although the source's
 * specification forbids them. The response to the request lists them.
 */
final class Warnings {

	private static final ScopedValue<Set<Warning>> CURRENT = ScopedValue.newInstance();

	/** Further warnings are only counted: a file may repeat one error in each line. */
	private static final int MAX_LISTED = 20;

	private Warnings() {
	}

	/** A warning about one value: what is wrong, and how the value was read. */
	record Warning(String pointer, String reason) {

		/** The warning with a pointer into the file that the client knows. */
		Warning inFile() {
			return new Warning(InvalidPayloadException.inFile(this.pointer),
					this.reason.replaceFirst("^content\\.", ""));
		}

	}

	/** Runs a translation and adds its warnings to a list. */
	static <T> T collect(List<Warning> warnings, Supplier<T> translation) {
		Set<Warning> all = new LinkedHashSet<>();
		T result = ScopedValue.where(CURRENT, all).call(translation::get);
		warnings.addAll(all.stream().limit(MAX_LISTED).toList());
		if (all.size() > MAX_LISTED) {
			warnings.add(new Warning("", (all.size() - MAX_LISTED) + " further warnings"));
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
