package dev.pedigree.run;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How runs become standing edges.
 *
 * @param misses so many successive evidence executions must not name an asset before its
 * edge ends (semantics, Runs and the fold), 1 at least; the same for all catalogs of one
 * store. An edge is judged by it when its job runs next.
 */
@ConfigurationProperties("pedigree.run")
record RunProperties(@DefaultValue("3") int misses) {

	RunProperties {
		if (misses < 1) {
			throw new IllegalArgumentException("pedigree.run.misses must be 1 at least, not " + misses);
		}
	}

}
