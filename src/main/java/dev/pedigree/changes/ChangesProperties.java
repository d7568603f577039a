package dev.pedigree.changes;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the change log.
 *
 * @param keep how long changes are kept for clients that resume
 * @param patience how long a client may leave waiting changes unread
 */
@ConfigurationProperties("pedigree.changes")
record ChangesProperties(@DefaultValue("7d") Duration keep, @DefaultValue("30s") Duration patience) {
}
