package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A reference to a credential in an environment variable or file. The credential is read
 * for each use, so that it can be rotated while the catalog runs, and never stored or
 * logged.
 *
 * @param reference {@code env:NAME} or {@code file:/path}
 */
public record Secret(String reference) {

	/** Rejects a plain value, without repeating it in the message. */
	public Secret {
		if (!reference.matches("env:\\S+|file:\\S.*")) {
			throw new IllegalArgumentException("credential: is a plain value; allowed are env:NAME and file:/path");
		}
	}

	/**
	 * Reads the credential.
	 * @throws SourceUnavailableException if it does not exist
	 */
	public String read() {
		String where = this.reference.substring(this.reference.indexOf(':') + 1);
		try {
			String secret = this.reference.startsWith("env:") ? System.getenv(where)
					: Files.readString(Path.of(where), StandardCharsets.UTF_8);
			if (secret == null || secret.isBlank()) {
				throw new SourceUnavailableException("There is no credential at " + this.reference);
			}
			return secret.strip();
		}
		catch (IOException ex) {
			throw new SourceUnavailableException("The credential at " + this.reference + " cannot be read");
		}
	}

}
