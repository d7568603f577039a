package dev.pedigree.ingestion.connector;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Function;

import dev.pedigree.ingestion.FileFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a connected system sent by itself. */
public final class WebhookRequest {

	private final Function<String, @Nullable String> headers;

	private final byte[] body;

	/**
	 * Takes a push.
	 * @param headers gives the value of a header, whatever its case; null when there is
	 * none
	 * @param body the bytes as they came: signatures are over these
	 */
	public WebhookRequest(Function<String, @Nullable String> headers, byte[] body) {
		this.headers = headers;
		this.body = body.clone();
	}

	/** The value of a header; null when there is none. */
	public @Nullable String header(String name) {
		return this.headers.apply(name);
	}

	/** The bytes as they came. */
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * The body as JSON.
	 * @throws dev.pedigree.ingestion.InvalidPayloadException when it is none
	 */
	public JsonNode json() {
		return FileFormat.json(new String(this.body, StandardCharsets.UTF_8));
	}

	/**
	 * What a push says.
	 *
	 * @param key the same for a repetition, and for nothing else of this system
	 * @param subjects what is to be asked for because of it, in words of its connector;
	 * none when it says nothing that the catalog keeps
	 */
	public record WebhookEvent(String key, Set<String> subjects) {
	}

}
