package dev.pedigree.catalog;

import java.util.Collection;

/** A client error. The message names the argument and the fix. */
public final class InvalidRequestException extends RuntimeException {

	private final Reason reason;

	private final String argument;

	private final String problem;

	/** The type of the error; the names are part of the API. */
	public enum Reason {

		NOT_FOUND, INVALID_ARGUMENT, CONFLICT, LIMIT_EXCEEDED

	}

	private InvalidRequestException(Reason reason, String argument, String message) {
		super(argument + ": " + message);
		this.reason = reason;
		this.argument = argument;
		this.problem = message;
	}

	/** An argument names something that does not exist. */
	public static InvalidRequestException notFound(String argument, String id) {
		return new InvalidRequestException(Reason.NOT_FOUND, argument, "nothing has the id '" + id + "'");
	}

	/** An argument has an unknown name; the message proposes the nearest known name. */
	public static InvalidRequestException unknownName(String argument, String name, Collection<String> known) {
		String nearest = NearestName.of(name, known);
		return new InvalidRequestException(Reason.NOT_FOUND, argument, "nothing has the name '" + name + "'; "
				+ ((nearest != null) ? "the nearest is '" + nearest + "'" : "there are no names yet"));
	}

	/** An argument has an invalid value. */
	public static InvalidRequestException invalid(String argument, String message) {
		return new InvalidRequestException(Reason.INVALID_ARGUMENT, argument, message);
	}

	/** An argument contradicts the graph. */
	public static InvalidRequestException conflict(String argument, String message) {
		return new InvalidRequestException(Reason.CONFLICT, argument, message);
	}

	/** The answer would exceed a limit. */
	public static InvalidRequestException limit(String argument, String message) {
		return new InvalidRequestException(Reason.LIMIT_EXCEEDED, argument, message);
	}

	public Reason reason() {
		return this.reason;
	}

	/** The invalid argument, as a path: {@code input.key.name}. */
	public String argument() {
		return this.argument;
	}

	/** The message without the name of the argument. */
	public String problem() {
		return this.problem;
	}

}
