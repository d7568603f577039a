package dev.pedigree.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Computes keyed hashes and encrypts texts for the records of deletions: without the key,
 * a reader of the store can neither read a name nor try names.
 */
@Component
public class DeletionKey {

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private final AssetDeletionRepository repository;

	private final SecureRandom random = new SecureRandom();

	private volatile @Nullable String key;

	DeletionKey(AssetDeletionRepository repository, DeletionProperties properties) {
		this.repository = repository;
		this.key = properties.key();
	}

	/**
	 * The settings of deletions.
	 *
	 * @param key the secret of the records of deletions, at least 32 characters; null:
	 * the store keeps a random one
	 */
	@ConfigurationProperties("pedigree.deletion")
	record DeletionProperties(@Nullable String key) {

		DeletionProperties {
			if (key != null && key.length() < 32) {
				throw new IllegalArgumentException("pedigree.deletion.key: too short; at least 32 characters");
			}
		}

	}

	/** The HMAC-SHA-256 of a text without regard to case, in hex. */
	public String hash(String text) {
		return HexFormat.of().formatHex(hmac("hash\n" + text.strip().toLowerCase(Locale.ROOT)));
	}

	/** A text encrypted with AES-GCM, in Base64. */
	public String seal(String text) {
		byte[] nonce = new byte[NONCE];
		this.random.nextBytes(nonce);
		try {
			byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getEncoder()
				.encodeToString(ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Cannot seal a text", ex);
		}
	}

	/** The text that was sealed; null when it was sealed with another key. */
	public @Nullable String unseal(String sealed) {
		byte[] bytes = Base64.getDecoder().decode(sealed);
		byte[] nonce = Arrays.copyOf(bytes, NONCE);
		try {
			return new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(bytes, NONCE, bytes.length - NONCE),
					StandardCharsets.UTF_8);
		}
		catch (AEADBadTagException ex) {
			return null;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Cannot unseal a text", ex);
		}
	}

	private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, new SecretKeySpec(hmac("seal"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
		return cipher;
	}

	private byte[] hmac(String text) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has HmacSHA256", ex);
		}
	}

	private String key() {
		String known = this.key;
		if (known == null) {
			byte[] fresh = new byte[32];
			this.random.nextBytes(fresh);
			known = this.repository.key(HexFormat.of().formatHex(fresh));
			this.key = known;
		}
		return known;
	}

}
