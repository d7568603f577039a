package dev.pedigree.ingestion;

import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

/** Renders JSON names and values as plain text, one line each. */
public final class PlainText {

	private PlainText() {
	}

	/** Cuts a text to a number of characters; the last one of a cut text is "…". */
	public static String cut(String text, int max) {
		return (text.length() > max) ? text.substring(0, max - 1) + "…" : text;
	}

	/** Renders the name {@code ethicalConsiderations} as "Ethical considerations". */
	public static String title(String name) {
		String words = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
		return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
	}

	/** Renders a value; each element of a list is a line that starts with "- ". */
	public static String text(JsonNode value) {
		if (value.isArray()) {
			return String.join("\n", value.valueStream().map((one) -> "- " + line(one)).toList());
		}
		return line(value);
	}

	private static String line(JsonNode value) {
		if (value.isObject() && value.size() == 2 && value.path("key").isString() && value.has("value")) {
			return value.path("key").stringValue() + ": " + line(value.path("value"));
		}
		if (value.isObject()) {
			List<String> members = value.properties()
				.stream()
				.map((member) -> title(member.getKey()) + ": " + line(member.getValue()))
				.toList();
			return String.join("; ", members);
		}
		if (value.isArray()) {
			return String.join(", ", value.valueStream().map(PlainText::line).toList());
		}
		return value.asString("");
	}

}
