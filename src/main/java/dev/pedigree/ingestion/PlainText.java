package dev.pedigree.ingestion;

import java.util.List;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

/** Renders names and values of any form as text, one line each. */
public final class PlainText {

	private PlainText() {
	}

	/** {@code ethicalConsiderations} is "Ethical considerations". */
	public static String title(String name) {
		String words = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
		return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
	}

	/** A value as text; the elements of a list are points. */
	public static String text(JsonNode told) {
		if (told.isArray()) {
			return String.join("\n", told.valueStream().map((one) -> "- " + line(one)).toList());
		}
		return line(told);
	}

	private static String line(JsonNode told) {
		if (told.isObject() && told.size() == 2 && told.path("key").isString() && told.has("value")) {
			return told.path("key").stringValue() + ": " + line(told.path("value"));
		}
		if (told.isObject()) {
			List<String> members = told.properties()
				.stream()
				.map((member) -> title(member.getKey()) + ": " + line(member.getValue()))
				.toList();
			return String.join("; ", members);
		}
		if (told.isArray()) {
			return String.join(", ", told.valueStream().map(PlainText::line).toList());
		}
		return told.asString("");
	}

}
