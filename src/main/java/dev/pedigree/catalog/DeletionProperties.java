package dev.pedigree.catalog;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How deletions are recorded.
 *
 * @param key the secret that hashes and seals the records of deletions, at least 32
 * characters; null: the store keeps a random one
 */
@ConfigurationProperties("pedigree.deletion")
record DeletionProperties(@Nullable String key) {

	DeletionProperties {
		if (key != null && key.length() < 32) {
			throw new IllegalArgumentException("pedigree.deletion.key: too short; at least 32 characters");
		}
	}

}
