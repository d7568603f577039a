package dev.pedigree.retention;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of retention: how long runs are kept individually.
 *
 * @param keep since a run began and since its last message (semantics, Keeping it small)
 */
@ConfigurationProperties("pedigree.retention")
record RetentionProperties(@DefaultValue("90d") Duration keep) {
}
