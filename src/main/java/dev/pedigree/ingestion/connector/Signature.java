package dev.pedigree.ingestion.connector;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * How systems prove that a push is theirs. Signatures are HMAC-SHA256 over the raw body,
 * in some schemes with the id and time of the delivery before it; all comparisons take
 * the same time whatever differs.
 */
public enum Signature {

	/** {@code v1,<base64>}; the key is the secret as it is written (MLflow 3.3). */
	MLFLOW("X-MLflow-Signature", "X-MLflow-Delivery-Id", "X-MLflow-Timestamp"),

	/**
	 * {@code v1,<base64>}, several with blanks between; the key is the secret as it is
	 * written, or what is behind {@code whsec_} as base64 (Standard Webhooks; GitLab).
	 */
	STANDARD_WEBHOOKS("webhook-signature", "webhook-id", "webhook-timestamp"),

	/** {@code sha256=<hex>}. */
	GITHUB("X-Hub-Signature-256", null, null),

	/** Base64, or hex with or without {@code sha256=}: its documents and users differ. */
	WANDB("X-Wandb-Signature", null, null),

	/** The secret itself. */
	GITLAB_TOKEN("X-Gitlab-Token", null, null),

	/** The secret itself. */
	HUGGING_FACE("X-Webhook-Secret", null, null);

	/** A delivery that is older, or from the future, may be somebody's recording. */
	static final Duration TOLERANCE = Duration.ofMinutes(5);

	private final String header;

	private final @Nullable String id;

	private final @Nullable String time;

	Signature(String header, @Nullable String id, @Nullable String time) {
		this.header = header;
		this.id = id;
		this.time = time;
	}

	/** Whether a push is signed in this way, well or not. */
	boolean isOn(WebhookRequest push) {
		String given = push.header(this.header);
		return given != null && !given.isBlank();
	}

	/**
	 * Why a push is not believed; null when it is.
	 * @param secrets of which any is good
	 */
	@Nullable String doubt(WebhookRequest push, List<String> secrets, Instant now) {
		String problem = problem(push, now);
		if (problem != null) {
			return problem;
		}
		String given = Objects.requireNonNull(push.header(this.header));
		byte[] signed = push.body();
		if (this.id != null && this.time != null) {
			signed = joined(
					(push.header(this.id) + "." + push.header(this.time) + ".").getBytes(StandardCharsets.UTF_8),
					signed);
		}
		boolean good = false;
		for (String secret : secrets) {
			for (byte[] expected : expected(secret, signed)) {
				for (byte[] one : read(given)) {
					good |= MessageDigest.isEqual(expected, one);
				}
			}
		}
		return good ? null : this.header + " is not made with the secret of this source";
	}

	/**
	 * The problem of the headers of a push, which are checked before its body is read;
	 * null for none.
	 */
	@Nullable String problem(WebhookRequest push, Instant now) {
		String given = push.header(this.header);
		if (given == null || given.isBlank()) {
			return "The header " + this.header + " is missing";
		}
		if (this.id != null && this.time != null) {
			String id = push.header(this.id);
			String time = push.header(this.time);
			if (id == null || time == null || !time.matches("\\d{1,11}")) {
				return "The headers " + this.id + " and " + this.time + " are needed";
			}
			if (Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs().compareTo(TOLERANCE) > 0) {
				return this.time + " is more than " + TOLERANCE.toMinutes() + " minutes away from now";
			}
		}
		return read(given).isEmpty() ? this.header + " has no signature of the form of this scheme" : null;
	}

	private Stream<byte[]> candidates(String given) {
		return switch (this) {
			case MLFLOW,
					STANDARD_WEBHOOKS ->
				Stream.of(given.strip().split("\\s+"))
					.filter((one) -> one.startsWith("v1,"))
					.map((one) -> base64(one.substring(3)));
			case GITHUB -> given.startsWith("sha256=") ? Stream.of(hex(given.substring(7))) : Stream.empty();
			case WANDB -> {
				String bare = given.strip().replaceFirst("^sha256=", "");
				yield Stream.of(hex(bare), base64(bare));
			}
			case GITLAB_TOKEN, HUGGING_FACE -> Stream.of(digest(given.getBytes(StandardCharsets.UTF_8)));
		};
	}

	private List<byte[]> read(String given) {
		return candidates(given).filter((one) -> one.length > 0).toList();
	}

	private List<byte[]> expected(String secret, byte[] signed) {
		byte[] key = secret.getBytes(StandardCharsets.UTF_8);
		return switch (this) {
			// Of equal length whatever the secret is.
			case GITLAB_TOKEN, HUGGING_FACE -> List.of(digest(key));
			case STANDARD_WEBHOOKS -> {
				byte[] behind = base64(secret.replaceFirst("^whsec_", ""));
				yield (behind.length > 0) ? List.of(hmac(key, signed), hmac(behind, signed))
						: List.of(hmac(key, signed));
			}
			case MLFLOW, GITHUB, WANDB -> List.of(hmac(key, signed));
		};
	}

	private static byte[] joined(byte[] one, byte[] other) {
		byte[] both = Arrays.copyOf(one, one.length + other.length);
		System.arraycopy(other, 0, both, one.length, other.length);
		return both;
	}

	private static byte[] base64(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	private static byte[] hex(String text) {
		try {
			return HexFormat.of().parseHex(text.strip());
		}
		catch (IllegalArgumentException ex) {
			return new byte[0];
		}
	}

	private static byte[] digest(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
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
