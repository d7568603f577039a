package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.AssetDeleted;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Timeline.Interval;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.Environment.Tier;
import dev.pedigree.deployment.ServingStatement.ServingFact;
import dev.pedigree.graph.EdgeReconciler;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores statements about deployments and derives which version served when, independent
 * of the order of the statements. A model feeds a deployment exactly while one of its
 * versions does.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class DeploymentHistory {

	static final String PRIMARY = "primary";

	private final DeploymentRepository repository;

	private final EdgeReconciler edges;

	private final ApplicationEventPublisher events;

	DeploymentHistory(DeploymentRepository repository, EdgeReconciler edges, ApplicationEventPublisher events) {
		this.repository = repository;
		this.edges = edges;
		this.events = events;
	}

	/** Derives deployments with only an artifact again, in the caller's transaction. */
	public void deriveByArtifact(Collection<String> versions) {
		derive(this.repository.servedByArtifact(versions));
	}

	/** Derives deployments of a model again: its newest version may have changed. */
	@EventListener
	void onAssetsChanged(AssetsChanged changed) {
		if (changed.what() == AssetsChanged.What.VERSION && !changed.urns().isEmpty()) {
			derive(this.repository.servedByModel(changed.urns()));
		}
	}

	/** Derives deployments of artifacts again: the deleted asset may be their version. */
	@EventListener
	void onAssetDeleted(AssetDeleted deleted) {
		this.repository.deleteUnusedArtifacts();
		derive(this.repository.withArtifacts());
	}

	/** Locks the resolution of artifacts until the caller's transaction ends. */
	public void lockArtifacts() {
		this.repository.lockArtifacts();
	}

	/**
	 * Derives deployments again, in the caller's transaction, which has locked them:
	 * after a statement, and after one of their versions moved to another model.
	 */
	public void derive(Collection<String> deployments) {
		if (deployments.isEmpty()) {
			return;
		}
		EdgeReconciler.EdgeChanges edges = this.edges.changes();
		List<Map<String, @Nullable Object>> updates = new ArrayList<>();
		Map<Urn, ArtifactKey> artifacts = new TreeMap<>();
		for (Row row : this.repository.statements(deployments)) {
			String deployment = row.text("deployment");
			List<ServingStatement> statements = ServingStatement.counting(statements(row));
			Set<String> changed = edges.add(edges(deployment, statements,
					new Artifacts(row.rows("artifacts"), row.rows("shared"), row.rows("newest")),
					models(row, statements)), GraphEdge.stored(row.rows("edges")));
			statements.stream()
				.flatMap((statement) -> Stream.ofNullable(statement.unresolved(deployment)))
				.filter((artifact) -> changed.contains(artifact.urn().value()))
				.forEach((artifact) -> artifacts.put(artifact.urn(), artifact));
			updates.add(Row.map("deployment", deployment, "endpoint", ServingStatement.endpoint(statements),
					"environment", ServingStatement.environment(statements)));
		}
		this.repository.ensureArtifactsExist(artifacts.values());
		Set<String> changed = edges.write();
		this.repository.deleteUnusedArtifacts(changed.stream().filter((urn) -> urn.startsWith("artifact:")).toList());
		this.repository.update(updates);
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.SERVING, changed));
	}

	/**
	 * Writes statements about deployments, in the caller's transaction, which has
	 * upserted them and created the versions that they name.
	 */
	public void state(Collection<Attributed<DeploymentObservation>> observations, Identities identities) {
		if (observations.isEmpty()) {
			return;
		}
		Map<Urn, StatedEnvironment> environments = new TreeMap<>();
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		Set<String> deployments = new TreeSet<>();
		for (Attributed<DeploymentObservation> submitted : observations) {
			DeploymentObservation observation = submitted.statement();
			Urn environment = observation.environment();
			if (environment != null) {
				environments.merge(environment, new StatedEnvironment(environment.value(), environment.name(),
						observation.tier(), observation.at()), StatedEnvironment::or);
			}
			rows.add(ServingStatement.of(observation, identities)
				.parameters(observation.deployment().value(), observation.version(), submitted.actor()));
			deployments.add(observation.deployment().value());
		}
		this.repository.upsertEnvironments(environments.values());
		this.repository.state(rows);
		derive(deployments);
	}

	/**
	 * Returns those observations that their source had already stated at that time, so
	 * that writing them would change nothing. An observation without a share of traffic
	 * matches any share.
	 */
	@Transactional(readOnly = true, timeout = 10)
	public Set<DeploymentObservation> alreadyStated(Collection<DeploymentObservation> observations) {
		Map<String, List<ServingStatement>> statements = this.repository
			.statements(
					observations.stream().map((observation) -> observation.deployment().value()).distinct().toList())
			.stream()
			.collect(Collectors.toMap((row) -> row.text("deployment"), DeploymentHistory::statements,
					(_, last) -> last));
		return observations.stream()
			.filter((observation) -> isStated(observation,
					statements.getOrDefault(observation.deployment().value(), List.of())))
			.collect(Collectors.toSet());
	}

	private static boolean isStated(DeploymentObservation observation, List<ServingStatement> statements) {
		String role = Objects.requireNonNullElse(observation.role(), PRIMARY);
		List<ServingStatement> before = statements.stream()
			.filter((stated) -> stated.source().equals(observation.source()) && !stated.at().isAfter(observation.at()))
			.filter((stated) -> stated.concerns(role))
			.sorted(ServingStatement.ORDER)
			.toList();
		return !before.isEmpty() && (before.getLast().matches(observation) || before.stream()
			.anyMatch((stated) -> stated.at().equals(observation.at()) && stated.matches(observation)));
	}

	/**
	 * Whether the newest statement about the same role, or a later retirement, is equal;
	 * of a retirement, whether the newest statement of its source is.
	 */
	@Transactional(readOnly = true, timeout = 10)
	public boolean isCurrent(DeploymentObservation observation) {
		ServingStatement statement = ServingStatement.of(observation, Identities.NONE);
		String role = statement.role();
		return statements(observation.deployment().value()).stream()
			.filter((stated) -> (role != null) ? stated.concerns(role) : stated.source().equals(statement.source()))
			.max(ServingStatement.ORDER)
			.filter(statement::isRepeatedBy)
			.isPresent();
	}

	/**
	 * Writes which versions artifacts are, in the caller's transaction.
	 * @throws InvalidRequestException if an artifact serves nowhere
	 */
	public void resolve(List<Attributed<ArtifactResolution>> resolutions) {
		for (Attributed<ArtifactResolution> submitted : resolutions) {
			List<String> deployments = this.repository.resolve(submitted);
			if (deployments.isEmpty()) {
				throw InvalidRequestException.notFound("artifact", submitted.statement().artifact().key());
			}
			derive(deployments);
		}
	}

	/** A curator's statement of an artifact's version; null: the descriptions decide. */
	public record ArtifactResolution(ArtifactKey artifact, @Nullable StatedVersion version) {
	}

	record StatedEnvironment(String urn, String name, Environment.@Nullable Tier tier, Instant at) {

		/** Returns the one of two statements that the graph would keep. */
		StatedEnvironment or(StatedEnvironment other) {
			if (this.tier == null || other.tier == null) {
				return (this.tier != null) ? this : other;
			}
			int order = this.at.compareTo(other.at);
			return (order > 0 || (order == 0 && this.tier.name().compareTo(other.tier.name()) > 0)) ? this : other;
		}

	}

	List<ServingStatement> statements(String deployment) {
		return this.repository.statements(List.of(deployment))
			.stream()
			.flatMap((row) -> statements(row).stream())
			.toList();
	}

	private static List<GraphEdge> edges(String deployment, List<ServingStatement> statements, Artifacts artifacts,
			Map<String, Set<String>> models) {
		List<Interval<ServingFact>> versions = ServingStatement.versions(deployment, statements, artifacts);
		return Stream.concat(versions.stream(), ServingStatement.models(versions, models).stream())
			.map((serving) -> serving.fact().edge(deployment, serving.since(), serving.until()))
			.toList();
	}

	private static List<ServingStatement> statements(Row row) {
		return row.rows("statements").stream().map(ServingStatement::of).toList();
	}

	private static Map<String, Set<String>> models(Row row, List<ServingStatement> statements) {
		Map<String, Set<String>> models = row.rows("models")
			.stream()
			.collect(Collectors.groupingBy((model) -> model.text("version"),
					Collectors.mapping((model) -> model.text("model"), Collectors.toCollection(HashSet::new))));
		// The model of a serving is known even when it has no known version.
		row.rows("newest")
			.stream()
			.filter((newest) -> newest.maybeText("version") == null)
			.forEach((newest) -> statements.stream()
				.filter((statement) -> statement.isNewest(newest.text("key"), newest.time("at")))
				.flatMap((statement) -> Stream.ofNullable(statement.unresolved(row.text("deployment"))))
				.forEach((unknown) -> models.computeIfAbsent(unknown.urn().value(), (_) -> new HashSet<>())
					.add(newest.text("model"))));
		return models;
	}

}
