package dev.pedigree;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import dev.pedigree.store.EmbeddedNeo4j;

/**
 * Neo4j Browser under {@code /browser}, from the jar that holds its pages. Test scope,
 * like that jar: the browser's licence is the GPL.
 */
@TestConfiguration(proxyBeanMethods = false)
public class LocalPages implements WebMvcConfigurer {

	/**
	 * Before it has connected, the page does not know that it must stay at home: it asks
	 * for fonts and reports errors. So the browser is told to refuse it that.
	 */
	private static final String STAY_AT_HOME = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
			+ "connect-src 'self' ws: wss: http://localhost:* http://127.0.0.1:*";

	private final Environment environment;

	LocalPages(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/browser/**").addResourceLocations("classpath:/browser/");
	}

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		String bolt = this.environment.getRequiredProperty("spring.neo4j.uri");
		registry.addRedirectViewController("/browser",
				"/browser/?connectURL=" + bolt.replace("://", "://" + EmbeddedNeo4j.USER + "@"));
		registry.addViewController("/browser/").setViewName("forward:/browser/index.html");
	}

	@Bean
	FilterRegistrationBean<?> browserStaysAtHome() {
		FilterRegistrationBean<?> filter = new FilterRegistrationBean<>((request, response, chain) -> {
			((HttpServletResponse) response).setHeader("Content-Security-Policy", STAY_AT_HOME);
			chain.doFilter(request, response);
		});
		filter.addUrlPatterns("/browser/*");
		return filter;
	}

}
