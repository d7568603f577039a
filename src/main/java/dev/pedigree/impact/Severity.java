package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.pedigree.impact.Affected.Reason;
import dev.pedigree.lineage.Walk;

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

	Affected of(Walk.Step step, Serving serving) {
		List<Reason> reasons = new ArrayList<>();
		boolean live = serving.isLive(step.urn());
		if (live) {
			add(reasons, "LIVE", this.weights.live(), "serves now, or is used by what does");
		}
		if (serving.isProduction(step.urn())) {
			add(reasons, "PRODUCTION", this.weights.production(), "in production");
		}
		int hops = Math.abs(step.hops());
		add(reasons, "DISTANCE", this.weights.distance() * Math.pow(this.weights.decay(), Math.max(0, hops - 1)),
				hops + ((hops == 1) ? " hop away" : " hops away"));
		add(reasons, "KIND", this.weights.kind() * this.weights.factor(step.kind()),
				step.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
		double share = serving.share(step.urn());
		add(reasons, "TRAFFIC", this.weights.traffic() * share, Math.round(share * 100) + " % of the requests");
		int applications = serving.applications(step.urn());
		add(reasons, "APPLICATIONS",
				this.weights.applications() * Math.min(1, (double) applications / this.weights.manyApplications()),
				"used by " + applications + ((applications == 1) ? " application" : " applications"));
		double severity = Math.min(1, rounded(reasons.stream().mapToDouble(Reason::weight).sum()));
		serving.evaluations(step.urn())
			.forEach((version) -> reasons.add(new Reason("EVALUATION", 0, "its metrics were measured on " + version)));
		return new Affected(step.urn(), step.kind(), hops, severity, List.copyOf(reasons), live);
	}

	private static void add(List<Reason> reasons, String code, double weight, String text) {
		if (weight > 0) {
			reasons.add(new Reason(code, rounded(weight), text));
		}
	}

	/** To four decimals: more says nothing, and reads badly. */
	private static double rounded(double weight) {
		return Math.round(weight * 10_000) / 10_000.0;
	}

}
