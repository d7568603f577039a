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
import java.util.TreeSet;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Identities;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.StoredTime;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
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

	private final ApplicationEventPublisher events;

	DeploymentHistory(DeploymentRepository repository, ApplicationEventPublisher events) {
		this.repository = repository;
		this.events = events;
	}

	/**
	 * Derives again, in the transaction of the caller, who holds the locks of the
	 * deployments: after a statement, and after a version of them was given to another
	 * model.
	 * @param deployments urns
	 */
	public void derive(Collection<String> deployments) {
		for (Map<String, Object> row : this.repository.statements(deployments)) {
			String deployment = (String) Objects.requireNonNull(row.get("deployment"));
			List<ServingStatement> statements = statements(row);
			change(deployment, wanted(statements, models(row)), rows(row, "edges"));
			Map<String, @Nullable Object> settled = new HashMap<>();
			settled.put("deployment", deployment);
			settled.put("endpoint", newest(statements, ServingStatement::endpoint));
			settled.put("environment", newest(statements, ServingStatement::environment));
			this.repository.settle(settled);
		}
	}

	/**
	 * Writes what messages say of deployments, in the transaction of the caller, who has
	 * claimed them and made the versions that they name.
	 */
	public void state(Collection<DeploymentObservation> observations, Identities identities) {
		Set<String> deployments = new TreeSet<>();
		for (DeploymentObservation seen : observations) {
			StatedVersion version = seen.version();
			Urn environment = seen.environment();
			if (environment != null) {
				meet(environment, seen.tier(), seen.at());
			}
			ServingStatement statement = (version == null)
					? new ServingStatement(seen.at(), seen.source(), null, null, null, null, null)
					: new ServingStatement(seen.at(), seen.source(), Objects.requireNonNullElse(seen.role(), PRIMARY),
							version.in(identities).value(), seen.traffic(),
							(environment != null) ? environment.value() : null, seen.endpoint());
			this.repository.state(statement.parameters(seen.deployment().value(), seen.actor()));
			deployments.add(seen.deployment().value());
		}
		if (!deployments.isEmpty()) {
			derive(deployments);
		}
	}

	/** Makes an environment that is not there yet. */
	void meet(Urn urn, Environment.@Nullable Tier tier, Instant at) {
		Map<String, @Nullable Object> environment = new HashMap<>();
		environment.put("urn", urn.value());
		environment.put("name", urn.name());
		environment.put("tier", tier);
		environment.put("at", at);
		this.repository.meetEnvironment(environment);
	}

	/** All that was said of a deployment. */
	List<ServingStatement> statements(String deployment) {
		return this.repository.statements(List.of(deployment))
			.stream()
			.flatMap((row) -> statements(row).stream())
			.toList();
	}

	private void change(String deployment, Set<Edge> wanted, List<Map<String, Object>> edges) {
		Set<Edge> there = new HashSet<>();
		List<String> dropped = new ArrayList<>();
		Set<String> changed = new TreeSet<>();
		for (Map<String, Object> stored : edges) {
			Edge edge = Edge.of(stored);
			if (!wanted.contains(edge) || !there.add(edge)) {
				dropped.add((String) Objects.requireNonNull(stored.get("id")));
				changed.add(edge.fact.from());
			}
		}
		List<Edge> opened = wanted.stream().filter((edge) -> !there.contains(edge)).toList();
		this.repository.change(deployment, dropped, opened.stream().map(Edge::parameters).toList());
		opened.forEach((edge) -> changed.add(edge.fact.from()));
		if (!changed.isEmpty()) {
			changed.add(deployment);
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.SERVING, changed));
		}
	}

	private static Set<Edge> wanted(List<ServingStatement> statements, Map<String, Set<String>> models) {
		List<Timeline.Interval<ServingStatement.Fact>> versions = ServingStatement.versions(statements);
		Set<Edge> wanted = new HashSet<>();
		versions.forEach((interval) -> wanted.add(Edge.of(interval)));
		ServingStatement.models(versions, models).forEach((interval) -> wanted.add(Edge.of(interval)));
		return wanted;
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

	private static List<ServingStatement> statements(Map<String, Object> row) {
		return rows(row, "statements").stream().map(ServingStatement::of).toList();
	}

	private static Map<String, Set<String>> models(Map<String, Object> row) {
		Map<String, Set<String>> models = new HashMap<>();
		rows(row, "models").forEach((one) -> models
			.computeIfAbsent((String) Objects.requireNonNull(one.get("version")), (version) -> new HashSet<>())
			.add((String) Objects.requireNonNull(one.get("model"))));
		return models;
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> rows(Map<String, Object> row, String column) {
		return (List<Map<String, Object>>) Objects.requireNonNull(row.get(column));
	}

	/** An edge into a deployment; FED when it has an end. */
	private record Edge(ServingStatement.Fact fact, Instant since, @Nullable Instant until) {

		static Edge of(Timeline.Interval<ServingStatement.Fact> interval) {
			return new Edge(interval.fact(), interval.since(), interval.until());
		}

		static Edge of(Map<String, Object> stored) {
			return new Edge(
					new ServingStatement.Fact((String) Objects.requireNonNull(stored.get("from")),
							(String) stored.get("role"), (Double) stored.get("traffic"),
							(String) Objects.requireNonNullElse(stored.get("source"), "")),
					StoredTime.of(stored, "since"), StoredTime.orNull(stored, "until"));
		}

		Map<String, @Nullable Object> parameters() {
			Map<String, @Nullable Object> parameters = new HashMap<>();
			parameters.put("from", this.fact.from());
			parameters.put("role", this.fact.role());
			parameters.put("traffic", this.fact.traffic());
			parameters.put("source", this.fact.source());
			parameters.put("since", this.since);
			parameters.put("until", this.until);
			return parameters;
		}

	}

}
