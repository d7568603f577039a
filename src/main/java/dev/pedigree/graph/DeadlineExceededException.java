package dev.pedigree.graph;

/** The time for a request is over before its answer is complete. */
public final class DeadlineExceededException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public DeadlineExceededException(String message) {
		super(message);
	}

}
