package dev.pedigree.ingestion.connector;

import dev.pedigree.ingestion.Masking;

/** A connected system did not answer as it should; says which request and why. */
public class RemoteFailure extends RuntimeException {

	/** Characters of the system's own word for an error. */
	private static final int LONGEST = 200;

	private static final int NO_ANSWER = -1;

	private final int status;

	private final String code;

	/** A failure that is no answer of the system's. */
	public RemoteFailure(String reason) {
		this(reason, 0, "");
	}

	/** That the system did not answer at all. */
	static RemoteFailure unanswered(String reason) {
		return new RemoteFailure(reason, NO_ANSWER, "");
	}

	/**
	 * A failure that the system answered.
	 * @param status its HTTP status
	 * @param code its own word for the error; empty when it has none
	 */
	RemoteFailure(String reason, int status, String code) {
		super(code.isEmpty() ? reason : reason + ": " + shown(code), null, false, false);
		this.status = status;
		this.code = code;
	}

	/**
	 * Whether the system itself, and not what stands before it, says that what was asked
	 * for is not there.
	 * @param word what its own word for that begins with
	 */
	public boolean isMissing(String word) {
		return this.status == 404 && this.code.startsWith(word);
	}

	/** The HTTP status that the system answered with; none above 0 when it did not. */
	public int status() {
		return this.status;
	}

	/** Whether whatever else it is asked for will fare alike, for now. */
	boolean isOfAll() {
		return this.status == NO_ANSWER || this.status == 401 || this.status == 429 || this.status >= 500;
	}

	/** Whether the system does not know us, or no longer. */
	public boolean isUnknown() {
		return this.status == 401;
	}

	/** An error in the system's words, without secrets. */
	private static String shown(String code) {
		String masked = Masking.masked(code);
		return (masked.length() > LONGEST) ? masked.substring(0, LONGEST) : masked;
	}

	/** Whether the system does not show what was asked for to us. */
	public boolean isForbidden() {
		return this.status == 403;
	}

}
