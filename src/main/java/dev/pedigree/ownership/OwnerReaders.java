package dev.pedigree.ownership;

import java.util.Map;
import java.util.function.Function;

import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets {@code node(id)} find teams and people. */
@Configuration(proxyBeanMethods = false)
class OwnerReaders {

	@Bean
	NodeReader teamReader() {
		return new Reader("Team", Owner.Team::of);
	}

	@Bean
	NodeReader personReader() {
		return new Reader("Person", Owner.Person::of);
	}

	private record Reader(String label, Function<Map<String, Object>, Node> reading) implements NodeReader {

		@Override
		public Node read(Map<String, Object> properties) {
			return this.reading.apply(properties);
		}

	}

}
