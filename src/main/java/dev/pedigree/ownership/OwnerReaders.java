package dev.pedigree.ownership;

import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers teams and people for {@code node(id)}. */
@Configuration(proxyBeanMethods = false)
class OwnerReaders {

	@Bean
	NodeReader teamReader() {
		return NodeReader.of("Team", Owner.Team::of);
	}

	@Bean
	NodeReader personReader() {
		return NodeReader.of("Person", Owner.Person::of);
	}

}
