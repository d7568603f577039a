package dev.pedigree.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.pedigree.limits.RequestLimits;
import org.jspecify.annotations.Nullable;

/** Checks the values that clients state. Each error names the invalid argument. */
public final class InputValidation {

	/**
	 * Invisible characters: controls, format characters (bidi, zero width, soft hyphen),
	 * separators and others. Two names that look alike must be equal. The selectors FE0E
	 * and FE0F are allowed: they are part of emoji.
	 */
	private static final Pattern INVISIBLE = Pattern
		.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\x{34f}\\x{115f}\\x{1160}\\x{17b4}\\x{17b5}\\x{180b}-\\x{180f}\\x{2800}"
				+ "\\x{3164}\\x{fe00}-\\x{fe0d}\\x{ffa0}\\x{e0100}-\\x{e01ef}]");

	/** Addresses that a browser runs as a program when a user follows the link. */
	private static final Pattern SCRIPT = Pattern.compile("(?i)\\s*(?:javascript|data|vbscript)\\s*:.*",
			Pattern.DOTALL);

	private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

	private static final int MOST_TEXTS = 1_000;

	private static final Duration AHEAD = Duration.ofHours(24);

	private InputValidation() {
	}

	/** The stated time, or now; one over 24 h ahead would win every comparison. */
	public static Instant at(String argument, @Nullable Instant at, Clock clock) {
		Instant now = Instant.ofEpochMilli(clock.millis());
		if (at != null && at.isAfter(now.plus(AHEAD))) {
			throw InvalidRequestException.invalid(argument, at + " is more than 24 h in the future");
		}
		if (at != null && at.isBefore(EARLIEST)) {
			throw InvalidRequestException.invalid(argument, at + " is too early; times from 1990 on are allowed");
		}
		return (at != null) ? at : now;
	}

	/** A stripped name: not empty, on one line, not too long. */
	public static String name(String argument, String name) {
		String stripped = name.strip();
		if (stripped.isEmpty() || stripped.length() > RequestLimits.PERSONAL_NAME
				|| INVISIBLE.matcher(stripped).find()) {
			throw InvalidRequestException.invalid(argument, "must be 1 to " + RequestLimits.PERSONAL_NAME
					+ " characters on one line, without control, bidi and invisible characters");
		}
		return stripped;
	}

	/** The problem of a name, namespace or version of a source; null for none. */
	public static @Nullable String problem(String name) {
		if (name.length() > RequestLimits.STATED_NAME) {
			return "has " + name.length() + " characters; at most " + RequestLimits.STATED_NAME + " are allowed";
		}
		Matcher invisible = INVISIBLE.matcher(name);
		return invisible.find() ? "has the character U+%04X; control, bidi and invisible characters are not allowed"
			.formatted(name.codePointAt(invisible.start())) : null;
	}

	/** A stripped address of any scheme that does not run as a program. */
	public static String address(String argument, String address) {
		String stripped = name(argument, address);
		if (SCRIPT.matcher(stripped).matches()) {
			throw InvalidRequestException.invalid(argument,
					"has a scheme that runs as a program; javascript:, data: and vbscript: are not allowed");
		}
		return stripped;
	}

	/** A stripped text of any number of lines. */
	public static String text(String argument, String text) {
		String stripped = text.strip();
		if (stripped.isEmpty() || stripped.length() > RequestLimits.DESCRIPTION) {
			throw InvalidRequestException.invalid(argument,
					"must be 1 to " + RequestLimits.DESCRIPTION + " characters");
		}
		return stripped;
	}

	/** Texts in the given order, each once. */
	public static List<String> texts(String argument, List<String> texts) {
		return each(argument, texts, InputValidation::text).toList();
	}

	/** Names, sorted, each once. */
	public static List<String> names(String argument, List<String> names) {
		return each(argument, names, InputValidation::name).sorted().toList();
	}

	private static Stream<String> each(String argument, List<String> texts, BinaryOperator<String> check) {
		if (texts.size() > MOST_TEXTS) {
			throw InvalidRequestException.invalid(argument, "must be " + MOST_TEXTS + " at most");
		}
		return IntStream.range(0, texts.size())
			.mapToObj((i) -> check.apply(argument + "[" + i + "]", texts.get(i)))
			.distinct();
	}

	/** An e-mail address; null for null. */
	public static @Nullable String email(String argument, @Nullable String email) {
		if (email == null) {
			return null;
		}
		String stripped = name(argument, email);
		int at = stripped.indexOf('@');
		if (at < 1 || at != stripped.lastIndexOf('@') || at == stripped.length() - 1 || stripped.contains(" ")) {
			throw InvalidRequestException.invalid(argument, "'" + stripped + "' is no e-mail address");
		}
		return stripped;
	}

}
