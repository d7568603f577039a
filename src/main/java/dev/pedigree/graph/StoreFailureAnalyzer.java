package dev.pedigree.graph;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Explains at start why the catalog cannot use the store. */
class StoreFailureAnalyzer implements FailureAnalyzer {

	private final Environment environment;

	StoreFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		String uri = this.environment.getProperty("spring.neo4j.uri");
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			FailureAnalysis analysis = switch (cause) {
				case ServiceUnavailableException ex -> new FailureAnalysis("No Neo4j answers at " + uri + ".",
						"Start Neo4j there, or set another address in NEO4J_URI.", ex);
				case AuthenticationException ex ->
					new FailureAnalysis("Neo4j at " + uri + " refuses the user or password.",
							"Set NEO4J_USERNAME and NEO4J_PASSWORD.", ex);
				case Migrations.ChangedMigrationException ex ->
					new FailureAnalysis(Objects.requireNonNullElse(ex.getMessage(), "") + ".",
							"Delete a store that holds only test data (./data), or start the other version.", ex);
				default -> null;
			};
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

}
