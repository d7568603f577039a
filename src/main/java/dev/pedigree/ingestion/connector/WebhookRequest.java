package dev.pedigree.ingestion.connector;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;

import dev.pedigree.ingestion.FileFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The HTTP request of a webhook: headers and body. */
public final class WebhookRequest {

	private final Function<String, @Nullable String> headers;

	private final byte[] body;

	/**
	 * Creates a request.
	 * @param headers returns the value of a header, ignoring case; null if it is missing
	 * @param body the raw bytes, over which signatures are computed
	 */
	public WebhookRequest(Function<String, @Nullable String> headers, byte[] body) {
		this.headers = headers;
		this.body = body.clone();
	}

	/** The value of a header; null if it is missing. */
	public @Nullable String header(String name) {
		return this.headers.apply(name);
	}

	/** The raw bytes. */
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * Parses the body as JSON.
	 * @throws dev.pedigree.ingestion.InvalidPayloadException if it is invalid
	 */
	public JsonNode json() {
		return FileFormat.json(new String(this.body, StandardCharsets.UTF_8));
	}

	/**
	 * The event of a webhook.
	 *
	 * @param key a unique key, the same for a repetition
	 * @param subjects what to poll, in the format of the connector; empty for an event
	 * without effect
	 */
	public record WebhookEvent(String key, Set<String> subjects) {
	}

}
