package dev.pedigree;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The bearer tokens that every {@link GraphTest} knows, one of each role. The name of the
 * principal is the token.
 */
public final class TestToken {

	public static final String READER = "test-reader";

	public static final String CAPTURER = "test-capturer";

	public static final String EDITOR = "test-editor";

	public static final String ADMIN = "test-admin";

	/** The e-mail address of the person that the editor's token acts for. */
	public static final String EDITING_PERSON = "test-editor@example.com";

	private TestToken() {
	}

	/** The value of an Authorization header. */
	public static String bearer(String token) {
		return "Bearer " + token;
	}

	/** Makes the tokens known to a Spring test. */
	public static void register(DynamicPropertyRegistry registry) {
		List<String> tokens = List.of(READER, CAPTURER, EDITOR, ADMIN);
		for (int i = 0; i < tokens.size(); i++) {
			String token = tokens.get(i);
			String key = "pedigree.tokens[" + i + "].";
			registry.add(key + "name", () -> token);
			registry.add(key + "sha256", () -> sha256(token));
			registry.add(key + "role", () -> token.substring("test-".length()));
		}
		registry.add("pedigree.tokens[" + tokens.indexOf(EDITOR) + "].person", () -> EDITING_PERSON);
	}

	/** The hash under which the catalog knows a token. */
	public static String sha256(String token) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
