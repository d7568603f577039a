package dev.pedigree.ingestion.cicd;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;

/** The common parts of both documents: texts of one line, and keys. */
final class Document {

	/** The source of the statements. */
	static final String SOURCE = "ci";

	private Document() {
	}

	/** A text of one line. */
	record Line(String text) {

		private static final int MAX_LENGTH = 500;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Line {
			if (text == null) {
				throw new IllegalArgumentException("is empty");
			}
			if (text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
				throw new IllegalArgumentException("must be one line of at most " + MAX_LENGTH + " characters");
			}
		}

		static @Nullable String orNull(@Nullable Line line) {
			return (line != null) ? line.text : null;
		}

	}

	/** The key of a deployment. */
	record NameKey(Line namespace, Line name) {
	}

	/** The key of a version of a model or dataset. */
	record VersionKey(Line namespace, Line name, Line version) {
	}

}
