package dev.pedigree.security;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Writes 401 and 403 as problem details (RFC 9457). */
class AuthenticationProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

	private static final JsonMapper json = JsonMapper.shared();

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException ex)
			throws IOException {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"pedigree\"");
		answer(response, HttpStatus.UNAUTHORIZED, (request.getHeader(HttpHeaders.AUTHORIZATION) != null)
				? "The bearer token is unknown" : "This needs a bearer token: Authorization: Bearer <token>", request);
	}

	@Override
	public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException {
		answer(response, HttpStatus.FORBIDDEN, "The role of this token does not allow that", request);
	}

	private static void answer(HttpServletResponse response, HttpStatus status, String detail,
			HttpServletRequest request) throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream()
			.write(json.writeValueAsBytes(Map.of("title", status.getReasonPhrase(), "status", status.value(), "detail",
					detail, "instance", request.getRequestURI())));
	}

}
