package dev.pedigree.graphql;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one question may ask, and one token at once.
 *
 * @param depth the greatest number of fields within each other
 * @param cost the greatest number of values that the answer could have, were every page
 * full; fields that walk or search count as more ({@code @cost} in the schema)
 * @param deadline how long a question over HTTP may take in all; a mutation has the time
 * limits of its transactions instead
 * @param concurrency the greatest number of questions that are answered at once for one
 * token
 */
@ConfigurationProperties("pedigree.limits")
record LimitProperties(@DefaultValue("20") int depth, @DefaultValue("200000") int cost,
		@DefaultValue("10s") Duration deadline, @DefaultValue("256") int concurrency) {
}
