package dev.pedigree.graph;

import java.util.Objects;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains at start that another version of the catalog created the store. */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<Migrations.ChangedMigrationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, Migrations.ChangedMigrationException cause) {
		return new FailureAnalysis(Objects.requireNonNullElse(cause.getMessage(), "") + ".",
				"Delete a store that holds only test data (./data), or start the other version.", cause);
	}

}
