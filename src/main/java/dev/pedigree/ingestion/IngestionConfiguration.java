package dev.pedigree.ingestion;

import dev.pedigree.limits.RequestLimits;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Binds the limits, lets what happens by the clock happen, and serves the JSON schemas of
 * our own facets at {@code /schemas/}, where events point to them.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RequestLimits.class)
@EnableScheduling
class IngestionConfiguration implements WebMvcConfigurer {

	@Override
	public void addResourceHandlers(ResourceHandlerRegistry registry) {
		registry.addResourceHandler("/schemas/**").addResourceLocations("classpath:/schemas/");
	}

}
