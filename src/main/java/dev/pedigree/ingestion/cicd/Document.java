package dev.pedigree.ingestion.cicd;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;

/**
 * What both documents have in common: texts of one line, names, versions by their parts.
 */
final class Document {

	/** The source that statements of a pipeline carry. */
	static final String SOURCE = "ci";

	private Document() {
	}

	/** A text of one line. */
	record Line(String text) {

		private static final int LONGEST = 500;

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		Line {
			if (text == null) {
				throw new IllegalArgumentException("is empty");
			}
			if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
				throw new IllegalArgumentException("must be one line of at most " + LONGEST + " characters");
			}
		}

		static @Nullable String orNull(@Nullable Line line) {
			return (line != null) ? line.text : null;
		}

	}

	/** Where a name is unique, and the name. */
	record NameKey(Line namespace, Line name) {
	}

	/** A version of data or a model by its parts. */
	record VersionKey(Line namespace, Line name, Line version) {

		/**
		 * Returns the version.
		 * @param place where the key stands
		 */
		StatedVersion version(PayloadNode place) {
			StatedVersion version = StatedVersion.named(this.namespace.text, this.name.text, this.version.text);
			if (version == null) {
				throw place.at("version").invalid("has nothing behind '" + this.version.text + "'");
			}
			return version;
		}

	}

}
