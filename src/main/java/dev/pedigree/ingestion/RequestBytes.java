package dev.pedigree.ingestion;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Reads the bodies of requests, gzipped or not, up to the limits of the way in. */
@Component
public class RequestBytes {

	private final IngestionProperties limits;

	RequestBytes(IngestionProperties limits) {
		this.limits = limits;
	}

	/**
	 * Reads the body of a request.
	 * @throws Unreadable when it is too large or in an unknown encoding
	 */
	public byte[] of(HttpServletRequest request) throws IOException {
		if (request.getContentLengthLong() > this.limits.maxBody().toBytes()) {
			throw tooLarge("The body", this.limits.maxBody());
		}
		byte[] raw = read(request.getInputStream(), this.limits.maxBody(), "The body");
		String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
		if (encoding == null || encoding.equalsIgnoreCase("identity")) {
			return raw;
		}
		if (!encoding.equalsIgnoreCase("gzip")) {
			throw new Unreadable(415, "Content-Encoding may be gzip, not " + encoding);
		}
		return unzipped(raw, this.limits.maxDecompressed());
	}

	private static byte[] unzipped(byte[] raw, DataSize most) {
		try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(raw))) {
			return read(gzip, most, "The decompressed body");
		}
		catch (IOException ex) {
			throw new Unreadable(400, "The body is not gzip, though Content-Encoding says so");
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

	private static Unreadable tooLarge(String what, DataSize most) {
		return new Unreadable(413, what + " is larger than " + most.toBytes() + " bytes");
	}

	/**
	 * A request that is not read at all: too large, of an unknown kind, or not believed.
	 */
	public static final class Unreadable extends RuntimeException {

		private final int status;

		/**
		 * Refuses a request.
		 * @param status the HTTP status that says so
		 * @param reason why, in one sentence
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
