package dev.pedigree.ingestion.connector;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import dev.pedigree.ingestion.Masking;

/** A connected system did not answer as it should; says which request and why. */
public class SourceUnavailableException extends RuntimeException {

	/** Characters of the system's own word for an error. */
	private static final int LONGEST = 200;

	private static final int NO_ANSWER = -1;

	private final int status;

	private final String code;

	/** A failure that is no answer of the system's. */
	public SourceUnavailableException(String reason) {
		this(reason, 0, "");
	}

	/**
	 * That the system did not answer at all.
	 * @param what was not answered
	 * @param ex what came of it; its message may have an address with credentials in it
	 */
	public static SourceUnavailableException unanswered(String what, Throwable ex) {
		return new SourceUnavailableException(what + ": " + why(ex), NO_ANSWER, "");
	}

	/** What whoever connects a system can do something about. */
	private static String why(Throwable ex) {
		List<Throwable> causes = Stream.iterate(ex, Objects::nonNull, Throwable::getCause).limit(20).toList();
		Predicate<Class<?>> isOf = (type) -> causes.stream().anyMatch(type::isInstance);
		if (isOf.test(UnresolvedAddressException.class) || isOf.test(UnknownHostException.class)) {
			return "nobody here knows its host";
		}
		if (isOf.test(CertificateException.class) || isOf.test(CertPathBuilderException.class)) {
			return "its certificate is not trusted, expired, or for another host (ca names a file of those to trust)";
		}
		if (isOf.test(SSLException.class)) {
			return "no TLS there, or none that suits us";
		}
		if (isOf.test(EOFException.class)) {
			return "it closed the connection (does it want https?)";
		}
		if (isOf.test(HttpTimeoutException.class) || isOf.test(SocketTimeoutException.class)) {
			return "no answer in time";
		}
		return isOf.test(ConnectException.class) ? "nothing listens at its host and port"
				: causes.getLast().getClass().getSimpleName();
	}

	/**
	 * A failure that the system answered.
	 * @param status its HTTP status
	 * @param code its own word for the error; empty when it has none
	 */
	SourceUnavailableException(String reason, int status, String code) {
		super(reason + advice(status) + (code.isEmpty() ? "" : ": " + shown(code)), null, false, false);
		this.status = status;
		this.code = code;
	}

	private static String advice(int status) {
		return switch (status) {
			case 401 -> ", it does not take the credentials";
			case 403 -> ", the credentials may not see it";
			default -> "";
		};
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
