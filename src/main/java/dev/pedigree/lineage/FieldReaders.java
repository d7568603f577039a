package dev.pedigree.lineage;

import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes fields available to {@code node(id)}. */
@Configuration(proxyBeanMethods = false)
class FieldReaders {

	@Bean
	NodeReader fieldReader() {
		return new NodeReader("Field", Field::of);
	}

}
