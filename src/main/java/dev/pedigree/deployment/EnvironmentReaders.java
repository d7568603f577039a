package dev.pedigree.deployment;

import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets {@code node(id)} find environments. */
@Configuration(proxyBeanMethods = false)
class EnvironmentReaders {

	@Bean
	NodeReader environmentReader() {
		return NodeReader.of("Environment", Environment::of);
	}

}
