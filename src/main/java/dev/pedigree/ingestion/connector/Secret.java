package dev.pedigree.ingestion.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A credential, by where it is kept. It is read each time it is needed, so that it can be
 * exchanged while the catalog runs, and is nowhere stored or shown.
 *
 * @param reference {@code env:NAME} or {@code file:/path}
 */
public record Secret(String reference) {

	/** A credential that stands in the settings itself is refused, and not repeated. */
	public Secret {
		if (!reference.matches("env:\\S+|file:\\S.*")) {
			throw new IllegalArgumentException("A credential is told by where it is kept, env:NAME or file:/path");
		}
	}

	/**
	 * Reads it.
	 * @throws SourceUnavailableException when it is not there
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
