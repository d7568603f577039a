package dev.pedigree;

import java.util.Objects;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Why the catalog did not start, in one line. */
class FailureReport implements FailureAnalysisReporter {

	@Override
	public void report(FailureAnalysis analysis) {
		System.err.println("Pedigree did not start: " + analysis.getDescription().strip() + " "
				+ Objects.requireNonNullElse(analysis.getAction(), "").strip());
	}

}
