package dev.pedigree.ingestion.cicd;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What both documents have in common: strict members, versions by their parts. */
final class Document {

	/** The source that statements of a pipeline carry. */
	static final String SOURCE = "ci";

	private static final int LONGEST = 500;

	private Document() {
	}

	/** The object here, which has no other members than these. */
	static PayloadNode of(PayloadNode place, String... members) {
		place.object();
		Set<String> known = Set.of(members);
		for (Map.Entry<String, JsonNode> member : place.node().properties()) {
			if (!known.contains(member.getKey())) {
				throw place.at(member.getKey())
					.refused("is not known here; there are " + String.join(", ", new TreeSet<>(known)));
			}
		}
		return place;
	}

	/** A version of data or a model: namespace, name and version. */
	static StatedVersion version(PayloadNode place) {
		of(place, "namespace", "name", "version");
		String written = line(place.at("version"));
		StatedVersion version = StatedVersion.named(line(place.at("namespace")), line(place.at("name")), written);
		if (version == null) {
			throw place.at("version").refused("has nothing behind '" + written + "'");
		}
		return version;
	}

	/** A text of one line, which must be there. */
	static String line(PayloadNode place) {
		String text = place.required();
		if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
			throw place.refused("must be one line of at most " + LONGEST + " characters");
		}
		return text;
	}

	/** A text of one line; null when there is none. */
	static @Nullable String lineOrNull(PayloadNode place) {
		return place.isThere() ? line(place) : null;
	}

	/** A finite number; null when there is none. */
	static @Nullable Double numberOrNull(PayloadNode place) {
		if (!place.isThere()) {
			return null;
		}
		if (!place.node().isNumber() || !Double.isFinite(place.node().doubleValue())) {
			throw place.refused("must be a number");
		}
		return place.node().doubleValue();
	}

	/** One of some words; null when there is none. */
	static <E extends Enum<E>> @Nullable E wordOrNull(PayloadNode place, Class<E> words) {
		String word = lineOrNull(place);
		if (word == null) {
			return null;
		}
		for (E constant : words.getEnumConstants()) {
			if (constant.name().equalsIgnoreCase(word)) {
				return constant;
			}
		}
		throw place.refused("must be one of " + List.of(words.getEnumConstants()));
	}

}
