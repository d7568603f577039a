package dev.pedigree.deployment;

import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers environments for {@code node(id)}. */
@Configuration(proxyBeanMethods = false)
class EnvironmentReaders {

	@Bean
	NodeReader environmentReader() {
		return NodeReader.of("Environment", Environment::of);
	}

}
