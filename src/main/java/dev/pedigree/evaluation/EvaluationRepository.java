package dev.pedigree.evaluation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/** Reads and writes evaluations, metrics and packages. */
@Repository
class EvaluationRepository {

	private static final CypherQuery RECORD = CypherQuery.named("evaluation/record");

	private static final CypherQuery RECORD_CHECKS = CypherQuery.named("evaluation/record-checks");

	private static final CypherQuery OF_DATA = CypherQuery.named("evaluation/of-data");

	private static final CypherQuery EVALUATIONS = CypherQuery.named("evaluation/evaluations");

	private static final CypherQuery METRICS = CypherQuery.named("evaluation/metrics");

	private static final CypherQuery SUBJECTS = CypherQuery.named("evaluation/subjects");

	private static final CypherQuery STATED_PACKAGES = CypherQuery.named("evaluation/stated-packages");

	private static final CypherQuery DEPEND = CypherQuery.named("evaluation/depend");

	private static final CypherQuery DEPENDENCIES = CypherQuery.named("evaluation/dependencies");

	private static final CypherQuery DEPENDENTS = CypherQuery.named("evaluation/dependents");

	private final GraphStore store;

	EvaluationRepository(GraphStore store) {
		this.store = store;
	}

	/** Writes evaluations; returns the model versions with a new metric. */
	List<String> record(Collection<? extends Map<String, ?>> rows, Collection<? extends Map<String, ?>> metrics) {
		return RECORD.texts(this.store, Map.of("rows", rows, "metrics", metrics), "model");
	}

	void recordChecks(Collection<? extends Map<String, ?>> rows, Collection<? extends Map<String, ?>> metrics) {
		RECORD_CHECKS.run(this.store, Map.of("rows", rows, "metrics", metrics));
	}

	List<Row> evaluationsOfData(Collection<String> versions) {
		return OF_DATA.read(this.store, Map.of("versions", versions));
	}

	List<Row> evaluations(Collection<String> versions, @Nullable Instant asOf) {
		return EVALUATIONS.read(this.store, Row.map("versions", versions, "asOf", asOf));
	}

	List<Row> metrics(Collection<String> evaluations) {
		return METRICS.read(this.store, Map.of("evaluations", evaluations));
	}

	List<Row> subjects(Collection<String> evaluations) {
		return SUBJECTS.read(this.store, Map.of("evaluations", evaluations));
	}

	List<Row> stated(Collection<String> assets) {
		return STATED_PACKAGES.read(this.store, Map.of("assets", assets));
	}

	void depend(Collection<? extends Map<String, ?>> rows) {
		DEPEND.run(this.store, Map.of("rows", rows));
	}

	List<Row> dependencies(Collection<String> versions) {
		return DEPENDENCIES.read(this.store, Map.of("versions", versions));
	}

	List<Row> dependents(Collection<String> anyVersions) {
		return DEPENDENTS.read(this.store, Map.of("packages", anyVersions));
	}

}
