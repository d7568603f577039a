package dev.pedigree.impact;

import java.util.Map;
import java.util.stream.DoubleStream;

import dev.pedigree.catalog.AssetKind;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The weights of the severity. The sum of the six weights is at most 1, so that a
 * severity is between 0 and 1.
 *
 * @param live added for live assets
 * @param production added for assets that serve in, or use, an environment of tier
 * PRODUCTION
 * @param distance added for assets at most one hop away; each further hop multiplies it
 * by {@code decay}
 * @param decay 0 to 1
 * @param kind multiplied by the factor of the asset's kind
 * @param kinds factor of each kind, 0 to 1; the defaults are in
 * {@link #factor(AssetKind)}
 * @param traffic multiplied by the affected share of the requests
 * @param applications multiplied by the number of applications that use the asset,
 * divided by {@code manyApplications} and at most 1
 */
@ConfigurationProperties("pedigree.impact.severity")
record SeverityProperties(@DefaultValue("0.35") double live, @DefaultValue("0.15") double production,
		@DefaultValue("0.2") double distance, @DefaultValue("0.8") double decay, @DefaultValue("0.1") double kind,
		@DefaultValue Map<AssetKind, Double> kinds, @DefaultValue("0.1") double traffic,
		@DefaultValue("0.1") double applications, @DefaultValue("5") int manyApplications) {

	SeverityProperties {
		double[] weights = { live, production, distance, kind, traffic, applications };
		if (DoubleStream.of(weights).anyMatch((weight) -> weight < 0) || DoubleStream.of(weights).sum() > 1 + 1e-9) {
			throw new IllegalArgumentException(
					"The weights under pedigree.impact.severity must not be negative and add up to 1 at most");
		}
		if (decay < 0 || decay > 1 || manyApplications < 1
				|| kinds.values().stream().anyMatch((factor) -> factor < 0 || factor > 1)) {
			throw new IllegalArgumentException(
					"pedigree.impact.severity: decay and kinds are 0 to 1, many-applications at least 1");
		}
	}

	/** The factor of a kind, compared with an asset that users use directly. */
	double factor(AssetKind kind) {
		Double stated = this.kinds.get(kind);
		if (stated != null) {
			return stated;
		}
		return switch (kind) {
			case APPLICATION, DEPLOYMENT -> 1;
			case MODEL, MODEL_VERSION -> 0.8;
			case JOB, DATASET, DATASET_VERSION -> 0.4;
			case RUN, OTHER -> 0;
		};
	}

}
