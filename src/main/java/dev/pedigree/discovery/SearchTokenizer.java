package dev.pedigree.discovery;

import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Splits names and queries into words, in lower case and without accents:
 * {@code payments.public.card_transactions} into payments, public, card and transactions,
 * {@code HTTPServer} into http and server.
 */
final class SearchTokenizer {

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

	/** The boundaries in camel case: {@code fraudDetector}, {@code HTTPServer}. */
	private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

	/** The separators of a path, qualified name or key. */
	private static final Pattern PARTS = Pattern.compile("[./|:\\\\]+");

	private SearchTokenizer() {
	}

	/** The words of a text, in order. */
	static List<String> of(String text) {
		// Folded first: one character may stand for several words.
		String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
		return BETWEEN.splitAsStream(plain)
			.flatMap(CAMEL::splitAsStream)
			.filter((word) -> !word.isEmpty())
			.map((word) -> word.toLowerCase(Locale.ROOT))
			.toList();
	}

	/** The search words of names: their words, and each part as one word. */
	static Set<String> ofNames(Collection<String> names) {
		return names.stream()
			.flatMap((name) -> Stream.concat(of(name).stream(), PARTS.splitAsStream(name).map(SearchTokenizer::joined)))
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/** Each name, and its last part, as one word: a query for just that means it. */
	static Set<String> whole(Collection<String> names) {
		return names.stream()
			.flatMap((name) -> Stream.of(name, lastPart(name)))
			.map(SearchTokenizer::joined)
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	private static String lastPart(String name) {
		String[] parts = PARTS.split(name, -1);
		return parts[parts.length - 1];
	}

	static String joined(String text) {
		return String.join("", of(text));
	}

}
