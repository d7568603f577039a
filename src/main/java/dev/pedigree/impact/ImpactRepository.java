package dev.pedigree.impact;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.Row;

import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an impact analysis asks the graph beside the walk, by the numbers that the walk
 * gave.
 */
@Repository
@Transactional(readOnly = true, timeout = 10)
class ImpactRepository {

	private static final CypherQuery SERVINGS = CypherQuery.named("impact/servings");

	private static final CypherQuery SCORING_JOBS = CypherQuery.named("impact/scoring-jobs");

	private static final CypherQuery SCORED_VERSIONS = CypherQuery.named("impact/scored-versions");

	private static final CypherQuery EVALUATIONS = CypherQuery.named("impact/evaluations");

	private final Neo4jClient client;

	ImpactRepository(Neo4jClient client) {
		this.client = client;
	}

	/** Rows of where deployments run and what serves in them. */
	List<Row> servings(Collection<Long> deployments) {
		return deployments.isEmpty() ? List.of() : SERVINGS.read(this.client, Map.of("deployments", deployments));
	}

	/** What feeds those of the jobs that score in batches. */
	List<String> feedingScoringJobs(Collection<Long> jobs) {
		return jobs.isEmpty() ? List.of() : urns(SCORING_JOBS, Map.of("jobs", jobs));
	}

	/** Those of the versions that a batch-scoring job read last. */
	List<String> scoredVersions(Collection<Long> versions) {
		return versions.isEmpty() ? List.of() : urns(SCORED_VERSIONS, Map.of("versions", versions));
	}

	/** Rows of model versions that were measured on dataset versions. */
	List<Row> evaluations(Collection<Long> versions) {
		return versions.isEmpty() ? List.of() : EVALUATIONS.read(this.client, Map.of("versions", versions));
	}

	private List<String> urns(CypherQuery query, Map<String, ?> parameters) {
		return query.read(this.client, parameters).stream().map((row) -> row.text("urn")).toList();
	}

}
