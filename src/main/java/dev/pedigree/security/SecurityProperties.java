package dev.pedigree.security;

import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings of authentication; open reads need no token. */
@ConfigurationProperties("pedigree")
record SecurityProperties(@DefaultValue List<Token> tokens, @DefaultValue("false") boolean openReads) {

	/**
	 * A bearer token, and the e-mail address of the person that it acts for.
	 *
	 * @param name the actor of its requests
	 * @param sha256 the SHA-256 of the token, in hex; the token itself is not stored
	 */
	record Token(String name, String sha256, Role role, @Nullable String person) {

		Token {
			if (name.isBlank() || digest(sha256).length != 32) {
				throw new IllegalArgumentException(
						"A token in pedigree.tokens needs a name, a role and the SHA-256 of the token: 64 hexadecimal digits");
			}
			if (person != null && !person.contains("@")) {
				throw new IllegalArgumentException("pedigree.tokens: the person of " + name
						+ " must be an e-mail address, such as ada@example.com");
			}
		}

		/** The hash as bytes, for a comparison in constant time. */
		byte[] digest() {
			return digest(this.sha256);
		}

		private static byte[] digest(String sha256) {
			String hex = sha256.strip();
			return hex.chars().allMatch(HexFormat::isHexDigit) && hex.length() == 64 ? HexFormat.of().parseHex(hex)
					: new byte[0];
		}

	}

}
