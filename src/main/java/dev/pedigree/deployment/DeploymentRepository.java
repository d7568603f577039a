package dev.pedigree.deployment;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

/** What is asked of, and written to, the graph about deployments. */
@Repository
class DeploymentRepository {

	private static final CypherQuery STATE_SERVING = CypherQuery.named("deployment/state-serving");

	private static final CypherQuery SERVED_BY_ARTIFACT = CypherQuery.named("deployment/served-by-artifact");

	private static final CypherQuery SERVED_BY_MODEL = CypherQuery.named("deployment/served-by-model");

	private static final CypherQuery LOCK_ARTIFACTS = CypherQuery.named("deployment/lock-artifacts");

	private static final CypherQuery MEET_ARTIFACTS = CypherQuery.named("deployment/meet-artifacts");

	private static final CypherQuery SWEEP_ARTIFACTS = CypherQuery.named("deployment/sweep-artifacts");

	private static final CypherQuery RESOLVE_ARTIFACT = CypherQuery.named("deployment/resolve-artifact");

	private static final CypherQuery UNRESOLVED = CypherQuery.named("deployment/unresolved");

	private static final CypherQuery SWEEP_ALL_ARTIFACTS = CypherQuery.named("deployment/sweep-all-artifacts");

	private static final CypherQuery TOLD_BY_ARTIFACT = CypherQuery.named("deployment/told-by-artifact");

	private static final CypherQuery STATEMENTS = CypherQuery.named("deployment/statements");

	private static final CypherQuery MEET_ENVIRONMENT = CypherQuery.named("deployment/meet-environment");

	private static final CypherQuery SETTLE = CypherQuery.named("deployment/settle");

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

	/** Keeps statements; of artifacts nobody else learns anything meanwhile. */
	void state(Collection<Map<String, @Nullable Object>> statements) {
		if (statements.stream().anyMatch((stated) -> stated.get("artifact") != null)) {
			lockArtifacts();
		}
		STATE_SERVING.run(this.store, Map.of("statements", statements));
	}

	void lockArtifacts() {
		LOCK_ARTIFACTS.run(this.store, Map.of());
	}

	/**
	 * The deployments, told by artifacts, that some of these versions serve, or may
	 * serve; locks them.
	 */
	List<String> servedByArtifact(Collection<String> versions) {
		return SERVED_BY_ARTIFACT.read(this.store, Map.of("versions", versions))
			.stream()
			.map((row) -> row.text("deployment"))
			.toList();
	}

	/**
	 * The deployments of which a source names a model and no version, of these models or
	 * of the models of these versions; locks them.
	 */
	List<String> servedByModel(Collection<String> urns) {
		return SERVED_BY_MODEL.read(this.store, Map.of("urns", urns))
			.stream()
			.map((row) -> row.text("deployment"))
			.toList();
	}

	/**
	 * Keeps which version an artifact is.
	 * @return the deployments in which it serves
	 */
	List<String> resolve(Attributed<DeploymentHistory.ArtifactResolution> resolution) {
		StatedVersion version = resolution.statement().version();
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("artifact", resolution.statement().artifact().key());
		parameters.put("version", (version != null) ? version.version().value() : null);
		parameters.put("data", (version != null) ? version.data().value() : null);
		parameters.put("actors", resolution.actors());
		lockArtifacts();
		return RESOLVE_ARTIFACT.read(this.store, parameters).stream().map((row) -> row.text("deployment")).toList();
	}

	/** The artifacts that serve, or served, and are no known version. */
	List<String> unresolved(PageRequest slice) {
		return UNRESOLVED.read(this.store, Map.of("after", slice.after(), "fetch", slice.fetch()))
			.stream()
			.map((row) -> row.text("urn"))
			.toList();
	}

	/** Rows of all statements and edges of each deployment. */
	List<Row> statements(Collection<String> deployments) {
		return STATEMENTS.read(this.store, Map.of("deployments", deployments));
	}

	/** Makes environments, and says what they are for. */
	void meetEnvironments(Collection<Map<String, @Nullable Object>> environments) {
		MEET_ENVIRONMENT.run(this.store, Map.of("environments", environments));
	}

	/** Sets what is true of deployments themselves: endpoint and environment. */
	void settle(List<Map<String, @Nullable Object>> deployments) {
		SETTLE.run(this.store, Map.of("deployments", deployments));
	}

	/** Makes nodes for artifacts that are no known version. */
	void meetArtifacts(Collection<ArtifactKey> artifacts) {
		if (!artifacts.isEmpty()) {
			MEET_ARTIFACTS.run(this.store,
					Map.of("artifacts",
							artifacts.stream()
								.map((artifact) -> Map.of("urn", artifact.urn().value(), "name", artifact.key()))
								.toList()));
		}
	}

	/** Takes away the nodes of artifacts that serve nowhere, nor did. */
	void sweepArtifacts(Collection<String> urns) {
		if (!urns.isEmpty()) {
			SWEEP_ARTIFACTS.run(this.store, Map.of("urns", urns));
		}
	}

	/** Takes away all nodes of artifacts that serve nowhere, nor did. */
	void sweepArtifacts() {
		SWEEP_ALL_ARTIFACTS.run(this.store, Map.of());
	}

	/** The deployments of which some source tells artifacts. */
	List<String> toldByArtifact() {
		return TOLD_BY_ARTIFACT.read(this.store, Map.of()).stream().map((row) -> row.text("deployment")).toList();
	}

	/** Rows of what serves in deployments now. */
	Collection<Map<String, Object>> serving(Collection<String> deployments) {
		return SERVING.rows(this.store, Map.of("deployments", deployments));
	}

	/** Rows of what served in deployments at some time of a period. */
	Collection<Map<String, Object>> served(Collection<String> deployments, Instant from, Instant to,
			@Nullable Instant knownAt) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("deployments", deployments);
		parameters.put("from", from);
		parameters.put("to", to);
		parameters.put("knownAt", knownAt);
		return SERVED.rows(this.store, parameters);
	}

	/** Rows of where versions serve or served. */
	Collection<Map<String, Object>> servings(Collection<String> versions) {
		return SERVINGS_OF_VERSIONS.rows(this.store, Map.of("versions", versions));
	}

	/** Rows of where models serve now. */
	Collection<Map<String, Object>> deploymentsOf(Collection<String> models) {
		return DEPLOYMENTS_OF_MODELS.rows(this.store, Map.of("models", models));
	}

	/** Rows of where deployments run. */
	Collection<Map<String, Object>> environments(Collection<String> deployments) {
		return ENVIRONMENTS.rows(this.store, Map.of("deployments", deployments));
	}

	List<String> environmentNames() {
		return ENVIRONMENT_NAMES.read(this.store, Map.of()).stream().map((row) -> row.text("name")).toList();
	}

	List<String> deployments(AssetFilter filter, @Nullable String environment, TemporalScope moment,
			PageRequest slice) {
		Map<String, @Nullable Object> parameters = parameters(filter, environment, moment);
		parameters.put("after", slice.after());
		parameters.put("fetch", slice.fetch());
		return DEPLOYMENTS.rows(this.store, parameters).stream().map((row) -> (String) row.get("urn")).toList();
	}

	long count(AssetFilter filter, @Nullable String environment, TemporalScope moment) {
		return COUNT_DEPLOYMENTS.rows(this.store, parameters(filter, environment, moment))
			.stream()
			.mapToLong((row) -> (Long) Objects.requireNonNull(row.get("total")))
			.sum();
	}

	/** Rows of what applications use now. */
	Collection<Map<String, Object>> consumed(Collection<String> applications) {
		return CONSUMED.rows(this.store, Map.of("applications", applications));
	}

	/** Keeps statements of what applications use. */
	void stateConsumption(Collection<Map<String, @Nullable Object>> statements) {
		STATE_CONSUMPTION.run(this.store, Map.of("statements", statements));
	}

	/** Rows of all statements and edges of each application. */
	List<Row> consumption(Collection<String> applications) {
		return CONSUMPTION.read(this.store, Map.of("applications", applications));
	}

	private static Map<String, @Nullable Object> parameters(AssetFilter filter, @Nullable String environment,
			TemporalScope moment) {
		Map<String, @Nullable Object> parameters = filter.parameters();
		parameters.put("environment", environment);
		parameters.put("asOf", moment.asOf());
		parameters.put("knownAt", moment.knownAt());
		return parameters;
	}

}
