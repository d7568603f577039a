package dev.pedigree.ingestion.connector;

/** A connected system did not answer as it should; says which request and why. */
public class RemoteFailure extends RuntimeException {

	private final int status;

	private final String code;

	/** A failure that is no answer of the system's. */
	public RemoteFailure(String reason) {
		this(reason, 0, "");
	}

	/**
	 * A failure that the system answered.
	 * @param status its HTTP status
	 * @param code its own word for the error; empty when it has none
	 */
	RemoteFailure(String reason, int status, String code) {
		super(reason, null, false, false);
		this.status = status;
		this.code = code;
	}

	/**
	 * Whether the system itself, and not what stands before it, says that what was asked
	 * for is not there.
	 * @param word its own word for that
	 */
	public boolean isMissing(String word) {
		return this.status == 404 && this.code.equals(word);
	}

	/** Whether the system does not show what was asked for to us. */
	public boolean isForbidden() {
		return this.status == 403;
	}

}
