package dev.pedigree.compliance;

import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets {@code node(id)} find regulations and requirements. */
@Configuration(proxyBeanMethods = false)
class ComplianceReaders {

	@Bean
	NodeReader regulationReader() {
		return NodeReader.of("Regulation", Regulation::of);
	}

	@Bean
	NodeReader requirementReader() {
		return NodeReader.of("Requirement", Requirement::of);
	}

}
