package dev.pedigree.graph;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Explains at start why the catalog cannot use the store. */
class StoreFailureAnalyzer extends AbstractFailureAnalyzer<Neo4jException> {

	private final Environment environment;

	StoreFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, Neo4jException cause) {
		String uri = this.environment.getProperty("spring.neo4j.uri");
		return switch (cause) {
			case ServiceUnavailableException ex -> new FailureAnalysis("No Neo4j answers at " + uri + ".",
					"Start Neo4j there, or set another address in NEO4J_URI.", ex);
			case AuthenticationException ex -> new FailureAnalysis("Neo4j at " + uri + " refuses the user or password.",
					"Set NEO4J_USERNAME and NEO4J_PASSWORD.", ex);
			default -> null;
		};
	}

}
