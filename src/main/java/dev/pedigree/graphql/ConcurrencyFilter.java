package dev.pedigree.graphql;

import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.pedigree.limits.RequestLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Limits the concurrent requests of one token, or of one address without a token. A
 * subscription counts until it has begun.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class ConcurrencyFilter extends OncePerRequestFilter {

	private final int most;

	private final Map<String, Integer> inProgress = new ConcurrentHashMap<>();

	ConcurrencyFilter(RequestLimits limits) {
		this.most = limits.limits().concurrency();
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getRequestURI().equals("/graphql");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		Principal token = request.getUserPrincipal();
		String caller = (token != null) ? "token " + token.getName() : "address " + request.getRemoteAddr();
		try {
			if (this.inProgress.merge(caller, 1, Integer::sum) > this.most) {
				refuse(response);
			}
			else {
				chain.doFilter(request, response);
			}
		}
		finally {
			this.inProgress.computeIfPresent(caller, (_, count) -> (count > 1) ? count - 1 : null);
		}
	}

	private void refuse(HttpServletResponse response) throws IOException {
		response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
		response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getOutputStream()
			.write(JsonMapper.shared()
				.writeValueAsBytes(Map.of("title", HttpStatus.TOO_MANY_REQUESTS.getReasonPhrase(), "status",
						HttpStatus.TOO_MANY_REQUESTS.value(), "detail", "concurrency: this token has " + this.most
								+ " requests in progress; wait until one of them is answered")));
	}

}
