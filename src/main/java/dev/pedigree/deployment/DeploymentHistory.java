package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
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
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
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
 * Derives from all that was said of a deployment which version served when: the same
 * whatever the order in which it was said. A model feeds a deployment exactly while some
 * version of it does.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class DeploymentHistory {

	/** The role of what serves when none is told. */
	static final String PRIMARY = "primary";

	private final DeploymentRepository repository;

	private final EdgeReconciler edges;

	private final ApplicationEventPublisher events;

	DeploymentHistory(DeploymentRepository repository, EdgeReconciler edges, ApplicationEventPublisher events) {
		this.repository = repository;
		this.edges = edges;
		this.events = events;
	}

	/**
	 * Derives again which version serves where only its artifact was told, in the
	 * transaction of the caller.
	 * @param versions urns of those that were made or described
	 */
	public void follow(Collection<String> versions) {
		derive(this.repository.servedByArtifact(versions));
	}

	/**
	 * Derives again what serves where a source names a model and no version: another
	 * version of it may be the newest one by then.
	 */
	@EventListener
	void follow(AssetsChanged changed) {
		if (changed.what() == AssetsChanged.What.VERSION && !changed.urns().isEmpty()) {
			derive(this.repository.servedByModel(changed.urns()));
		}
	}

	/**
	 * Derives again what serves where only its artifact was told: its version may be what
	 * was forgotten.
	 */
	@EventListener
	void forget(AssetDeleted forgotten) {
		this.repository.sweepArtifacts();
		derive(this.repository.toldByArtifact());
	}

	/**
	 * Lets nobody else learn what artifacts are until the transaction of the caller ends.
	 */
	public void lockArtifacts() {
		this.repository.lockArtifacts();
	}

	/**
	 * Derives again, in the transaction of the caller, who holds the locks of the
	 * deployments: after a statement, and after a version of them was given to another
	 * model.
	 * @param deployments urns
	 */
	public void derive(Collection<String> deployments) {
		if (deployments.isEmpty()) {
			return;
		}
		EdgeReconciler.Changes edges = this.edges.changes();
		List<Map<String, @Nullable Object>> settled = new ArrayList<>();
		Map<Urn, ArtifactKey> artifacts = new TreeMap<>();
		for (Row row : this.repository.statements(deployments)) {
			String deployment = row.text("deployment");
			List<ServingStatement> statements = ServingStatement.counting(statements(row));
			Set<String> changed = edges.add(wanted(deployment, statements,
					new Artifacts(row.rows("artifacts"), row.rows("shared"), row.rows("newest")),
					models(row, statements)), GraphEdge.stored(row.rows("edges")));
			statements.stream()
				.flatMap((statement) -> Stream.ofNullable(statement.unresolved(deployment)))
				.filter((artifact) -> changed.contains(artifact.urn().value()))
				.forEach((artifact) -> artifacts.put(artifact.urn(), artifact));
			Map<String, @Nullable Object> itself = new HashMap<>();
			itself.put("deployment", deployment);
			itself.put("endpoint", newest(statements, ServingStatement::endpoint));
			itself.put("environment", ServingStatement.environment(statements));
			settled.add(itself);
		}
		this.repository.meetArtifacts(artifacts.values());
		Set<String> changed = edges.write();
		this.repository.sweepArtifacts(changed.stream().filter((urn) -> urn.startsWith("artifact:")).toList());
		this.repository.settle(settled);
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.SERVING, changed));
	}

	/**
	 * Writes what messages say of deployments, in the transaction of the caller, who has
	 * claimed them and made the versions that they name.
	 */
	public void state(Collection<Attributed<DeploymentObservation>> observations, Identities identities) {
		if (observations.isEmpty()) {
			return;
		}
		Map<Urn, Map<String, @Nullable Object>> environments = new TreeMap<>();
		List<Map<String, @Nullable Object>> said = new ArrayList<>();
		Set<String> deployments = new TreeSet<>();
		for (Attributed<DeploymentObservation> submitted : observations) {
			DeploymentObservation seen = submitted.statement();
			Urn environment = seen.environment();
			if (environment != null) {
				environments.merge(environment, environment(environment, seen.tier(), seen.at()),
						DeploymentHistory::later);
			}
			said.add(ServingStatement.of(seen, identities)
				.parameters(seen.deployment().value(), seen.version(), submitted.actor()));
			deployments.add(seen.deployment().value());
		}
		this.repository.meetEnvironments(environments.values());
		this.repository.state(said);
		derive(deployments);
	}

	/**
	 * Of what may be said of deployments, that which its source had said already at that
	 * time, so that to say it again changes nothing. A share of traffic that is left out
	 * is any.
	 */
	@Transactional(readOnly = true, timeout = 10)
	public Set<DeploymentObservation> said(Collection<DeploymentObservation> observations) {
		Map<String, List<ServingStatement>> heard = new HashMap<>();
		this.repository.statements(observations.stream().map((seen) -> seen.deployment().value()).distinct().toList())
			.forEach((row) -> heard.put(row.text("deployment"), statements(row)));
		return observations.stream()
			.filter((seen) -> isSaid(seen, heard.getOrDefault(seen.deployment().value(), List.of())))
			.collect(Collectors.toSet());
	}

	private static boolean isSaid(DeploymentObservation seen, List<ServingStatement> heard) {
		String role = Objects.requireNonNullElse(seen.role(), PRIMARY);
		List<ServingStatement> before = heard.stream()
			.filter((one) -> one.source().equals(seen.source()) && !one.at().isAfter(seen.at()))
			.filter((one) -> one.speaksOf(role))
			.sorted(ServingStatement.ORDER)
			.toList();
		return !before.isEmpty() && (before.getLast().says(seen)
				|| before.stream().anyMatch((one) -> one.at().equals(seen.at()) && one.says(seen)));
	}

	/**
	 * Whether the newest statement of the same role, or a retirement after it, states
	 * just this.
	 * @param own whether only statements of the same source count
	 */
	@Transactional(readOnly = true, timeout = 10)
	public boolean isCurrent(DeploymentObservation seen, boolean own) {
		ServingStatement statement = ServingStatement.of(seen, Identities.NONE);
		return statements(seen.deployment().value()).stream()
			.filter((one) -> own ? one.source().equals(statement.source()) : one.speaksOf(statement.role()))
			.max(ServingStatement.ORDER)
			.filter(statement::saidBy)
			.isPresent();
	}

	/**
	 * Writes which versions artifacts are, in the transaction of the caller.
	 * @throws InvalidRequestException when nothing serves that has the artifact
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

	/**
	 * Which version an artifact is.
	 *
	 * @param version null to leave it to the descriptions of versions
	 */
	public record ArtifactResolution(ArtifactKey artifact, @Nullable StatedVersion version) {
	}

	private static Map<String, @Nullable Object> environment(Urn urn, Environment.@Nullable Tier tier, Instant at) {
		Map<String, @Nullable Object> environment = new HashMap<>();
		environment.put("urn", urn.value());
		environment.put("name", urn.name());
		environment.put("tier", (tier != null) ? tier.name() : null);
		environment.put("at", at);
		return environment;
	}

	/** Of two that were said of one environment that which the graph would keep. */
	private static Map<String, @Nullable Object> later(Map<String, @Nullable Object> one,
			Map<String, @Nullable Object> other) {
		if (one.get("tier") instanceof String tier && other.get("tier") instanceof String otherTier) {
			Instant at = (Instant) Objects.requireNonNull(one.get("at"));
			int order = at.compareTo((Instant) Objects.requireNonNull(other.get("at")));
			return (order > 0 || (order == 0 && tier.compareTo(otherTier) > 0)) ? one : other;
		}
		return (one.get("tier") != null) ? one : other;
	}

	/** All that was said of a deployment. */
	List<ServingStatement> statements(String deployment) {
		return this.repository.statements(List.of(deployment))
			.stream()
			.flatMap((row) -> statements(row).stream())
			.toList();
	}

	private static List<GraphEdge> wanted(String deployment, List<ServingStatement> statements, Artifacts artifacts,
			Map<String, Set<String>> models) {
		List<Timeline.Interval<ServingStatement.ServingFact>> versions = ServingStatement.versions(deployment,
				statements, artifacts);
		return Stream.concat(versions.stream(), ServingStatement.models(versions, models).stream())
			.map((serving) -> serving.fact().edge(deployment, serving.since(), serving.until()))
			.toList();
	}

	private static @Nullable String newest(List<ServingStatement> statements,
			java.util.function.Function<ServingStatement, @Nullable String> property) {
		String newest = null;
		for (ServingStatement statement : statements.stream().sorted(ServingStatement.ORDER).toList()) {
			String value = property.apply(statement);
			newest = (value != null) ? value : newest;
		}
		return newest;
	}

	private static List<ServingStatement> statements(Row row) {
		return row.rows("statements").stream().map(ServingStatement::of).toList();
	}

	private static Map<String, Set<String>> models(Row row, List<ServingStatement> statements) {
		Map<String, Set<String>> models = new HashMap<>();
		row.rows("models")
			.forEach((one) -> models.computeIfAbsent(one.text("version"), (version) -> new HashSet<>())
				.add(one.text("model")));
		// The model of what serves is known even when no version of it is.
		row.rows("newest")
			.stream()
			.filter((one) -> one.maybeText("version") == null)
			.forEach((one) -> statements.stream()
				.filter((statement) -> statement.isNewest(one.text("key"), one.time("at")))
				.flatMap((statement) -> Stream.ofNullable(statement.unresolved(row.text("deployment"))))
				.forEach((unknown) -> models.computeIfAbsent(unknown.urn().value(), (version) -> new HashSet<>())
					.add(one.text("model"))));
		return models;
	}

}
