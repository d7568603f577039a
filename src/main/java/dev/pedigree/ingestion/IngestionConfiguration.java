package dev.pedigree.ingestion;

import dev.pedigree.limits.RequestLimits;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Binds the limits, enables scheduling, and serves the JSON schemas of Pedigree's own
 * facets and documents at {@code /schemas/}.
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
