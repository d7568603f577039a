package dev.pedigree.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the fold of runs into standing edges.
 *
 * @param misses number of successive evidence executions without an asset that end its
 * edge (semantics, Runs and the fold), at least 1; the same for all catalogs of one
 * store. A change takes effect when a job runs next.
 */
@ConfigurationProperties("pedigree.run")
record RunProperties(@DefaultValue("3") int misses) {

	RunProperties {
		if (misses < 1) {
			throw new IllegalArgumentException("pedigree.run.misses: must be at least 1, not " + misses);
		}
	}

}
