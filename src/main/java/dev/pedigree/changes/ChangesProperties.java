package dev.pedigree.changes;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the tail of changes.
 *
 * @param keep how long a change is kept, for those who resume after it
 * @param patience how long a subscriber may leave what is there for it untaken
 */
@ConfigurationProperties("pedigree.changes")
record ChangesProperties(@DefaultValue("7d") Duration keep, @DefaultValue("30s") Duration patience) {
}
