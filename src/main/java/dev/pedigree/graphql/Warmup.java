package dev.pedigree.graphql;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.pedigree.graph.Viewer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import org.springframework.stereotype.Component;

/**
 * Runs one search with facets before the web server starts. The first search plans its
 * queries, reads the full-text index and loads classes, which takes half a second to a
 * second: so health is UP only after it, and no user waits for it.
 */
@Component
class Warmup implements SmartInitializingSingleton {

	static final String QUERY = """
			{ search(text: "warm up", first: 1) { totalCount edges { node { __typename } }
			    facets { name values { value count } } }
			  suggest(prefix: "warm", first: 1) { __typename } }""";

	private static final Logger log = LoggerFactory.getLogger(Warmup.class);

	private final ExecutionGraphQlService service;

	Warmup(ExecutionGraphQlService service) {
		this.service = service;
	}

	/** A failure does not stop the start: it only makes the first user wait. */
	@Override
	public void afterSingletonsInstantiated() {
		ExecutionGraphQlResponse answer = Viewer.ALL.call(
				() -> this.service
					.execute(new DefaultExecutionGraphQlRequest(QUERY, null, Map.of(), Map.of(),
							UUID.randomUUID().toString(), Locale.ROOT))
					.block());
		if (answer == null || !answer.isValid() || !answer.getErrors().isEmpty()) {
			log.warn("The warm-up query failed: {}", (answer != null) ? answer.getErrors() : "no answer");
		}
	}

}
