package dev.pedigree.impact;

import java.util.Map;
import java.util.stream.DoubleStream;

import dev.pedigree.catalog.AssetKind;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What makes an affected asset a severe case. The six weights add up to 1 at most, so
 * that a severity is between 0 and 1.
 *
 * @param live added for what is live
 * @param production added for what serves in, or uses, an environment of tier PRODUCTION
 * @param distance added for what is at most one hop away; each further hop multiplies it
 * by {@code decay}
 * @param decay between 0 and 1
 * @param kind multiplied by the factor of the asset's kind
 * @param kinds factor of each kind, 0 to 1; the defaults are in
 * {@link #factor(AssetKind)}
 * @param traffic multiplied by the share of requests that is touched
 * @param applications multiplied by the number of applications right behind it, up to
 * {@code manyApplications}
 * @param manyApplications from this number on more applications make it no worse
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

	/** How much an asset of a kind counts, compared with what people use directly. */
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
