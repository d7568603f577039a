package dev.pedigree.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a request: one payload, a JSON array of payloads, or one payload a line
 * (NDJSON).
 *
 * @param payloads the payloads, in order
 * @param many whether they came as a list, be it of one
 */
record RequestBody(List<Payload> payloads, boolean many) {

	private static final ObjectReader json = JsonMapper.shared()
		.readerFor(JsonNode.class)
		.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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
	 */
	static RequestBody of(byte[] raw, @Nullable String type) {
		return of(raw, type != null && type.toLowerCase(Locale.ROOT).matches(".*(ndjson|jsonl|json-seq|jsonlines).*"));
	}

	/** A payload from its text. */
	static Payload of(String text) {
		try {
			return Payload.of(json.readValue(text));
		}
		catch (JacksonException ex) {
			return new Payload(null, text, problem(ex));
		}
	}

	static RequestBody of(byte[] raw, boolean lines) {
		if (lines) {
			return ofLines(new String(raw, StandardCharsets.UTF_8));
		}
		try {
			JsonNode node = json.readValue(raw);
			if (!node.isArray()) {
				return new RequestBody(List.of(Payload.of(node)), false);
			}
			return new RequestBody(node.values().stream().map(Payload::of).toList(), true);
		}
		catch (JacksonException ex) {
			String text = new String(raw, StandardCharsets.UTF_8);
			return looksLikeLines(text) ? ofLines(text)
					: new RequestBody(List.of(new Payload(null, text, problem(ex))), false);
		}
	}

	private static RequestBody ofLines(String text) {
		return new RequestBody(text.lines()
			.map((line) -> line.replace("\u001e", "").strip())
			.filter((line) -> !line.isEmpty())
			.map(RequestBody::of)
			.toList(), true);
	}

	/** Several lines whose first is a payload of its own, whatever type was declared. */
	private static boolean looksLikeLines(String text) {
		List<String> lines = text.lines().filter((line) -> !line.isBlank()).limit(2).toList();
		if (lines.size() < 2) {
			return false;
		}
		try {
			return json.<JsonNode>readValue(lines.getFirst()).isObject();
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static String problem(JacksonException ex) {
		TokenStreamLocation place = ex.getLocation();
		String where = (place != null && place.getLineNr() > 0)
				? " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")" : "";
		return "not JSON: " + Masking.masked(ex.getOriginalMessage()) + where;
	}

}
