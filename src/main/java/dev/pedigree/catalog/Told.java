package dev.pedigree.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Checks what a person tells the catalog. Each check names the argument it refuses.
 */
public final class Told {

	private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

	private static final int LONGEST_NAME = 500;

	private static final int LONGEST_TEXT = 65_536;

	private static final int MOST_TEXTS = 1_000;

	private static final Duration AHEAD = Duration.ofHours(24);

	private Told() {
	}

	/** The time told, else now; one more than 24 h ahead would win every comparison. */
	public static Instant at(String argument, @Nullable Instant at, Clock clock) {
		Instant now = Instant.ofEpochMilli(clock.millis());
		if (at != null && at.isAfter(now.plus(AHEAD))) {
			throw Refusal.invalid(argument, at + " is more than 24 h in the future");
		}
		return (at != null) ? at : now;
	}

	/** A name without the blanks around it: not empty, one line, not too long. */
	public static String name(String argument, String name) {
		String stripped = name.strip();
		if (stripped.isEmpty() || stripped.length() > LONGEST_NAME || CONTROL.matcher(stripped).find()) {
			throw Refusal.invalid(argument, "must be 1 to " + LONGEST_NAME + " characters on one line");
		}
		return stripped;
	}

	/** A text of any number of lines, without the blanks around it. */
	public static String text(String argument, String text) {
		String stripped = text.strip();
		if (stripped.isEmpty() || stripped.length() > LONGEST_TEXT) {
			throw Refusal.invalid(argument, "must be 1 to " + LONGEST_TEXT + " characters");
		}
		return stripped;
	}

	/** Texts in the order told, each once. */
	public static List<String> texts(String argument, List<String> texts) {
		return each(argument, texts, Told::text).toList();
	}

	/** Names, sorted, each once. */
	public static List<String> names(String argument, List<String> names) {
		return each(argument, names, Told::name).sorted().toList();
	}

	private static Stream<String> each(String argument, List<String> texts, BinaryOperator<String> check) {
		if (texts.size() > MOST_TEXTS) {
			throw Refusal.invalid(argument, "must be " + MOST_TEXTS + " at most");
		}
		return IntStream.range(0, texts.size())
			.mapToObj((i) -> check.apply(argument + "[" + i + "]", texts.get(i)))
			.distinct();
	}

	/** An e-mail address, or null when none is told. */
	public static @Nullable String email(String argument, @Nullable String email) {
		if (email == null) {
			return null;
		}
		String stripped = name(argument, email);
		int at = stripped.indexOf('@');
		if (at < 1 || at != stripped.lastIndexOf('@') || at == stripped.length() - 1 || stripped.contains(" ")) {
			throw Refusal.invalid(argument, "'" + stripped + "' is no e-mail address");
		}
		return stripped;
	}

}
