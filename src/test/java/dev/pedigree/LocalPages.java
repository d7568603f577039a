package dev.pedigree;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Neo4j Browser under {@code /browser}, from the jar that holds its pages. Test scope,
 * like that jar: the browser's licence is the GPL.
 */
@TestConfiguration(proxyBeanMethods = false)
class LocalPages implements WebMvcConfigurer {

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/browser/**").addResourceLocations("classpath:/browser/");
	}

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addRedirectViewController("/browser", "/browser/").setKeepQueryParams(true);
		registry.addViewController("/browser/").setViewName("forward:/browser/index.html");
	}

	/**
	 * The page itself is nobody's secret; what it may see, the store's password decides.
	 */
	@Bean
	@Order(0)
	SecurityFilterChain browserPages(HttpSecurity http) throws Exception {
		return http.securityMatcher("/browser", "/browser/**")
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

}
