package dev.pedigree.discovery;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words within names and questions, in lower case and without accents:
 * {@code payments.public.card_transactions} holds payments, public, card and
 * transactions, {@code HTTPServer} http and server.
 */
final class SearchTokenizer {

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

	/** Where a name in camel case goes on: {@code fraudDetector}, {@code HTTPServer}. */
	private static final Pattern CAMEL = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

	/** What parts a name has: path, qualified name, key. */
	private static final Pattern PARTS = Pattern.compile("[./|:\\\\]+");

	private SearchTokenizer() {
	}

	/** The words of a text, in order. */
	static List<String> of(String text) {
		List<String> words = new ArrayList<>();
		// Folded first: what one character stands for may be several words.
		String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
		for (String run : BETWEEN.split(plain, -1)) {
			for (String word : CAMEL.split(run, -1)) {
				if (!word.isEmpty()) {
					words.add(word.toLowerCase(Locale.ROOT));
				}
			}
		}
		return words;
	}

	/**
	 * What a name is to be found by: its words, and the words of each part run together,
	 * as people write them.
	 */
	static Set<String> ofNames(Collection<String> names) {
		Set<String> words = new LinkedHashSet<>();
		for (String name : names) {
			words.addAll(of(name));
			for (String part : PARTS.split(name, -1)) {
				words.add(joined(part));
			}
		}
		words.remove("");
		return words;
	}

	/**
	 * A name, and its last part, as one word each: whoever asks for just that means it.
	 */
	static Set<String> whole(Collection<String> names) {
		Set<String> whole = new LinkedHashSet<>();
		for (String name : names) {
			String[] parts = PARTS.split(name, -1);
			whole.add(joined(name));
			whole.add((parts.length > 0) ? joined(parts[parts.length - 1]) : "");
		}
		whole.remove("");
		return whole;
	}

	/** The words of a text as one. */
	static String joined(String text) {
		return String.join("", of(text));
	}

}
