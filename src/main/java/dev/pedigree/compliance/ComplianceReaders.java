package dev.pedigree.compliance;

import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers regulations and requirements for {@code node(id)}. */
@Configuration(proxyBeanMethods = false)
class ComplianceReaders {

	@Bean
	NodeReader regulationReader() {
		return new NodeReader("Regulation", Regulation::of);
	}

	@Bean
	NodeReader requirementReader() {
		return new NodeReader("Requirement", Requirement::of);
	}

}
