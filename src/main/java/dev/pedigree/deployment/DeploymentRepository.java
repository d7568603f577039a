package dev.pedigree.deployment;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/** Reads and writes deployments, their servings and environments, and applications. */
@Repository
class DeploymentRepository {

	private static final CypherQuery STATE_SERVING = CypherQuery.named("deployment/state-serving");

	private static final CypherQuery SERVED_BY_ARTIFACT = CypherQuery.named("deployment/served-by-artifact");

	private static final CypherQuery SERVED_BY_MODEL = CypherQuery.named("deployment/served-by-model");

	private static final CypherQuery LOCK_ARTIFACTS = CypherQuery.named("deployment/lock-artifacts");

	private static final CypherQuery CREATE_ARTIFACTS = CypherQuery.named("deployment/create-artifacts");

	private static final CypherQuery DELETE_UNUSED_ARTIFACTS = CypherQuery.named("deployment/sweep-artifacts");

	private static final CypherQuery RESOLVE_ARTIFACT = CypherQuery.named("deployment/resolve-artifact");

	private static final CypherQuery UNRESOLVED = CypherQuery.named("deployment/unresolved");

	private static final CypherQuery DELETE_ALL_UNUSED_ARTIFACTS = CypherQuery.named("deployment/sweep-all-artifacts");

	private static final CypherQuery WITH_ARTIFACTS = CypherQuery.named("deployment/with-artifacts");

	private static final CypherQuery STATEMENTS = CypherQuery.named("deployment/statements");

	private static final CypherQuery UPSERT_ENVIRONMENTS = CypherQuery.named("deployment/upsert-environments");

	private static final CypherQuery UPDATE = CypherQuery.named("deployment/settle");

	private static final CypherQuery SERVING = CypherQuery.named("deployment/serving");

	private static final CypherQuery SERVED = CypherQuery.named("deployment/served");

	private static final CypherQuery SERVINGS_OF_VERSIONS = CypherQuery.named("deployment/servings-of-versions");

	private static final CypherQuery DEPLOYMENTS_OF_MODELS = CypherQuery.named("deployment/deployments-of-models");

	private static final CypherQuery ENVIRONMENTS = CypherQuery.named("deployment/environments");

	private static final CypherQuery ENVIRONMENT_NAMES = CypherQuery.named("deployment/environment-names");

	private static final CypherQuery DEPLOYMENTS = CypherQuery.named("deployment/deployments");

	private static final CypherQuery COUNT_DEPLOYMENTS = CypherQuery.named("deployment/count-deployments");

	private static final CypherQuery CONSUMED = CypherQuery.named("deployment/consumed");

	private static final CypherQuery STATE_CONSUMPTION = CypherQuery.named("deployment/state-consumption");

	private static final CypherQuery CONSUMPTION = CypherQuery.named("deployment/consumption");

	private final GraphStore store;

	DeploymentRepository(GraphStore store) {
		this.store = store;
	}

	/** Stores statements; locks the resolution of artifacts if one names an artifact. */
	void state(Collection<Map<String, @Nullable Object>> statements) {
		if (statements.stream().anyMatch((stated) -> stated.get("artifact") != null)) {
			lockArtifacts();
		}
		STATE_SERVING.run(this.store, Map.of("statements", statements));
	}

	void lockArtifacts() {
		LOCK_ARTIFACTS.run(this.store, Map.of());
	}

	/** Deployments with an artifact that one of these versions may be; locks them. */
	List<String> servedByArtifact(Collection<String> versions) {
		return SERVED_BY_ARTIFACT.texts(this.store, Map.of("versions", versions), "deployment");
	}

	/**
	 * Returns the deployments whose sources name one of these models, or the model of one
	 * of these versions, without a version; locks them.
	 */
	List<String> servedByModel(Collection<String> urns) {
		return SERVED_BY_MODEL.texts(this.store, Map.of("urns", urns), "deployment");
	}

	/** Stores the version of an artifact; returns the deployments in which it serves. */
	List<String> resolve(Attributed<DeploymentHistory.ArtifactResolution> resolution) {
		StatedVersion version = resolution.statement().version();
		lockArtifacts();
		return RESOLVE_ARTIFACT.texts(this.store,
				Row.map("artifact", resolution.statement().artifact().key(), "version",
						(version != null) ? version.version().value() : null, "data",
						(version != null) ? version.data().value() : null, "actors", resolution.actors()),
				"deployment");
	}

	/** A page of the artifacts that serve or served and are no known version. */
	List<String> unresolved(PageRequest page) {
		return UNRESOLVED.texts(this.store, Map.of("after", page.after(), "fetch", page.fetch()), "urn");
	}

	List<Row> statements(Collection<String> deployments) {
		return STATEMENTS.read(this.store, Map.of("deployments", deployments));
	}

	void upsertEnvironments(Collection<DeploymentHistory.StatedEnvironment> environments) {
		UPSERT_ENVIRONMENTS.run(this.store, Map.of("environments", environments));
	}

	void update(List<Map<String, @Nullable Object>> deployments) {
		UPDATE.run(this.store, Map.of("deployments", deployments));
	}

	/** Creates nodes for artifacts that are no known version. */
	void ensureArtifactsExist(Collection<ArtifactKey> artifacts) {
		if (!artifacts.isEmpty()) {
			CREATE_ARTIFACTS.run(this.store,
					Map.of("artifacts",
							artifacts.stream()
								.map((artifact) -> Map.of("urn", artifact.urn().value(), "name", artifact.key()))
								.toList()));
		}
	}

	/** Deletes artifacts that neither serve nor served. */
	void deleteUnusedArtifacts(Collection<String> urns) {
		if (!urns.isEmpty()) {
			DELETE_UNUSED_ARTIFACTS.run(this.store, Map.of("urns", urns));
		}
	}

	void deleteUnusedArtifacts() {
		DELETE_ALL_UNUSED_ARTIFACTS.run(this.store, Map.of());
	}

	/** The deployments whose sources name artifacts. */
	List<String> withArtifacts() {
		return WITH_ARTIFACTS.texts(this.store, Map.of(), "deployment");
	}

	List<Row> serving(Collection<String> deployments) {
		return SERVING.read(this.store, Map.of("deployments", deployments));
	}

	List<Row> served(Collection<String> deployments, Instant from, Instant to, @Nullable Instant knownAt) {
		return SERVED.read(this.store, Row.map("deployments", deployments, "from", from, "to", to, "knownAt", knownAt));
	}

	/** Rows of the present and past servings of versions. */
	List<Row> servings(Collection<String> versions) {
		return SERVINGS_OF_VERSIONS.read(this.store, Map.of("versions", versions));
	}

	List<Row> deploymentsOf(Collection<String> models) {
		return DEPLOYMENTS_OF_MODELS.read(this.store, Map.of("models", models));
	}

	List<Row> environments(Collection<String> deployments) {
		return ENVIRONMENTS.read(this.store, Map.of("deployments", deployments));
	}

	List<String> environmentNames() {
		return ENVIRONMENT_NAMES.texts(this.store, Map.of(), "name");
	}

	List<String> deployments(AssetFilter filter, @Nullable String environment, TemporalScope scope, PageRequest page) {
		Map<String, @Nullable Object> parameters = parameters(filter, environment, scope);
		parameters.put("after", page.after());
		parameters.put("fetch", page.fetch());
		return DEPLOYMENTS.texts(this.store, parameters, "urn");
	}

	long count(AssetFilter filter, @Nullable String environment, TemporalScope scope) {
		return COUNT_DEPLOYMENTS.total(this.store, parameters(filter, environment, scope));
	}

	List<Row> consumed(Collection<String> applications) {
		return CONSUMED.read(this.store, Map.of("applications", applications));
	}

	void stateConsumption(Collection<Map<String, @Nullable Object>> statements) {
		STATE_CONSUMPTION.run(this.store, Map.of("statements", statements));
	}

	List<Row> consumption(Collection<String> applications) {
		return CONSUMPTION.read(this.store, Map.of("applications", applications));
	}

	private static Map<String, @Nullable Object> parameters(AssetFilter filter, @Nullable String environment,
			TemporalScope scope) {
		Map<String, @Nullable Object> parameters = filter.parameters();
		parameters.put("environment", environment);
		parameters.put("asOf", scope.asOf());
		parameters.put("knownAt", scope.knownAt());
		return parameters;
	}

}
