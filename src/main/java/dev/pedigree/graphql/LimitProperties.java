package dev.pedigree.graphql;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one question may ask.
 *
 * @param depth the greatest number of fields within each other
 * @param cost the greatest number of values that the answer could have, were every page
 * full
 */
@ConfigurationProperties("pedigree.limits")
record LimitProperties(@DefaultValue("20") int depth, @DefaultValue("200000") int cost) {
}
