package dev.pedigree.ingestion.connector;

/** A connected system did not answer as it should; says which request and why. */
public class RemoteFailure extends RuntimeException {

	private final int status;

	/** A failure that is no answer of the system's. */
	public RemoteFailure(String reason) {
		this(reason, 0);
	}

	/**
	 * A failure that the system answered.
	 * @param status its HTTP status
	 */
	RemoteFailure(String reason, int status) {
		super(reason, null, false, false);
		this.status = status;
	}

	/** Whether the system says that what was asked for is not there. */
	public boolean isMissing() {
		return this.status == 404;
	}

}
