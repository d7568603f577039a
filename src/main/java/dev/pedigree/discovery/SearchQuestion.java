package dev.pedigree.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.catalog.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for.
 *
 * @param words of the text, at most {@value #MOST_WORDS}
 * @param kinds what it may be; empty for anything
 * @param filter which assets; people and teams pass only a filter that asks for nothing
 */
record SearchQuestion(List<String> words, Set<SearchKind> kinds, AssetFilter filter) {

	private static final int LONGEST = 1_000;

	private static final int MOST_WORDS = 20;

	/** From this many letters on a word may hold a typo. */
	private static final int FUZZY = 3;

	/**
	 * A word with a typo stands for up to 50 others in each property, and an index takes
	 * 1024 at a time: up to this many words may hold one in every property, and ...
	 */
	private static final int FEW_WORDS = 4;

	/** ... up to this many in names. */
	private static final int SOME_WORDS = 10;

	/** What can be found. */
	enum SearchKind {

		DATASET, JOB, MODEL, DEPLOYMENT, APPLICATION, TEAM, PERSON, OTHER;

		/** The label of its nodes. */
		String label() {
			return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * Reads a question. Any text is data: what is no letter or digit only parts words.
	 */
	static SearchQuestion of(String text, @Nullable Collection<SearchKind> kinds, AssetFilter filter) {
		if (text.length() > LONGEST) {
			throw InvalidRequestException.invalid("text", "must be " + LONGEST + " characters at most");
		}
		return new SearchQuestion(SearchTokenizer.of(text).stream().distinct().limit(MOST_WORDS).toList(),
				(kinds != null) ? Set.copyOf(kinds) : Set.of(), filter);
	}

	/**
	 * The question in the language of the index: each word whole, begun or with one typo,
	 * in names before tags, descriptions and fields; the whole of a name first.
	 * @param all whether every word must be there
	 */
	String lucene(boolean all) {
		if (this.words.isEmpty()) {
			return "*:*";
		}
		String words = this.words.stream()
			.map((word) -> (all ? "+" : "") + group(word))
			.collect(Collectors.joining(" "));
		return "(" + words + ") searchWhole:" + String.join("", this.words) + "^50";
	}

	private String group(String word) {
		return Stream
			.of(clauses("searchNames", word, 8), clauses("tags", word, 4), clauses("description", word, 2),
					clauses("searchFields", word, 1.5), clauses("namespace", word, 1), clauses("email", word, 4),
					clauses("contact", word, 1))
			.collect(Collectors.joining(" ", "(", ")"));
	}

	private String clauses(String property, String word, double weight) {
		String exact = property + ":" + word + "^" + weight + " " + property + ":" + word + "*^" + weight / 2;
		return isFuzzy(property, word) ? exact + " " + property + ":" + word + "~1^" + weight / 4 : exact;
	}

	private boolean isFuzzy(String property, String word) {
		return word.length() >= FUZZY && switch (property) {
			case "searchNames" -> this.words.size() <= SOME_WORDS;
			case "searchFields", "tags", "description" -> this.words.size() <= FEW_WORDS;
			default -> false;
		};
	}

}
