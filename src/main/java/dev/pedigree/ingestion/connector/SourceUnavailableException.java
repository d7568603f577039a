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
import dev.pedigree.ingestion.PlainText;

/** A request to a source failed; the message names the request and the cause. */
public class SourceUnavailableException extends RuntimeException {

	private static final int MAX_CODE_LENGTH = 200;

	private static final int NO_ANSWER = -1;

	private final int status;

	private final String code;

	/** Creates a failure without an HTTP status. */
	public SourceUnavailableException(String reason) {
		this(reason, 0, "");
	}

	/**
	 * Creates a failure of a source that does not answer.
	 * @param ex the cause; its message is not shown, because it may have credentials
	 */
	public static SourceUnavailableException unanswered(String what, Throwable ex) {
		return new SourceUnavailableException(what + ": " + cause(ex), NO_ANSWER, "");
	}

	private static String cause(Throwable ex) {
		List<Throwable> causes = Stream.iterate(ex, Objects::nonNull, Throwable::getCause).limit(20).toList();
		Predicate<Class<?>> isOf = (type) -> causes.stream().anyMatch(type::isInstance);
		if (isOf.test(UnresolvedAddressException.class) || isOf.test(UnknownHostException.class)) {
			return "the host name cannot be resolved";
		}
		if (isOf.test(CertificateException.class) || isOf.test(CertPathBuilderException.class)) {
			return "the certificate is not trusted, expired or for another host; set ca to a file of trusted ones";
		}
		if (isOf.test(SSLException.class)) {
			return "the TLS handshake failed; check scheme and port";
		}
		if (isOf.test(EOFException.class)) {
			return "the source closed the connection; check whether it requires https";
		}
		if (isOf.test(HttpTimeoutException.class) || isOf.test(SocketTimeoutException.class)) {
			return "no answer within the timeout";
		}
		return isOf.test(ConnectException.class) ? "connection refused at host and port"
				: causes.getLast().getClass().getSimpleName();
	}

	/**
	 * Creates a failure with an HTTP status.
	 * @param code the source's own error code; empty if none
	 */
	SourceUnavailableException(String reason, int status, String code) {
		super(reason + advice(status)
				+ (code.isEmpty() ? "" : ": " + PlainText.cut(Masking.masked(code), MAX_CODE_LENGTH)), null, false,
				false);
		this.status = status;
		this.code = code;
	}

	private static String advice(int status) {
		return switch (status) {
			case 401 -> "; the source rejects the credentials";
			case 403 -> "; the credentials lack permission";
			default -> "";
		};
	}

	/**
	 * Whether the source answers that the requested item does not exist. A proxy answers
	 * 404 without the source's error code.
	 * @param prefix what that error code starts with
	 */
	public boolean isMissing(String prefix) {
		return this.status == 404 && this.code.startsWith(prefix);
	}

	/** The HTTP status of the answer; 0 or less if there is none. */
	public int status() {
		return this.status;
	}

	/** Whether other requests to the source will fail too. */
	boolean affectsAllRequests() {
		return this.status == NO_ANSWER || this.status == 401 || this.status == 429 || this.status >= 500;
	}

	/** Whether the source rejects the credentials. */
	public boolean isUnauthorized() {
		return this.status == 401;
	}

	/** Whether the credentials lack permission. */
	public boolean isForbidden() {
		return this.status == 403;
	}

}
