package dev.pedigree.catalog;

import java.util.Collection;

/**
 * A request that cannot be answered as it was asked. It is the asker's to mend; the
 * message says how, and names the argument.
 */
public final class InvalidRequestException extends RuntimeException {

	private final Reason reason;

	private final String argument;

	private final String problem;

	/** Why a request is refused; the API knows the same names. */
	public enum Reason {

		NOT_FOUND, INVALID_ARGUMENT, CONFLICT, LIMIT_EXCEEDED

	}

	private InvalidRequestException(Reason reason, String argument, String message) {
		super(argument + ": " + message);
		this.reason = reason;
		this.argument = argument;
		this.problem = message;
	}

	/** An argument names something that is not there. */
	public static InvalidRequestException notFound(String argument, String id) {
		return new InvalidRequestException(Reason.NOT_FOUND, argument, "nothing has the id '" + id + "'");
	}

	/** An argument names something that is not there, and may mean one of these names. */
	public static InvalidRequestException unknownName(String argument, String name, Collection<String> known) {
		String nearest = NearestName.of(name, known);
		return new InvalidRequestException(Reason.NOT_FOUND, argument, "nothing has the name '" + name + "'; "
				+ ((nearest != null) ? "the nearest is '" + nearest + "'" : "there are no names yet"));
	}

	/** An argument has a value that makes no sense. */
	public static InvalidRequestException invalid(String argument, String message) {
		return new InvalidRequestException(Reason.INVALID_ARGUMENT, argument, message);
	}

	/** An argument contradicts what is already known. */
	public static InvalidRequestException conflict(String argument, String message) {
		return new InvalidRequestException(Reason.CONFLICT, argument, message);
	}

	/** More is asked for than one answer may hold. */
	public static InvalidRequestException limit(String argument, String message) {
		return new InvalidRequestException(Reason.LIMIT_EXCEEDED, argument, message);
	}

	public Reason reason() {
		return this.reason;
	}

	/** The argument at fault, as a path: {@code input.key.name}. */
	public String argument() {
		return this.argument;
	}

	/** What is wrong with the argument, without its name. */
	public String problem() {
		return this.problem;
	}

}
