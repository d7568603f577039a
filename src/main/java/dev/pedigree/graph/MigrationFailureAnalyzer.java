package dev.pedigree.graph;

import java.util.Objects;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence that the store was made by another version of the catalog. */
class MigrationFailureAnalyzer extends AbstractFailureAnalyzer<Migrations.Changed> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, Migrations.Changed cause) {
		return new FailureAnalysis(Objects.requireNonNullElse(cause.getMessage(), "") + ".",
				"A store that only tries things out (./data) can be deleted.", cause);
	}

}
