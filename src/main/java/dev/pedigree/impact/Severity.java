package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import dev.pedigree.impact.Affected.AffectedReason;
import dev.pedigree.impact.AffectedServing.ServingUse;
import dev.pedigree.lineage.Walk.Step;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * How bad it is that an asset is touched: the sum of weights, each with its reason. The
 * terms are: it is live; it is in production; it is near; its kind; its share of the
 * requests; the applications behind it.
 */
@Component
@EnableConfigurationProperties(SeverityProperties.class)
class Severity {

	private final SeverityProperties weights;

	Severity(SeverityProperties weights) {
		this.weights = weights;
	}

	/** How bad it is that an asset is touched, by the sum of its terms, at most 1. */
	Affected of(Step step, AffectedServing serving) {
		double[] sum = new double[1];
		ServingUse use = serving.of(step.urn());
		terms(step, use, (code, weight, text) -> sum[0] += rounded(weight));
		return new Affected(step, Math.min(1, rounded(sum[0])), use.live());
	}

	/**
	 * The terms in words, and the evaluations on what is touched, which weigh nothing.
	 * They are made for what a page shows only.
	 */
	List<AffectedReason> reasons(Step step, AffectedServing serving) {
		List<AffectedReason> reasons = new ArrayList<>();
		ServingUse use = serving.of(step.urn());
		terms(step, use, (code, weight, text) -> {
			if (weight > 0) {
				reasons.add(new AffectedReason(code, rounded(weight), text.get()));
			}
		});
		use.evaluations()
			.forEach((version) -> reasons
				.add(new AffectedReason("EVALUATION", 0, "its metrics were measured on " + version)));
		return reasons;
	}

	private void terms(Step step, ServingUse use, Terms terms) {
		if (use.live()) {
			terms.add("LIVE", this.weights.live(), () -> "serves now, or is used by what does");
		}
		if (use.production()) {
			terms.add("PRODUCTION", this.weights.production(), () -> "in production");
		}
		int hops = Math.abs(step.hops());
		terms.add("DISTANCE", this.weights.distance() * Math.pow(this.weights.decay(), Math.max(0, hops - 1)),
				() -> hops + ((hops == 1) ? " hop away" : " hops away"));
		terms.add("KIND", this.weights.kind() * this.weights.factor(step.kind()),
				() -> step.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
		double share = use.share();
		terms.add("TRAFFIC", this.weights.traffic() * share, () -> Math.round(share * 100) + " % of the requests");
		int applications = use.applications();
		terms.add("APPLICATIONS",
				this.weights.applications() * Math.min(1, (double) applications / this.weights.manyApplications()),
				() -> "used by " + applications + ((applications == 1) ? " application" : " applications"));
	}

	/** To four decimals: more says nothing, and reads badly. */
	private static double rounded(double weight) {
		return Math.round(weight * 10_000) / 10_000.0;
	}

	/** Takes the terms of a sum. */
	private interface Terms {

		void add(String code, double weight, Supplier<String> text);

	}

}
