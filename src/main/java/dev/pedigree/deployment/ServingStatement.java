package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.EdgeType;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of a deployment at one time: which version or artifact serves in a
 * role from then on; without these, that another share of the requests goes to what
 * serves there; or, without role and version, that it is retired.
 *
 * @param at from when on
 * @param source who says so; a source ends only what it said itself
 * @param role {@code primary}, {@code canary}; null retires all but those that go on
 * @param version urn; beside an artifact, what that is unless a described version has it
 * @param data the key of the model that it was stated of
 * @param artifact what serves, where the source knows no version
 * @param model the key of the model that serves, where the source names no version
 * @param traffic percent
 * @param environment urn of where the deployment runs
 * @param endpoint where it answers
 * @param going the roles that go on when it is retired otherwise
 * @param secondHand whether it counts only while nobody else speaks of the deployment
 */
record ServingStatement(Instant at, String source, @Nullable String role, @Nullable String version,
		@Nullable String data, @Nullable String artifact, @Nullable String model, @Nullable Double traffic,
		@Nullable String environment, @Nullable String endpoint, List<String> going, boolean secondHand) {

	/**
	 * After every statement of the same time: what is recorded and retired at once is
	 * retired.
	 */
	private static final String RETIRED = "\uffff";

	/** Binding of a statement that names no version: the newest one by then serves. */
	private static final String NEWEST = "NEWEST";

	/** The role of a statement that names an environment only; nothing serves in it. */
	static final String PLACE = "";

	/** The order in which statements are heard, whenever they came. */
	static final Comparator<ServingStatement> ORDER = Comparator.comparing(ServingStatement::at)
		.thenComparing(ServingStatement::content);

	/**
	 * A version that serves in a role, as a source states it; role and traffic are null
	 * for a model. Its binding is NEWEST where the source names no version.
	 */
	record ServingFact(String from, @Nullable String role, @Nullable Double traffic, String source,
			@Nullable String binding) {

		ServingFact(String from, @Nullable String role, @Nullable Double traffic, String source) {
			this(from, role, traffic, source, null);
		}

		/** The edge into a deployment for as long as the fact holds. */
		GraphEdge edge(String deployment, Instant since, @Nullable Instant until) {
			Map<String, @Nullable Object> properties = new HashMap<>();
			properties.put("role", this.role);
			properties.put("traffic", this.traffic);
			properties.put("source", this.source);
			properties.put("binding", this.binding);
			return GraphEdge.of(EdgeType.FEEDS, this.from, deployment, since, until, properties);
		}

	}

	static ServingStatement of(Row stored) {
		return new ServingStatement(stored.time("at"), stored.text("source"), stored.maybeText("role"),
				stored.maybeText("version"), stored.maybeText("data"), stored.maybeText("artifact"),
				stored.maybeText("model"), (Double) stored.value("traffic"), stored.maybeText("environment"),
				stored.maybeText("endpoint"), stored.texts("going"), stored.flag("secondHand"));
	}

	/** What an observation says, of a version as it is known. */
	static ServingStatement of(DeploymentObservation seen, Identities identities) {
		StatedVersion version = seen.version();
		return new ServingStatement(seen.at(), seen.source(),
				((version != null || seen.artifact() != null || seen.model() != null) && seen.role() == null)
						? DeploymentHistory.PRIMARY : seen.role(),
				(version != null) ? identities.of(version).value() : null,
				(version != null) ? version.data().value() : null, key(seen), model(seen), seen.traffic(),
				environment(seen), seen.endpoint(), seen.going().stream().sorted().toList(), seen.secondHand());
	}

	private static @Nullable String key(DeploymentObservation seen) {
		ArtifactKey artifact = seen.artifact();
		return (artifact != null) ? artifact.key() : null;
	}

	private static @Nullable String model(DeploymentObservation seen) {
		Urn model = seen.model();
		return (model != null) ? model.value() : null;
	}

	private static @Nullable String environment(DeploymentObservation seen) {
		Urn environment = seen.environment();
		return (environment != null) ? environment.value() : null;
	}

	/** Whether it says all that an observation does, which may leave out some. */
	boolean says(DeploymentObservation seen) {
		StatedVersion other = seen.version();
		return Objects.equals(this.version, (other != null) ? other.version().value() : null)
				&& Objects.equals(this.artifact, key(seen)) && Objects.equals(this.model, model(seen))
				&& (seen.traffic() == null || seen.traffic().equals(this.traffic))
				&& (seen.environment() == null || Objects.equals(environment(seen), this.environment))
				&& (seen.endpoint() == null || seen.endpoint().equals(this.endpoint));
	}

	/**
	 * The parameters that store it; the same statement has the same key.
	 * @param named the version under the key that it was stated under, which its model
	 * may have lost to another one since
	 */
	Map<String, @Nullable Object> parameters(String deployment, @Nullable StatedVersion named, @Nullable String actor) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("key", deployment + "\n" + this.at + "\n" + this.source + "\n"
				+ naming((named != null) ? named.version().value() : null));
		parameters.put("deployment", deployment);
		parameters.put("at", this.at);
		parameters.put("source", this.source);
		parameters.put("role", this.role);
		parameters.put("version", this.version);
		parameters.put("data", this.data);
		parameters.put("artifact", this.artifact);
		parameters.put("places", (this.artifact != null) ? new ArtifactKey(this.artifact).places() : null);
		parameters.put("model", this.model);
		parameters.put("traffic", this.traffic);
		parameters.put("environment", this.environment);
		parameters.put("endpoint", this.endpoint);
		parameters.put("going", this.going.isEmpty() ? null : this.going);
		parameters.put("secondHand", this.secondHand ? true : null);
		parameters.put("actor", actor);
		return parameters;
	}

	/** Whether another statement, maybe of another time, says all that this one does. */
	boolean saidBy(ServingStatement other) {
		return Objects.equals(this.role, other.role) && this.going.equals(other.going)
				&& Objects.equals(this.version, other.version) && Objects.equals(this.artifact, other.artifact)
				&& Objects.equals(this.model, other.model) && Objects.equals(this.traffic, other.traffic)
				&& (this.environment == null || this.environment.equals(other.environment))
				&& (this.endpoint == null || this.endpoint.equals(other.endpoint));
	}

	/**
	 * The statements that count: those at second hand only while no source states at
	 * first hand what serves.
	 */
	static List<ServingStatement> counting(List<ServingStatement> statements) {
		boolean known = statements.stream().anyMatch((statement) -> !statement.secondHand && !statement.isPlace());
		return known ? statements.stream().filter((statement) -> !statement.secondHand).toList() : statements;
	}

	/**
	 * The environment: the newest that a statement of a serving names, else the newest
	 * that a pipeline rolls out to. Null: no statement names one.
	 */
	static @Nullable String environment(List<ServingStatement> statements) {
		Comparator<ServingStatement> order = Comparator.comparing((ServingStatement one) -> !one.isPlace())
			.thenComparing(ORDER);
		return statements.stream()
			.filter((statement) -> statement.environment != null)
			.max(order)
			.map(ServingStatement::environment)
			.orElse(null);
	}

	/**
	 * Which versions served when: each statement ends the one before it in its role.
	 * @param deployment its urn
	 * @param artifacts which version each artifact is
	 */
	static List<Timeline.Interval<ServingFact>> versions(String deployment, List<ServingStatement> statements,
			Artifacts artifacts) {
		List<Timeline.Interval<ServingFact>> intervals = new ArrayList<>();
		Set<List<String>> rows = new HashSet<>();
		statements.stream()
			.filter((statement) -> statement.role != null && !statement.isPlace())
			.forEach((statement) -> rows.add(List.of(statement.source, Objects.requireNonNull(statement.role))));
		for (List<String> row : rows) {
			List<ServingStatement> role = statements.stream()
				.filter((statement) -> statement.speaksOf(row.get(1)))
				.sorted(ORDER)
				.toList();
			intervals.addAll(Timeline.fold(stated(row.get(0), role, unknown(deployment, row.get(1)), artifacts)));
		}
		return intervals;
	}

	/** When some version of a model served, by the models of each version. */
	static List<Timeline.Interval<ServingFact>> models(List<Timeline.Interval<ServingFact>> versions,
			Map<String, Set<String>> models) {
		Map<ServingFact, List<Timeline.Interval<ServingFact>>> served = new HashMap<>();
		for (Timeline.Interval<ServingFact> interval : versions) {
			for (String model : models.getOrDefault(interval.fact().from(), Set.of())) {
				served
					.computeIfAbsent(new ServingFact(model, null, null, interval.fact().source()),
							(any) -> new ArrayList<>())
					.add(interval);
			}
		}
		return served.entrySet()
			.stream()
			.flatMap((one) -> Timeline.union(one.getKey(), one.getValue()).stream())
			.toList();
	}

	/**
	 * What a source states of a role over time. A share of the requests alone goes to the
	 * version that the source named before, else to the one that another source did, else
	 * to an unknown one: a platform names the canary and not the version beside it.
	 * @param role what all sources state of the role, in order
	 */
	private static List<Timeline.TimedFacts<ServingFact>> stated(String source, List<ServingStatement> role,
			ArtifactKey unknown, Artifacts artifacts) {
		List<Timeline.TimedFacts<ServingFact>> stated = new ArrayList<>();
		ServingFact named = null;
		ServingFact others = null;
		for (ServingStatement statement : role) {
			boolean own = statement.source.equals(source);
			if (!statement.isShare()) {
				ServingFact serves = statement.serves(unknown, artifacts);
				named = own ? serves : named;
				others = own ? others : serves;
			}
			if (own) {
				ServingFact before = (named == null && statement.isShare())
						? Objects.requireNonNullElseGet(others, () -> statement.fact(unknown.urn().value(), null))
						: named;
				stated.add(new Timeline.TimedFacts<>(statement.at, statement.content(),
						(before == null) ? Set.of() : Set.of(statement.fact(before.from, before.binding))));
			}
		}
		return stated;
	}

	/** The version that it names, or means by an artifact or model; null for none. */
	private @Nullable ServingFact serves(ArtifactKey unknown, Artifacts artifacts) {
		if (this.model != null) {
			String newest = artifacts.newest(this.model, this.at);
			return (newest != null) ? fact(newest, NEWEST) : fact(unknown.urn().value(), null);
		}
		if (this.artifact != null) {
			Artifacts.Resolved serves = artifacts.version(this.artifact, this.version, this.at);
			return fact(serves.urn(), serves.newest() ? NEWEST : null);
		}
		String serves = artifacts.version(this.version);
		return (serves != null) ? fact(serves, null) : null;
	}

	private ServingFact fact(String from, @Nullable String binding) {
		return new ServingFact(from, this.role, this.traffic, this.source, binding);
	}

	/** The version that has a share of the requests and that no source names. */
	private static ArtifactKey unknown(String deployment, String role) {
		return new ArtifactKey("unknown:" + deployment + ":" + role);
	}

	/** What serves by its artifact, or without being named; null otherwise. */
	@Nullable ArtifactKey unresolved(String deployment) {
		if (this.artifact != null) {
			return new ArtifactKey(this.artifact);
		}
		return ((isShare() || this.model != null) && this.role != null) ? unknown(deployment, this.role) : null;
	}

	/** Whether it says what serves in a role, or that nothing does. */
	boolean speaksOf(String other) {
		return (this.role != null) ? this.role.equals(other) : !this.going.contains(other);
	}

	/** Whether it names this model and no version, from this time on. */
	boolean isNewest(String key, Instant from) {
		return key.equals(this.model) && from.equals(this.at);
	}

	private boolean isPlace() {
		return PLACE.equals(this.role);
	}

	private boolean isShare() {
		return this.version == null && this.artifact == null && this.model == null && this.traffic != null;
	}

	private String content() {
		return naming(this.version);
	}

	private String naming(@Nullable String named) {
		if (this.role == null) {
			return RETIRED + String.join("\n", this.going);
		}
		String serves = (named != null) ? named : (this.artifact != null) ? this.artifact : this.model;
		return String.join("\n", this.role, Objects.requireNonNullElse(serves, ""), String.valueOf(this.traffic),
				Objects.requireNonNullElse(this.environment, ""), Objects.requireNonNullElse(this.endpoint, ""));
	}

}
