package dev.pedigree.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.catalog.AssetProperty;
import dev.pedigree.catalog.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/**
 * A search query with at most {@value #MOST_WORDS} words; no kinds: of all kinds. People
 * and teams match only the empty filter.
 */
record SearchQuestion(List<String> words, Set<SearchKind> kinds, AssetFilter filter) {

	private static final int LONGEST = 1_000;

	private static final int MOST_WORDS = 20;

	/** The letters of a word that may have a typo. */
	private static final int FUZZY = 3;

	/**
	 * A fuzzy word expands to up to 50 terms in each property, and the index allows 1024
	 * terms: only queries of this many words are fuzzy in every property.
	 */
	private static final int FEW_WORDS = 4;

	/** Queries of up to this many words are fuzzy in names. */
	private static final int SOME_WORDS = 10;

	/** The kind of a hit. */
	enum SearchKind {

		DATASET, JOB, MODEL, DEPLOYMENT, APPLICATION, TEAM, PERSON, OTHER;

		/** The label of its nodes. */
		String label() {
			return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
		}

	}

	/** Parses a query: other characters than letters and digits separate words. */
	static SearchQuestion of(String text, @Nullable Collection<SearchKind> kinds, AssetFilter filter) {
		if (text.length() > LONGEST) {
			throw InvalidRequestException.invalid("text", "must be " + LONGEST + " characters at most");
		}
		return new SearchQuestion(SearchTokenizer.of(text).stream().distinct().limit(MOST_WORDS).toList(),
				(kinds != null) ? Set.copyOf(kinds) : Set.of(), filter);
	}

	/**
	 * The query in the language of the index: each word exact, as a prefix or with one
	 * typo; names weigh more than tags, descriptions and fields, a whole name most.
	 * @param all whether every word must match
	 * @param searched the properties to search besides names, fields and contacts
	 */
	String lucene(boolean all, List<AssetProperty> searched) {
		if (this.words.isEmpty()) {
			return "*:*";
		}
		String words = this.words.stream()
			.map((word) -> (all ? "+(" : "(") + group(word, searched) + ")")
			.collect(Collectors.joining(" "));
		return "(" + words + ") searchWhole:" + String.join("", this.words) + "^50";
	}

	private String group(String word, List<AssetProperty> searched) {
		return String.join(" ", clauses("searchNames", word, 8, SOME_WORDS),
				searched.stream()
					.map((property) -> clauses(property.name(), word, property.searchWeight(), FEW_WORDS))
					.collect(Collectors.joining(" ")),
				clauses("searchFields", word, 1.5, FEW_WORDS), clauses("namespace", word, 1, 0),
				clauses("email", word, 4, 0), clauses("contact", word, 1, 0));
	}

	/** The clauses of a word; fuzzy in a query of at most so many words. */
	private String clauses(String property, String word, double weight, int fuzzyWords) {
		String exact = property + ":" + word + "^" + weight + " " + property + ":" + word + "*^" + weight / 2;
		return (word.length() >= FUZZY && this.words.size() <= fuzzyWords)
				? exact + " " + property + ":" + word + "~1^" + weight / 4 : exact;
	}

}
