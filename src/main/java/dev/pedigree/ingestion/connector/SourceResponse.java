package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

/**
 * The HTTP response of a source.
 *
 * @param body the content; null if the status is an error
 * @param code the source's own error code
 * @param retryAfter the pause that the source requests
 */
record SourceResponse(int status, @Nullable JsonNode body, String code, @Nullable Duration retryAfter) {

	/** A longer error is a page of a proxy. */
	private static final int MAX_ERROR_BYTES = 65_536;

	static SourceResponse of(SourceRequest request, ClientHttpResponse response, Instant now) throws IOException {
		int status = response.getStatusCode().value();
		if (status < 200 || status > 299) {
			return new SourceResponse(status, null, code(response), retryAfter(response.getHeaders(), now));
		}
		try (InputStream stream = response.getBody()) {
			byte[] bytes = stream.readNBytes(request.maxBytes() + 1);
			if (bytes.length > request.maxBytes()) {
				throw new SourceUnavailableException(
						request.filledPath() + " was answered with more than " + request.maxBytes() + " bytes", status,
						"");
			}
			JsonNode body = request.file()
					? JsonNodeFactory.instance.stringNode(new String(bytes, StandardCharsets.UTF_8))
					: JsonMapper.shared().readTree(bytes);
			return new SourceResponse(status, body, "", null);
		}
		catch (JacksonException ex) {
			throw new SourceUnavailableException(request.filledPath() + " was not answered with JSON");
		}
	}

	private static String code(ClientHttpResponse response) throws IOException {
		try (InputStream body = response.getBody()) {
			JsonNode error = JsonMapper.shared().readTree(body.readNBytes(MAX_ERROR_BYTES));
			return error.path("error_code").asString(error.path("meta").path("result_msg").asString(""));
		}
		catch (JacksonException ex) {
			return "";
		}
	}

	/** The header is a number of seconds or a date; null if it is missing or invalid. */
	private static @Nullable Duration retryAfter(HttpHeaders headers, Instant now) {
		String text = Objects.requireNonNullElse(headers.getFirst(HttpHeaders.RETRY_AFTER), "").strip();
		if (text.matches("\\d{1,6}")) {
			return Duration.ofSeconds(Long.parseLong(text));
		}
		try {
			long date = headers.getFirstDate(HttpHeaders.RETRY_AFTER);
			return (date < 0) ? null : Duration.between(now, Instant.ofEpochMilli(date));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
