package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import dev.pedigree.impact.Affected.AffectedReason;
import dev.pedigree.impact.AffectedServing.ServingUse;
import dev.pedigree.lineage.Walk.Step;

import org.springframework.stereotype.Component;

/**
 * Computes the severity of an affected asset: the sum of weights, each with its reason.
 * The terms are liveness, production, distance, kind, share of the requests and number of
 * applications.
 */
@Component
class Severity {

	private final SeverityProperties weights;

	Severity(SeverityProperties weights) {
		this.weights = weights;
	}

	Affected of(Step step, AffectedServing serving) {
		double[] sum = new double[1];
		ServingUse use = serving.of(step.urn());
		terms(step, use, (code, weight, text) -> sum[0] += rounded(weight));
		return new Affected(step, Math.min(1, rounded(sum[0])), use.live);
	}

	/** The terms as text, for the assets of a page; evaluations have no weight. */
	List<AffectedReason> reasons(Step step, AffectedServing serving) {
		List<AffectedReason> reasons = new ArrayList<>();
		ServingUse use = serving.of(step.urn());
		terms(step, use, (code, weight, text) -> {
			if (weight > 0) {
				reasons.add(new AffectedReason(code, rounded(weight), text.get()));
			}
		});
		use.evaluations.forEach((version) -> reasons
			.add(new AffectedReason("EVALUATION", 0, "its metrics were measured on " + version)));
		return reasons;
	}

	private void terms(Step step, ServingUse use, Terms terms) {
		if (use.live) {
			terms.add("LIVE", this.weights.live(), () -> "serves now, or is used by what does");
		}
		if (use.production) {
			terms.add("PRODUCTION", this.weights.production(), () -> "in production");
		}
		int hops = Math.abs(step.hops());
		terms.add("DISTANCE", this.weights.distance() * Math.pow(this.weights.decay(), Math.max(0, hops - 1)),
				() -> hops + ((hops == 1) ? " hop away" : " hops away"));
		terms.add("KIND", this.weights.kind() * this.weights.factor(step.kind()),
				() -> step.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
		double share = use.share;
		terms.add("TRAFFIC", this.weights.traffic() * share, () -> Math.round(share * 100) + " % of the requests");
		int applications = use.applications.size();
		terms.add("APPLICATIONS",
				this.weights.applications() * Math.min(1, (double) applications / this.weights.manyApplications()),
				() -> "used by " + applications + ((applications == 1) ? " application" : " applications"));
	}

	/** Rounds to four decimals, which are precise enough and readable. */
	private static double rounded(double weight) {
		return Math.round(weight * 10_000) / 10_000.0;
	}

	private interface Terms {

		void add(String code, double weight, Supplier<String> text);

	}

}
