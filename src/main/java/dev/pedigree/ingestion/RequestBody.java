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
 * @param many whether the body is a list, even of one payload
 */
record RequestBody(List<Payload> payloads, boolean many) {

	/**
	 * A payload, or text that is not JSON.
	 *
	 * @param node null if it is not JSON
	 * @param text empty if it is JSON
	 * @param problem what is wrong with the text
	 */
	record Payload(@Nullable JsonNode node, String text, String problem) {

		static Payload of(JsonNode node) {
			return new Payload(node, "", "");
		}

	}

	/**
	 * Parses a body.
	 * @param type the media type; null if the request has none
	 * @param most the allowed number of payloads
	 * @throws RequestBytes.Unreadable if there are more
	 */
	static RequestBody of(byte[] raw, @Nullable String type, int most) {
		if (type != null && type.toLowerCase(Locale.ROOT).matches(".*(ndjson|jsonl|json-seq|jsonlines).*")) {
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

	static Payload of(String text) {
		try {
			return Payload.of(Json.value(text));
		}
		catch (JacksonException ex) {
			return new Payload(null, text, Json.problem(ex));
		}
	}

	/** Whether there are several lines, the first of which is a JSON object. */
	private static boolean looksLikeLines(String text) {
		List<String> lines = text.lines().filter((line) -> !line.isBlank()).limit(2).toList();
		JsonNode first = (lines.size() == 2) ? of(lines.getFirst()).node() : null;
		return first != null && first.isObject();
	}

}
