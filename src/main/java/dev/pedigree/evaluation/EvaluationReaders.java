package dev.pedigree.evaluation;

import java.util.Map;
import java.util.function.Function;

import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets {@code node(id)} find evaluations and packages. */
@Configuration(proxyBeanMethods = false)
class EvaluationReaders {

	@Bean
	NodeReader evaluationReader() {
		return new Reader("Evaluation", Evaluation::of);
	}

	@Bean
	NodeReader packageReader() {
		return new Reader("Package", Package::of);
	}

	private record Reader(String label, Function<Map<String, Object>, Node> reading) implements NodeReader {

		@Override
		public Node read(Map<String, Object> properties) {
			return this.reading.apply(properties);
		}

	}

}
