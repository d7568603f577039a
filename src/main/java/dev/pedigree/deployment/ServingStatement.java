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

import dev.pedigree.catalog.Timeline;
import dev.pedigree.graph.StoredTime;
import org.jspecify.annotations.Nullable;

/**
 * What one source says of a deployment at one time: which version serves in a role from
 * then on, or, without role and version, that it is retired.
 *
 * @param at from when on
 * @param source who says so; a source ends only what it said itself
 * @param role {@code primary}, {@code canary}; null retires all
 * @param version urn
 * @param data the key of the model that it was stated of
 * @param traffic percent
 * @param environment urn of where the deployment runs
 * @param endpoint where it answers
 */
record ServingStatement(Instant at, String source, @Nullable String role, @Nullable String version,
		@Nullable String data, @Nullable Double traffic, @Nullable String environment, @Nullable String endpoint) {

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

	static ServingStatement of(Map<String, Object> stored) {
		return new ServingStatement(StoredTime.of(stored, "at"), (String) Objects.requireNonNull(stored.get("source")),
				(String) stored.get("role"), (String) stored.get("version"), (String) stored.get("data"),
				(Double) stored.get("traffic"), (String) stored.get("environment"), (String) stored.get("endpoint"));
	}

	/** The parameters that store it; the same statement has the same key. */
	Map<String, @Nullable Object> parameters(String deployment, @Nullable String actor) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("key", deployment + "\n" + this.at + "\n" + this.source + "\n" + content());
		parameters.put("deployment", deployment);
		parameters.put("at", this.at);
		parameters.put("source", this.source);
		parameters.put("role", this.role);
		parameters.put("version", this.version);
		parameters.put("data", this.data);
		parameters.put("traffic", this.traffic);
		parameters.put("environment", this.environment);
		parameters.put("endpoint", this.endpoint);
		parameters.put("actor", actor);
		return parameters;
	}

	/** Whether another statement, maybe of another time, says all that this one does. */
	boolean saidBy(ServingStatement other) {
		return Objects.equals(this.role, other.role) && Objects.equals(this.version, other.version)
				&& Objects.equals(this.traffic, other.traffic)
				&& (this.environment == null || this.environment.equals(other.environment))
				&& (this.endpoint == null || this.endpoint.equals(other.endpoint));
	}

	/** Which versions served when: each statement ends the one before it in its role. */
	static List<Timeline.Interval<Fact>> versions(List<ServingStatement> statements) {
		List<Timeline.Interval<Fact>> intervals = new ArrayList<>();
		Set<List<String>> rows = new HashSet<>();
		statements.stream()
			.filter((statement) -> statement.role != null)
			.forEach((statement) -> rows.add(List.of(statement.source, Objects.requireNonNull(statement.role))));
		for (List<String> row : rows) {
			intervals.addAll(Timeline.fold(statements.stream()
				.filter((statement) -> statement.source.equals(row.get(0))
						&& (statement.role == null || statement.role.equals(row.get(1))))
				.map(ServingStatement::stated)
				.toList()));
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

	private Timeline.Statement<Fact> stated() {
		return (this.version == null) ? new Timeline.Statement<>(this.at, RETIRED, Set.of()) : new Timeline.Statement<>(
				this.at, content(), Set.of(new Fact(this.version, this.role, this.traffic, this.source)));
	}

	private String content() {
		return (this.version == null) ? RETIRED
				: String.join("\n", this.role, this.version, String.valueOf(this.traffic),
						Objects.requireNonNullElse(this.environment, ""),
						Objects.requireNonNullElse(this.endpoint, ""));
	}

}
