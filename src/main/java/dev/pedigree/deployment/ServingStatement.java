package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.pedigree.catalog.ArtifactKey;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Timeline.Interval;
import dev.pedigree.catalog.Timeline.TimedFacts;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.EdgeType;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import org.jspecify.annotations.Nullable;

/**
 * A stored statement about a deployment: which version or artifact serves in a role from
 * a time on; without these, a new share of the requests; without role and version, that
 * the deployment is retired. A source ends only its own servings.
 *
 * @param role {@code primary}, {@code canary}; null retires all but the continuing roles
 * @param version urn; beside an artifact, the version to use if no described version has
 * it
 * @param data the key of the model under which the version was stated
 * @param secondHand whether it counts only while no other source describes the deployment
 */
record ServingStatement(Instant at, String source, @Nullable String role, @Nullable String version,
		@Nullable String data, @Nullable String artifact, @Nullable String model, @Nullable Double traffic,
		@Nullable String environment, @Nullable String endpoint, List<String> continuing, boolean secondHand) {

	/** Sorts last at one time: recorded and retired at once is retired. */
	private static final String RETIRED = "\uffff";

	/** Binding without a stated version: the newest at that time serves. */
	private static final String NEWEST = "NEWEST";

	/** The role of a statement that names only an environment. */
	static final String PLACE = "";

	/** Orders statements by time, not by arrival. */
	static final Comparator<ServingStatement> ORDER = Comparator.comparing(ServingStatement::at)
		.thenComparing(ServingStatement::content);

	/**
	 * A version that serves in a role, as a source states it. Role and traffic are null
	 * for a model. The binding is NEWEST if the source names no version.
	 */
	record ServingFact(String from, @Nullable String role, @Nullable Double traffic, String source,
			@Nullable String binding) {

		ServingFact(String from, @Nullable String role, @Nullable Double traffic, String source) {
			this(from, role, traffic, source, null);
		}

		GraphEdge edge(String deployment, Instant since, @Nullable Instant until) {
			return GraphEdge.of(EdgeType.FEEDS, this.from, deployment, since, until, Row.map("role", this.role,
					"traffic", this.traffic, "source", this.source, "binding", this.binding));
		}

	}

	static ServingStatement of(Row stored) {
		return new ServingStatement(stored.time("at"), stored.text("source"), stored.maybeText("role"),
				stored.maybeText("version"), stored.maybeText("data"), stored.maybeText("artifact"),
				stored.maybeText("model"), (Double) stored.value("traffic"), stored.maybeText("environment"),
				stored.maybeText("endpoint"), stored.texts("going"), stored.flag("secondHand"));
	}

	/** Converts an observation, with the current id of its version. */
	static ServingStatement of(DeploymentObservation observation, Identities identities) {
		StatedVersion version = observation.version();
		return new ServingStatement(observation.at(), observation.source(),
				((version != null || observation.artifact() != null || observation.model() != null)
						&& observation.role() == null) ? DeploymentHistory.PRIMARY : observation.role(),
				(version != null) ? identities.of(version).value() : null,
				(version != null) ? version.data().value() : null, key(observation), value(observation.model()),
				observation.traffic(), value(observation.environment()), observation.endpoint(),
				observation.continuing().stream().sorted().toList(), observation.secondHand());
	}

	private static @Nullable String key(DeploymentObservation observation) {
		ArtifactKey artifact = observation.artifact();
		return (artifact != null) ? artifact.key() : null;
	}

	private static @Nullable String value(@Nullable Urn urn) {
		return (urn != null) ? urn.value() : null;
	}

	/** Whether all values of an observation equal its own; absent ones match any. */
	boolean matches(DeploymentObservation observation) {
		StatedVersion other = observation.version();
		return Objects.equals(this.version, (other != null) ? other.version().value() : null)
				&& Objects.equals(this.artifact, key(observation))
				&& Objects.equals(this.model, value(observation.model()))
				&& (observation.traffic() == null || observation.traffic().equals(this.traffic))
				&& (observation.environment() == null
						|| Objects.equals(value(observation.environment()), this.environment))
				&& (observation.endpoint() == null || observation.endpoint().equals(this.endpoint));
	}

	/**
	 * The query parameters that store it; equal statements have equal keys.
	 * @param named the version under its stated key, which may now belong to another
	 * model
	 */
	Map<String, @Nullable Object> parameters(String deployment, @Nullable StatedVersion named, @Nullable String actor) {
		String key = String.join("\n", deployment, this.at.toString(), this.source,
				naming((named != null) ? named.version().value() : null));
		return Row.map("key", key, "deployment", deployment, "at", this.at, "source", this.source, "role", this.role,
				"version", this.version, "data", this.data, "artifact", this.artifact, "places",
				(this.artifact != null) ? new ArtifactKey(this.artifact).places() : null, "model", this.model,
				"traffic", this.traffic, "environment", this.environment, "endpoint", this.endpoint, "going",
				this.continuing.isEmpty() ? null : this.continuing, "secondHand", this.secondHand ? true : null,
				"actor", actor);
	}

	/** Whether another statement, at any time, contains all values of this one. */
	boolean isRepeatedBy(ServingStatement other) {
		return Objects.equals(this.role, other.role) && this.continuing.equals(other.continuing)
				&& Objects.equals(this.version, other.version) && Objects.equals(this.artifact, other.artifact)
				&& Objects.equals(this.model, other.model) && Objects.equals(this.traffic, other.traffic)
				&& (this.environment == null || this.environment.equals(other.environment))
				&& (this.endpoint == null || this.endpoint.equals(other.endpoint));
	}

	/** Omits second-hand statements if a source states at first hand what serves. */
	static List<ServingStatement> counting(List<ServingStatement> statements) {
		boolean known = statements.stream().anyMatch((statement) -> !statement.secondHand && !statement.isPlace());
		return known ? statements.stream().filter((statement) -> !statement.secondHand).toList() : statements;
	}

	/** The newest environment of a statement about a serving, else of a pipeline. */
	static @Nullable String environment(List<ServingStatement> statements) {
		Comparator<ServingStatement> order = Comparator.comparing((ServingStatement stated) -> !stated.isPlace())
			.thenComparing(ORDER);
		return statements.stream()
			.filter((statement) -> statement.environment != null)
			.max(order)
			.map(ServingStatement::environment)
			.orElse(null);
	}

	/** The newest endpoint that a statement names; null for none. */
	static @Nullable String endpoint(List<ServingStatement> statements) {
		return statements.stream()
			.filter((statement) -> statement.endpoint != null)
			.max(ORDER)
			.map(ServingStatement::endpoint)
			.orElse(null);
	}

	/** Computes which versions served when: a statement ends the previous of its role. */
	static List<Interval<ServingFact>> versions(String deployment, List<ServingStatement> statements,
			Artifacts artifacts) {
		return statements.stream()
			.filter((statement) -> statement.role != null && !statement.isPlace())
			.map((statement) -> List.of(statement.source, Objects.requireNonNull(statement.role)))
			.distinct()
			.flatMap((key) -> {
				List<ServingStatement> role = statements.stream()
					.filter((statement) -> statement.concerns(key.get(1)))
					.sorted(ORDER)
					.toList();
				return Timeline.fold(stated(key.get(0), role, unknown(deployment, key.get(1)), artifacts)).stream();
			})
			.toList();
	}

	/** Computes when any version of a model served, from the models of each version. */
	static List<Interval<ServingFact>> models(List<Interval<ServingFact>> versions, Map<String, Set<String>> models) {
		return Timeline
			.unions(versions.stream()
				.flatMap((interval) -> models.getOrDefault(interval.fact().from(), Set.of())
					.stream()
					.map((model) -> new Interval<>(new ServingFact(model, null, null, interval.fact().source()),
							interval.since(), interval.until()))))
			.toList();
	}

	/**
	 * Computes the servings that a source states for a role. A share of the requests
	 * alone refers to the version that the source named before, else to one that another
	 * source named, else to an unknown one: a platform names the canary but not the
	 * version beside it.
	 * @param role the statements of all sources about the role, in order
	 */
	private static List<TimedFacts<ServingFact>> stated(String source, List<ServingStatement> role, ArtifactKey unknown,
			Artifacts artifacts) {
		List<TimedFacts<ServingFact>> stated = new ArrayList<>();
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
				stated.add(new TimedFacts<>(statement.at, statement.content(),
						(before == null) ? Set.of() : Set.of(statement.fact(before.from, before.binding))));
			}
		}
		return stated;
	}

	/** Resolves its version, artifact or model to a version; null if nothing serves. */
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

	/** The placeholder for a version that no source names. */
	private static ArtifactKey unknown(String deployment, String role) {
		return new ArtifactKey("unknown:" + deployment + ":" + role);
	}

	/** The artifact or placeholder that serves; null if the source names a version. */
	@Nullable ArtifactKey unresolved(String deployment) {
		if (this.artifact != null) {
			return new ArtifactKey(this.artifact);
		}
		return ((isShare() || this.model != null) && this.role != null) ? unknown(deployment, this.role) : null;
	}

	/** Whether it starts or ends a serving in a role. */
	boolean concerns(String other) {
		return (this.role != null) ? this.role.equals(other) : !this.continuing.contains(other);
	}

	/** Whether it names this model without a version at this time. */
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
			return RETIRED + String.join("\n", this.continuing);
		}
		String serves = (named != null) ? named : (this.artifact != null) ? this.artifact : this.model;
		return String.join("\n", this.role, Objects.requireNonNullElse(serves, ""), String.valueOf(this.traffic),
				Objects.requireNonNullElse(this.environment, ""), Objects.requireNonNullElse(this.endpoint, ""));
	}

}
