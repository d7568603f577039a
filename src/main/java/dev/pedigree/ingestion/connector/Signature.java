package dev.pedigree.ingestion.connector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Signature schemes of webhooks. Signatures are HMAC-SHA256 over the raw body, in some
 * schemes prefixed by the id and time of the delivery. Comparisons take constant time.
 */
public enum Signature {

	/** {@code v1,<base64>}; the key is the literal secret (MLflow 3.3). */
	MLFLOW("X-MLflow-Signature", "X-MLflow-Delivery-Id", "X-MLflow-Timestamp"),

	/**
	 * One or more {@code v1,<base64>}, separated by spaces; the key is the literal secret
	 * or base64 after {@code whsec_} (Standard Webhooks; GitLab).
	 */
	STANDARD_WEBHOOKS("webhook-signature", "webhook-id", "webhook-timestamp"),

	/** {@code sha256=<hex>}. */
	GITHUB("X-Hub-Signature-256", null, null),

	/** Base64, or hex with or without {@code sha256=}: documentation and users differ. */
	WANDB("X-Wandb-Signature", null, null),

	/** The secret itself. */
	GITLAB_TOKEN("X-Gitlab-Token", null, null),

	/** The secret itself. */
	HUGGING_FACE("X-Webhook-Secret", null, null);

	/** An older delivery, or one from the future, may be a replay. */
	static final Duration TOLERANCE = Duration.ofMinutes(5);

	private final String header;

	private final @Nullable String id;

	private final @Nullable String time;

	Signature(String header, @Nullable String id, @Nullable String time) {
		this.header = header;
		this.id = id;
		this.time = time;
	}

	/** Whether a webhook has the header of this scheme. */
	boolean isPresent(WebhookRequest request) {
		String value = request.header(this.header);
		return value != null && !value.isBlank();
	}

	/** Returns why the signature of a webhook is rejected; null if it is valid. */
	@Nullable String rejection(WebhookRequest request, List<String> secrets, Instant now) {
		String problem = problem(request, now);
		if (problem != null) {
			return problem;
		}
		String value = Objects.requireNonNull(request.header(this.header));
		byte[] signed = signed(request);
		boolean valid = false;
		for (byte[] expected : secrets.stream().flatMap((secret) -> expected(secret, signed).stream()).toList()) {
			for (byte[] one : read(value)) {
				valid |= MessageDigest.isEqual(expected, one);
			}
		}
		return valid ? null : this.header + " does not match a secret of this source";
	}

	/** Validates the headers, before the body is read; null if they are valid. */
	@Nullable String problem(WebhookRequest request, Instant now) {
		String value = request.header(this.header);
		if (value == null || value.isBlank()) {
			return "The header " + this.header + " is missing";
		}
		if (this.id != null && this.time != null) {
			String id = request.header(this.id);
			String time = request.header(this.time);
			if (id == null || time == null || !time.matches("\\d{1,11}")) {
				return "The headers " + this.id + " and " + this.time + " are required";
			}
			if (Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs().compareTo(TOLERANCE) > 0) {
				return this.time + " is more than " + TOLERANCE.toMinutes() + " minutes away from now";
			}
		}
		return read(value).isEmpty() ? this.header + " has no signature in the format of this scheme" : null;
	}

	private Stream<byte[]> candidates(String value) {
		return switch (this) {
			case MLFLOW,
					STANDARD_WEBHOOKS ->
				Stream.of(value.strip().split("\\s+"))
					.filter((one) -> one.startsWith("v1,"))
					.map((one) -> base64(one.substring(3)));
			case GITHUB -> value.startsWith("sha256=") ? Stream.of(hex(value.substring(7))) : Stream.empty();
			case WANDB -> {
				String bare = value.strip().replaceFirst("^sha256=", "");
				yield Stream.of(hex(bare), base64(bare));
			}
			case GITLAB_TOKEN, HUGGING_FACE -> Stream.of(hmac(value.getBytes(StandardCharsets.UTF_8), new byte[0]));
		};
	}

	private List<byte[]> read(String value) {
		return candidates(value).filter((one) -> one.length > 0).toList();
	}

	private List<byte[]> expected(String secret, byte[] signed) {
		byte[] key = secret.getBytes(StandardCharsets.UTF_8);
		return switch (this) {
			// Hashes have equal length, so that the comparison takes constant time.
			case GITLAB_TOKEN, HUGGING_FACE -> List.of(hmac(key, new byte[0]));
			case STANDARD_WEBHOOKS -> {
				byte[] decoded = base64(secret.replaceFirst("^whsec_", ""));
				yield (decoded.length > 0) ? List.of(hmac(key, signed), hmac(decoded, signed))
						: List.of(hmac(key, signed));
			}
			case MLFLOW, GITHUB, WANDB -> List.of(hmac(key, signed));
		};
	}

	/**
	 * The signed bytes: the body, in some schemes after the id and time of the delivery.
	 */
	private byte[] signed(WebhookRequest request) {
		if (this.id == null || this.time == null) {
			return request.body();
		}
		byte[] prefix = (request.header(this.id) + "." + request.header(this.time) + ".")
			.getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.allocate(prefix.length + request.body().length).put(prefix).put(request.body()).array();
	}

	private static byte[] base64(String text) {
		return decode(Base64.getDecoder()::decode, text);
	}

	private static byte[] hex(String text) {
		return decode(HexFormat.of()::parseHex, text.strip());
	}

	private static byte[] decode(Function<String, byte[]> decoder, String text) {
		try {
			return decoder.apply(text);
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	private static byte[] hmac(byte[] key, byte[] message) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			return mac.doFinal(message);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
