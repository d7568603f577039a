package dev.pedigree.ingestion;

/** A payload is not what its source may say; names the place and the reason. */
public class PayloadRefused extends RuntimeException {

	private final String pointer;

	/**
	 * Refuses a payload.
	 * @param pointer JSON pointer (RFC 6901) of the place; empty for the whole
	 * @param reason why, in one sentence
	 */
	public PayloadRefused(String pointer, String reason) {
		super(reason, null, false, false);
		this.pointer = pointer;
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
