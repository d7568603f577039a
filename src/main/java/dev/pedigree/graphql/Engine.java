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
 * Configures the execution of operations. Parsed and validated documents are cached. A
 * request has a virtual thread of its own, on which its fields are fetched: handing each
 * to another thread costs more than small fields take, and makes the response an
 * asynchronous one that passes all filters twice.
 */
@Component
class Engine implements GraphQlSourceBuilderCustomizer, PreparsedDocumentProvider {

	/** Characters of all cached documents. */
	static final long CACHED = 2_000_000;

	private final Cache<String, PreparsedDocumentEntry> documents = Caffeine.newBuilder()
		.maximumWeight(CACHED)
		.weigher((String text, PreparsedDocumentEntry document) -> text.length())
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

	/** Caches only valid documents: errors are formulated for the caller. */
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
