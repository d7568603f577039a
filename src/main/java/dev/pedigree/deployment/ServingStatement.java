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
import dev.pedigree.identity.Identities;
import dev.pedigree.graph.Row;
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
 * @param traffic percent
 * @param environment urn of where the deployment runs
 * @param endpoint where it answers
 * @param going the roles that go on when it is retired otherwise
 * @param secondHand whether it counts only while nobody else speaks of the deployment
 */
record ServingStatement(Instant at, String source, @Nullable String role, @Nullable String version,
		@Nullable String data, @Nullable String artifact, @Nullable Double traffic, @Nullable String environment,
		@Nullable String endpoint, List<String> going, boolean secondHand) {

	/**
	 * After every statement of the same time: what is recorded and retired at once is
	 * retired.
	 */
	private static final String RETIRED = "\uffff";

	/** The order in which statements are heard, whenever they came. */
	static final Comparator<ServingStatement> ORDER = Comparator.comparing(ServingStatement::at)
		.thenComparing(ServingStatement::content);

	/**
	 * A version that serves in a role, as a source says it; role and traffic are null for
	 * a model.
	 */
	record Fact(String from, @Nullable String role, @Nullable Double traffic, String source) {
	}

	static ServingStatement of(Row stored) {
		return new ServingStatement(stored.time("at"), stored.text("source"), stored.maybeText("role"),
				stored.maybeText("version"), stored.maybeText("data"), stored.maybeText("artifact"),
				(Double) stored.value("traffic"), stored.maybeText("environment"), stored.maybeText("endpoint"),
				stored.texts("going"), stored.flag("secondHand"));
	}

	/** What an observation says, of a version as it is known. */
	static ServingStatement of(DeploymentObservation seen, Identities identities) {
		StatedVersion version = seen.version();
		return new ServingStatement(seen.at(), seen.source(),
				((version != null || seen.artifact() != null) && seen.role() == null) ? DeploymentHistory.PRIMARY
						: seen.role(),
				(version != null) ? identities.of(version).value() : null,
				(version != null) ? version.data().value() : null, key(seen), seen.traffic(), environment(seen),
				seen.endpoint(), seen.going().stream().sorted().toList(), seen.secondHand());
	}

	private static @Nullable String key(DeploymentObservation seen) {
		ArtifactKey artifact = seen.artifact();
		return (artifact != null) ? artifact.key() : null;
	}

	private static @Nullable String environment(DeploymentObservation seen) {
		Urn environment = seen.environment();
		return (environment != null) ? environment.value() : null;
	}

	/** Whether it says all that an observation does, which may leave out some. */
	boolean says(DeploymentObservation seen) {
		StatedVersion other = seen.version();
		return Objects.equals(this.version, (other != null) ? other.version().value() : null)
				&& Objects.equals(this.artifact, key(seen))
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
				&& Objects.equals(this.traffic, other.traffic)
				&& (this.environment == null || this.environment.equals(other.environment))
				&& (this.endpoint == null || this.endpoint.equals(other.endpoint));
	}

	/** What counts: what is known from hearsay does while nobody else speaks. */
	static List<ServingStatement> counting(List<ServingStatement> statements) {
		List<ServingStatement> known = statements.stream().filter((statement) -> !statement.secondHand).toList();
		return known.isEmpty() ? statements : known;
	}

	/**
	 * Which versions served when: each statement ends the one before it in its role.
	 * @param artifacts of what statements tell no version of
	 */
	static List<Timeline.Interval<Fact>> versions(List<ServingStatement> statements, Artifacts artifacts) {
		List<Timeline.Interval<Fact>> intervals = new ArrayList<>();
		Set<List<String>> rows = new HashSet<>();
		statements.stream()
			.filter((statement) -> statement.role != null)
			.forEach((statement) -> rows.add(List.of(statement.source, Objects.requireNonNull(statement.role))));
		for (List<String> row : rows) {
			intervals.addAll(Timeline.fold(stated(statements.stream()
				.filter((statement) -> statement.source.equals(row.get(0)) && statement.speaksOf(row.get(1)))
				.sorted(ORDER)
				.toList(), artifacts)));
		}
		return intervals;
	}

	/** When some version of a model served, by the models of each version. */
	static List<Timeline.Interval<Fact>> models(List<Timeline.Interval<Fact>> versions,
			Map<String, Set<String>> models) {
		Map<Fact, List<Timeline.Interval<Fact>>> served = new HashMap<>();
		for (Timeline.Interval<Fact> interval : versions) {
			for (String model : models.getOrDefault(interval.fact().from(), Set.of())) {
				served
					.computeIfAbsent(new Fact(model, null, null, interval.fact().source()), (any) -> new ArrayList<>())
					.add(interval);
			}
		}
		return served.entrySet()
			.stream()
			.flatMap((one) -> Timeline.union(one.getKey(), one.getValue()).stream())
			.toList();
	}

	/** What held in a role from when on; a share alone goes to what served before. */
	private static List<Timeline.Statement<Fact>> stated(List<ServingStatement> row, Artifacts artifacts) {
		List<Timeline.Statement<Fact>> stated = new ArrayList<>();
		String serves = null;
		for (ServingStatement statement : row) {
			if (!statement.isShare()) {
				serves = (statement.artifact != null)
						? artifacts.version(statement.artifact, statement.version, statement.at)
						: artifacts.version(statement.version);
			}
			stated.add(new Timeline.Statement<>(statement.at, statement.content(), (serves == null) ? Set.of()
					: Set.of(new Fact(serves, statement.role, statement.traffic, statement.source))));
		}
		return stated;
	}

	/** Whether it says what serves in a role, or that nothing does. */
	boolean speaksOf(String other) {
		return (this.role != null) ? this.role.equals(other) : !this.going.contains(other);
	}

	private boolean isShare() {
		return this.version == null && this.artifact == null && this.traffic != null;
	}

	private String content() {
		return naming(this.version);
	}

	private String naming(@Nullable String named) {
		if (this.role == null) {
			return RETIRED + String.join("\n", this.going);
		}
		String serves = (named != null) ? named : this.artifact;
		return String.join("\n", this.role, Objects.requireNonNullElse(serves, ""), String.valueOf(this.traffic),
				Objects.requireNonNullElse(this.environment, ""), Objects.requireNonNullElse(this.endpoint, ""));
	}

}
