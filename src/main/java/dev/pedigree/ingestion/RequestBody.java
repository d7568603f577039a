package dev.pedigree.ingestion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;

/**
 * The body of a request: one payload, a JSON array of payloads, or one payload a line
 * (NDJSON), gzipped or not.
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

	/** A body that is not read at all: too large, or in an unknown encoding. */
	static class Unreadable extends RuntimeException {

		private final int status;

		Unreadable(int status, String reason) {
			super(reason, null, false, false);
			this.status = status;
		}

		/** The HTTP status that says so. */
		int status() {
			return this.status;
		}

	}

	/**
	 * Reads a request.
	 * @throws Unreadable when it is too large or in an unknown encoding
	 */
	static RequestBody of(HttpServletRequest request, IngestionProperties limits) throws IOException {
		if (request.getContentLengthLong() > limits.maxBody().toBytes()) {
			throw tooLarge("The body", limits.maxBody());
		}
		byte[] raw = read(request.getInputStream(), limits.maxBody(), "The body");
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
			if (!encoding.equalsIgnoreCase("gzip")) {
				throw new Unreadable(415, "Content-Encoding may be gzip, not " + encoding);
			}
			raw = unzipped(raw, limits.maxDecompressed());
		}
		String type = request.getContentType();
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

	private static byte[] unzipped(byte[] raw, DataSize most) {
		try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(raw))) {
			return read(gzip, most, "The decompressed body");
		}
		catch (IOException ex) {
			throw new Unreadable(400, "The body is not gzip, though Content-Encoding says so");
		}
	}

	private static byte[] read(InputStream body, DataSize most, String what) throws IOException {
		int limit = Math.toIntExact(Math.min(most.toBytes(), Integer.MAX_VALUE - 16));
		byte[] bytes = body.readNBytes(limit + 1);
		if (bytes.length > limit) {
			throw tooLarge(what, most);
		}
		return bytes;
	}

	private static Unreadable tooLarge(String what, DataSize most) {
		return new Unreadable(413, what + " is larger than " + most.toBytes() + " bytes");
	}

}
