package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.deployment.Environment;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * What of the affected assets serves now. A deployment is live when it runs in an
 * environment of tier PRODUCTION and some version answers there with traffic above 0 or
 * unknown; so are that version, its models, and the applications that use the deployment.
 * Live is also what a batch-scoring job that still runs reads now, or read last.
 */
final class Serving {

	private final Set<String> touched;

	private final Map<String, Environment> environments = new HashMap<>();

	private final Set<String> live = new HashSet<>();

	private final Set<String> production = new HashSet<>();

	private final Map<String, Double> shares = new HashMap<>();

	private final Map<String, Set<String>> applications = new HashMap<>();

	private final Map<String, Set<String>> evaluations = new HashMap<>();

	/**
	 * Gathers what is known.
	 * @param touched urns of all that is affected, and of the roots
	 * @param servings rows of {@code impact/servings}
	 * @param scored what batch-scoring jobs read
	 */
	Serving(Set<String> touched, Collection<Row> servings, Collection<String> scored) {
		this.touched = touched;
		servings.forEach(this::add);
		this.live.addAll(scored);
	}

	/** Adds that a model version was measured on a dataset version. */
	void evaluated(String model, String data) {
		this.evaluations.computeIfAbsent(model, (_) -> new TreeSet<>()).add(data);
	}

	/** Where a deployment runs; null when unknown. */
	@Nullable Environment environment(String deployment) {
		return this.environments.get(deployment);
	}

	boolean isLive(String urn) {
		return this.live.contains(urn);
	}

	boolean isProduction(String urn) {
		return this.production.contains(urn);
	}

	/**
	 * The share of the requests in production that is touched, 0 to 1; 0 when unknown.
	 */
	double share(String urn) {
		return this.shares.getOrDefault(urn, 0.0);
	}

	/** How many applications use it directly, or use what it serves in. */
	int applications(String urn) {
		return this.applications.getOrDefault(urn, Set.of()).size();
	}

	/** The affected dataset versions that a model version was measured on. */
	Collection<String> evaluations(String urn) {
		return this.evaluations.getOrDefault(urn, Set.of());
	}

	private void add(Row row) {
		String deployment = row.text("deployment");
		List<String> users = row.texts("applications");
		List<Row> servings = row.rows("servings");
		Environment environment = environment(deployment, row);
		boolean produces = environment != null && environment.tier() == Environment.Tier.PRODUCTION;
		boolean answers = servings.stream().anyMatch((serving) -> answers(serving.value("traffic")));
		use(deployment, users);
		if (produces) {
			this.production.add(deployment);
			this.production.addAll(users);
		}
		if (produces && answers) {
			this.live.add(deployment);
			this.live.addAll(users);
		}
		Map<String, Double> shares = new HashMap<>();
		for (Row serving : servings) {
			List<String> served = new ArrayList<>(serving.texts("models"));
			served.add(serving.text("version"));
			double share = share(serving.value("traffic"), servings.size());
			served.forEach((urn) -> shares.merge(urn, share, Double::sum));
			if (served.stream().anyMatch(this.touched::contains)) {
				shares.merge(deployment, share, Double::sum);
			}
			if (produces && answers(serving.value("traffic"))) {
				this.live.addAll(served);
			}
		}
		shares.forEach((urn, share) -> serves(urn, share, produces, users));
	}

	private @Nullable Environment environment(String deployment, Row row) {
		if (row.value("environment") == null) {
			return null;
		}
		Environment environment = Environment.of(row.properties("environment"));
		this.environments.put(deployment, environment);
		return environment;
	}

	private void serves(String urn, double share, boolean produces, Collection<String> users) {
		use(urn, users);
		if (produces) {
			this.production.add(urn);
			this.shares.merge(urn, Math.min(1, share), Math::max);
		}
	}

	private void use(String urn, Collection<String> users) {
		this.applications.computeIfAbsent(urn, (_) -> new HashSet<>()).addAll(users);
	}

	private static boolean answers(@Nullable Object traffic) {
		return !(traffic instanceof Number percent) || percent.doubleValue() > 0;
	}

	/** Of an unknown share only that of a single version can be told. */
	private static double share(@Nullable Object traffic, int servings) {
		return (traffic instanceof Number percent) ? Math.clamp(percent.doubleValue() / 100, 0, 1)
				: (servings == 1) ? 1 : 0;
	}

}
