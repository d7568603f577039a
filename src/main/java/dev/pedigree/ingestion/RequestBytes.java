package dev.pedigree.ingestion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

import dev.pedigree.limits.RequestLimits;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Reads the bodies of requests, gzipped or not, up to the configured limits. */
@Component
public class RequestBytes {

	private final RequestLimits.Ingestion limits;

	RequestBytes(RequestLimits limits) {
		this.limits = limits.ingestion();
	}

	/**
	 * Reads the body of a request.
	 * @throws Unreadable if it is too large or in an unknown encoding
	 */
	public byte[] of(HttpServletRequest request) throws IOException {
		return decoded(request, raw(request, this.limits.maxBody()), this.limits.maxDecompressed());
	}

	/**
	 * Reads the body of a request without decompressing it.
	 * @throws Unreadable if it is too large
	 */
	public byte[] raw(HttpServletRequest request, DataSize most) throws IOException {
		if (request.getContentLengthLong() > most.toBytes()) {
			throw tooLarge("The body", most);
		}
		return read(request.getInputStream(), most, "The body");
	}

	/**
	 * Decompresses the body of a request according to its Content-Encoding.
	 * @param most the allowed size after decompression
	 * @throws Unreadable if it is too large or in an unknown encoding
	 */
	public byte[] decoded(HttpServletRequest request, byte[] raw, DataSize most) {
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		if (encoding == null || encoding.equalsIgnoreCase("identity")) {
			return raw;
		}
		if (!encoding.equalsIgnoreCase("gzip")) {
			throw new Unreadable(415, "Content-Encoding may be gzip, not " + encoding);
		}
		try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(raw))) {
			return read(gzip, most, "The decompressed body");
		}
		catch (IOException ex) {
			throw new Unreadable(400, "Content-Encoding is gzip, but the body is not");
		}
	}

	private static byte[] read(InputStream body, DataSize most, String what) throws IOException {
		int limit = Math.toIntExact(Math.min(most.toBytes(), Integer.MAX_VALUE - 16));
		byte[] bytes = body.readNBytes(limit + 1);
		if (bytes.length > limit) {
			throw tooLarge(what, most);
		}
		return bytes;
	}

	static Unreadable tooMany(int most) {
		return new Unreadable(413,
				"The request has too many payloads; at most " + most + " are allowed (pedigree.ingestion.max-events)");
	}

	private static Unreadable tooLarge(String what, DataSize most) {
		return new Unreadable(413, what + " is larger than " + most.toBytes() + " bytes");
	}

	/**
	 * A request is not processed: too large, of an unknown type, or not authenticated.
	 */
	public static final class Unreadable extends RuntimeException {

		private final int status;

		/**
		 * Rejects a request.
		 * @param status the HTTP status of the response
		 * @param reason one sentence
		 */
		public Unreadable(int status, String reason) {
			super(reason, null, false, false);
			this.status = status;
		}

		int status() {
			return this.status;
		}

	}

}
