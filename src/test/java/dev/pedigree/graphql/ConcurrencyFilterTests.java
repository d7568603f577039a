package dev.pedigree.graphql;

import java.io.IOException;
import java.util.Map;

import dev.pedigree.limits.RequestLimits;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyFilterTests {

	private final ConcurrencyFilter filter = new ConcurrencyFilter(
			new Binder(new MapConfigurationPropertySource(Map.of("pedigree.limits.concurrency", "2")))
				.bindOrCreate("pedigree", RequestLimits.class));

	@Test
	void thirdQuestionAtOnceOfATokenIsRefused() throws Exception {
		MockHttpServletResponse third = new MockHttpServletResponse();
		MockHttpServletResponse other = new MockHttpServletResponse();
		ask("ada", new MockHttpServletResponse(), () -> ask("ada", new MockHttpServletResponse(), () -> {
			ask("ada", third, () -> {
				throw new IllegalStateException("must not be answered");
			});
			ask("bob", other, () -> {
			});
		}));
		assertThat(third.getStatus()).isEqualTo(429);
		assertThat(third.getHeader("Retry-After")).isEqualTo("1");
		assertThat(third.getContentAsString()).contains("concurrency: ");
		assertThat(other.getStatus()).isEqualTo(200);
		MockHttpServletResponse later = new MockHttpServletResponse();
		ask("ada", later, () -> {
		});
		assertThat(later.getStatus()).as("the places are free again").isEqualTo(200);
	}

	private void ask(String token, MockHttpServletResponse response, Answer answer)
			throws ServletException, IOException {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/graphql");
		request.setUserPrincipal(new TestingAuthenticationToken(token, ""));
		FilterChain chain = (_, _) -> answer.run();
		this.filter.doFilter(request, response, chain);
	}

	private interface Answer {

		void run() throws ServletException, IOException;

	}

}
