package dev.pedigree.graphql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.pedigree.limits.RequestLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Checks the body of a GraphQL request before it is parsed: its size, and that it is a
 * JSON object. Spring GraphQL answers 500 to {@code null}.
 */
@Component
class RequestBodyFilter extends OncePerRequestFilter {

	private static final JsonMapper json = JsonMapper.shared();

	private final int longest;

	RequestBodyFilter(RequestLimits limits) {
		this.longest = Math.toIntExact(limits.limits().maxBody().toBytes());
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !HttpMethod.POST.matches(request.getMethod()) || !request.getRequestURI().equals("/graphql");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		byte[] body = (request.getContentLengthLong() > this.longest) ? new byte[this.longest + 1]
				: request.getInputStream().readNBytes(this.longest + 1);
		if (body.length > this.longest) {
			answer(response, HttpStatus.CONTENT_TOO_LARGE, ErrorCode.LIMIT_EXCEEDED,
					"body: is too large; at most " + this.longest + " bytes are allowed");
		}
		else if (first(body) != '{') {
			answer(response, HttpStatus.BAD_REQUEST, ErrorCode.INVALID_ARGUMENT,
					"body: must be a JSON object, such as {\"query\": \"{ __typename }\"}");
		}
		else {
			chain.doFilter(new ReadRequest(request, body), response);
		}
	}

	/** The first character that is not blank; 0 for none. */
	private static char first(byte[] body) {
		for (byte sign : body) {
			if (!Character.isWhitespace(sign)) {
				return (char) sign;
			}
		}
		return 0;
	}

	private static void answer(HttpServletResponse response, HttpStatus status, ErrorCode code, String message)
			throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.getOutputStream()
			.write(json.writeValueAsBytes(
					Map.of("errors", List.of(Map.of("message", message, "extensions", Map.of("code", code.name()))))));
	}

	/** A request whose body has been read. */
	private static final class ReadRequest extends HttpServletRequestWrapper {

		private final ByteArrayInputStream bytes;

		ReadRequest(HttpServletRequest request, byte[] body) {
			super(request);
			this.bytes = new ByteArrayInputStream(body);
		}

		@Override
		public ServletInputStream getInputStream() {
			return new ServletInputStream() {

				@Override
				public int read() {
					return ReadRequest.this.bytes.read();
				}

				@Override
				public int read(byte[] target, int offset, int length) {
					return ReadRequest.this.bytes.read(target, offset, length);
				}

				@Override
				public boolean isFinished() {
					return ReadRequest.this.bytes.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException("The body is read already");
				}

			};
		}

	}

}
