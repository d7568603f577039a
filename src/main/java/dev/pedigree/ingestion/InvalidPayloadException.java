package dev.pedigree.ingestion;

/** A payload is invalid; has the place and the reason. */
public class InvalidPayloadException extends RuntimeException {

	private static final String CONTENT = "/content";

	private final String pointer;

	/**
	 * Rejects a payload.
	 * @param pointer JSON pointer (RFC 6901) of the place; empty for the whole
	 * @param reason one sentence
	 */
	public InvalidPayloadException(String pointer, String reason) {
		super(reason, null, false, false);
		this.pointer = pointer;
	}

	/** The exception with a pointer into the file that the client knows. */
	InvalidPayloadException inFile() {
		String pointer = inFile(this.pointer);
		return pointer.equals(this.pointer) ? this
				: new InvalidPayloadException(pointer, reason().replaceFirst("^content(\\.| )", ""));
	}

	/** A file is the member {@code content} of its payload. */
	static String inFile(String pointer) {
		return (pointer.equals(CONTENT) || pointer.startsWith(CONTENT + "/")) ? pointer.substring(CONTENT.length())
				: pointer;
	}

	/** JSON pointer of the place; empty for the whole. */
	public String pointer() {
		return this.pointer;
	}

	/** What is wrong, in one sentence. */
	public String reason() {
		return String.valueOf(getMessage());
	}

}
