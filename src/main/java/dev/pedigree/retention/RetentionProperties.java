package dev.pedigree.retention;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long runs are kept one by one.
 *
 * @param keep since they began, and since the catalog last heard of them (semantics,
 * Keeping it small)
 */
@ConfigurationProperties("pedigree.retention")
record RetentionProperties(@DefaultValue("90d") Duration keep) {
}
