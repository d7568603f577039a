package dev.pedigree.evaluation;

import dev.pedigree.catalog.NodeReader;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers evaluations and packages for {@code node(id)}. */
@Configuration(proxyBeanMethods = false)
class EvaluationReaders {

	@Bean
	NodeReader evaluationReader() {
		return new NodeReader("Evaluation", Evaluation::of);
	}

	@Bean
	NodeReader packageReader() {
		return new NodeReader("Package", Package::of);
	}

}
