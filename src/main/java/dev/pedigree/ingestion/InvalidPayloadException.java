package dev.pedigree.ingestion;

/** A payload is not what its source may say; names the place and the reason. */
public class InvalidPayloadException extends RuntimeException {

	private static final String CONTENT = "/content";

	private final String pointer;

	/**
	 * Refuses a payload.
	 * @param pointer JSON pointer (RFC 6901) of the place; empty for the whole
	 * @param reason why, in one sentence
	 */
	public InvalidPayloadException(String pointer, String reason) {
		super(reason, null, false, false);
		this.pointer = pointer;
	}

	/**
	 * The same with a place in the file that the sender knows: a file is the member
	 * {@code content} of its payload.
	 */
	InvalidPayloadException inFile() {
		String pointer = inFile(this.pointer);
		return pointer.equals(this.pointer) ? this
				: new InvalidPayloadException(pointer, reason().replaceFirst("^content(\\.| )", ""));
	}

	/** A place in the file of a payload. */
	static String inFile(String pointer) {
		return (pointer.equals(CONTENT) || pointer.startsWith(CONTENT + "/")) ? pointer.substring(CONTENT.length())
				: pointer;
	}

	/** JSON pointer of the place; empty for the whole. */
	public String pointer() {
		return this.pointer;
	}

	/** Why, in one sentence. */
	public String reason() {
		return String.valueOf(getMessage());
	}

}
