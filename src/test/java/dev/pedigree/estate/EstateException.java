package dev.pedigree.estate;

/** The sample estate could not be loaded; the message is one line for a person. */
public final class EstateException extends Exception {

	private static final long serialVersionUID = 1L;

	EstateException(String message) {
		super(message.replaceAll("\\s+", " "));
	}

}
