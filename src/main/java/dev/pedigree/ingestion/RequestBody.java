package dev.pedigree.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The body of a request: one payload, a JSON array of payloads, or one payload a line
 * (NDJSON).
 *
 * @param payloads the payloads, in order
 * @param many whether they came as a list, be it of one
 */
record RequestBody(List<Payload> payloads, boolean many) {

	/**
	 * A payload, or text that is none.
	 *
	 * @param node what it says; null when it is not JSON
	 * @param text its text when it is not JSON
	 * @param problem what is wrong with the text
	 */
	record Payload(@Nullable JsonNode node, String text, String problem) {

		static Payload of(JsonNode node) {
			return new Payload(node, "", "");
		}

	}

	/**
	 * Reads a body.
	 * @param type its media type; null when the request states none
	 * @param most payloads that are allowed
	 * @throws RequestBytes.Unreadable when there are more
	 */
	static RequestBody of(byte[] raw, @Nullable String type, int most) {
		return of(raw, type != null && type.toLowerCase(Locale.ROOT).matches(".*(ndjson|jsonl|json-seq|jsonlines).*"),
				most);
	}

	/** A payload from its text. */
	static Payload of(String text) {
		try {
			return Payload.of(Json.value(text));
		}
		catch (JacksonException ex) {
			return new Payload(null, text, Json.problem(ex));
		}
	}

	static RequestBody of(byte[] raw, boolean lines, int most) {
		if (lines) {
			return ofLines(new String(raw, StandardCharsets.UTF_8), most);
		}
		try {
			List<JsonNode> elements = Json.elements(raw, most);
			return (elements != null) ? new RequestBody(elements.stream().map(Payload::of).toList(), true)
					: new RequestBody(List.of(Payload.of(Json.value(raw))), false);
		}
		catch (JacksonException ex) {
			String text = new String(raw, StandardCharsets.UTF_8);
			return looksLikeLines(text) ? ofLines(text, most)
					: new RequestBody(List.of(new Payload(null, text, Json.problem(ex))), false);
		}
	}

	private static RequestBody ofLines(String text, int most) {
		List<String> lines = text.lines()
			.map((line) -> line.replace("\u001e", "").strip())
			.filter((line) -> !line.isEmpty())
			.limit(most + 1L)
			.toList();
		if (lines.size() > most) {
			throw RequestBytes.tooMany(most);
		}
		return new RequestBody(lines.stream().map(RequestBody::of).toList(), true);
	}

	/** Several lines whose first is a payload of its own, whatever type was declared. */
	private static boolean looksLikeLines(String text) {
		List<String> lines = text.lines().filter((line) -> !line.isBlank()).limit(2).toList();
		if (lines.size() < 2) {
			return false;
		}
		try {
			return Json.value(lines.getFirst()).isObject();
		}
		catch (JacksonException ex) {
			return false;
		}
	}

}
