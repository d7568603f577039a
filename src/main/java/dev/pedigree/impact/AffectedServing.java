package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.pedigree.deployment.Environment;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * The present use of affected assets. A deployment is live when it runs in an environment
 * of tier PRODUCTION and a version serves there with traffic above 0 or unknown; so are
 * that version, its models, and the applications that use the deployment. The inputs of a
 * batch-scoring job that still runs are live too.
 */
final class AffectedServing {

	private final Set<String> touched;

	private final Map<String, ServingUse> uses = new HashMap<>();

	/**
	 * Reads the row of {@code impact/use}.
	 * @param touched urns of the affected assets and the roots
	 */
	AffectedServing(Set<String> touched, Row use) {
		this.touched = touched;
		use.rows("servings").forEach(this::add);
		use.texts("scored").forEach((urn) -> use(urn).live = true);
	}

	static final class ServingUse {

		private static final ServingUse NONE = new ServingUse();

		/** The environment of a deployment; null when unknown. */
		@Nullable Environment environment;

		boolean live;

		boolean production;

		/** The affected share of the requests in production, 0 to 1; 0 when unknown. */
		double share;

		/** The applications that use it, or a deployment in which it serves. */
		final Set<String> applications = new HashSet<>();

		/** The affected dataset versions that a model version was evaluated on. */
		final Set<String> evaluations = new TreeSet<>();

	}

	ServingUse of(String urn) {
		return this.uses.getOrDefault(urn, ServingUse.NONE);
	}

	void evaluated(String model, String data) {
		use(model).evaluations.add(data);
	}

	private ServingUse use(String urn) {
		return this.uses.computeIfAbsent(urn, (_) -> new ServingUse());
	}

	private void add(Row row) {
		ServingUse deployment = use(row.text("deployment"));
		List<String> users = row.texts("applications");
		List<Row> servings = row.rows("servings");
		if (row.value("environment") != null) {
			deployment.environment = Environment.of(row.properties("environment"));
		}
		boolean produces = deployment.environment != null
				&& deployment.environment.tier() == Environment.Tier.PRODUCTION;
		boolean answers = servings.stream().anyMatch((serving) -> answers(serving.value("traffic")));
		deployment.applications.addAll(users);
		Stream.concat(Stream.of(deployment), users.stream().map(this::use)).forEach((use) -> {
			use.production |= produces;
			use.live |= produces && answers;
		});
		Map<String, Double> shares = new HashMap<>();
		for (Row serving : servings) {
			List<String> served = new ArrayList<>(serving.texts("models"));
			served.add(serving.text("version"));
			double share = share(serving.value("traffic"), servings.size());
			served.forEach((urn) -> shares.merge(urn, share, Double::sum));
			if (served.stream().anyMatch(this.touched::contains)) {
				shares.merge(row.text("deployment"), share, Double::sum);
			}
			if (produces && answers(serving.value("traffic"))) {
				served.forEach((urn) -> use(urn).live = true);
			}
		}
		shares.forEach((urn, share) -> serves(use(urn), share, produces, users));
	}

	private static void serves(ServingUse use, double share, boolean produces, Collection<String> users) {
		use.applications.addAll(users);
		if (produces) {
			use.production = true;
			use.share = Math.max(use.share, Math.min(1, share));
		}
	}

	private static boolean answers(@Nullable Object traffic) {
		return !(traffic instanceof Number percent) || percent.doubleValue() > 0;
	}

	/**
	 * The share of one of several versions; an unknown share is 1 for a single version.
	 */
	private static double share(@Nullable Object traffic, int servings) {
		return (traffic instanceof Number percent) ? Math.clamp(percent.doubleValue() / 100, 0, 1)
				: (servings == 1) ? 1 : 0;
	}

}
