package dev.pedigree.graphql;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.data.method.annotation.support.AnnotatedControllerConfigurer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/**
 * How questions are executed. One that was asked before is not parsed and validated
 * again. A request has a virtual thread of its own, and its fields are answered on that:
 * handing each to another costs more than the small ones take, and makes the response an
 * asynchronous one that goes through all filters twice.
 */
@Component
class Engine implements GraphQlSourceBuilderCustomizer, PreparsedDocumentProvider {

	/** Characters of all questions that are remembered. */
	static final long REMEMBERED = 2_000_000;

	private final Cache<String, PreparsedDocumentEntry> documents = Caffeine.newBuilder()
		.maximumWeight(REMEMBERED)
		.weigher((String question, PreparsedDocumentEntry document) -> question.length())
		.build();

	private final AnnotatedControllerConfigurer controllers;

	Engine(AnnotatedControllerConfigurer controllers) {
		this.controllers = controllers;
	}

	@Override
	public void customize(GraphQlSource.SchemaResourceBuilder builder) {
		this.controllers.setBlockingMethodPredicate((method) -> false);
		builder.configureGraphQl((engine) -> engine.preparsedDocumentProvider(this));
	}

	/** Only what is valid is remembered: errors are worded for whoever asks. */
	@Override
	public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
			Function<ExecutionInput, PreparsedDocumentEntry> parser) {
		PreparsedDocumentEntry known = this.documents.getIfPresent(input.getQuery());
		if (known != null) {
			return CompletableFuture.completedFuture(known);
		}
		PreparsedDocumentEntry document = parser.apply(input);
		if (!document.hasErrors()) {
			this.documents.put(input.getQuery(), document);
		}
		return CompletableFuture.completedFuture(document);
	}

}
