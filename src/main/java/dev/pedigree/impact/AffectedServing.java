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
 * What of the affected assets serves now. A deployment is live when it runs in an
 * environment of tier PRODUCTION and some version answers there with traffic above 0 or
 * unknown; so are that version, its models, and the applications that use the deployment.
 * Live is also what a batch-scoring job that still runs reads now, or read last.
 */
final class AffectedServing {

	private final Set<String> touched;

	private final Map<String, ServingUse> uses = new HashMap<>();

	/**
	 * Gathers what is known.
	 * @param touched urns of all that is affected, and of the roots
	 * @param use the row of {@code impact/use}
	 */
	AffectedServing(Set<String> touched, Row use) {
		this.touched = touched;
		use.rows("servings").forEach(this::add);
		use.texts("scored").forEach((urn) -> use(urn).live = true);
	}

	/** How an asset is used now. */
	static final class ServingUse {

		private static final ServingUse NONE = new ServingUse();

		private @Nullable Environment environment;

		private boolean live;

		private boolean production;

		private double share;

		private final Set<String> applications = new HashSet<>();

		private final Set<String> evaluations = new TreeSet<>();

		boolean live() {
			return this.live;
		}

		boolean production() {
			return this.production;
		}

		/** Where a deployment runs; null when unknown. */
		@Nullable Environment environment() {
			return this.environment;
		}

		/**
		 * The share of the requests in production that is touched, 0 to 1; 0 when
		 * unknown.
		 */
		double share() {
			return this.share;
		}

		/** How many applications use it directly, or use what it serves in. */
		int applications() {
			return this.applications.size();
		}

		/** The affected dataset versions that a model version was measured on. */
		Collection<String> evaluations() {
			return this.evaluations;
		}

	}

	/** How an asset is used. */
	ServingUse of(String urn) {
		return this.uses.getOrDefault(urn, ServingUse.NONE);
	}

	/** Adds that a model version was measured on a dataset version. */
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

	/** Of an unknown share only that of a single version can be told. */
	private static double share(@Nullable Object traffic, int servings) {
		return (traffic instanceof Number percent) ? Math.clamp(percent.doubleValue() / 100, 0, 1)
				: (servings == 1) ? 1 : 0;
	}

}
