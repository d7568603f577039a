package dev.pedigree.catalog;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Finds the known name that is most similar to an unknown one. */
public final class NearestName {

	private NearestName() {
	}

	/**
	 * The nearest name: one that the unknown name begins, or the reverse ({@code prod}
	 * and {@code production}), else the one with the fewest different characters; null
	 * when there are no names.
	 */
	public static @Nullable String of(String unknown, Collection<String> names) {
		String wanted = unknown.toLowerCase(Locale.ROOT);
		return names.stream()
			.min(Comparator.<String>comparingInt((name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
				.thenComparing(Comparator.naturalOrder()))
			.orElse(null);
	}

	private static int distance(String wanted, String name) {
		return (name.startsWith(wanted) || wanted.startsWith(name)) ? 0 : editDistance(wanted, name);
	}

	/** The number of characters to change, add or leave out (Levenshtein). */
	public static int editDistance(String one, String other) {
		int[] row = new int[other.length() + 1];
		Arrays.setAll(row, (j) -> j);
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= other.length(); j++) {
				int changed = diagonal + ((one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
			}
		}
		return row[other.length()];
	}

}
