package dev.pedigree;

import org.springframework.boot.test.context.TestConfiguration;
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

}
