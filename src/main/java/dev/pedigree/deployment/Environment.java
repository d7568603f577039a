package dev.pedigree.deployment;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Node;

/**
 * An environment in which deployments run.
 *
 * @param id its urn
 * @param name unique among environments
 * @param tier how much depends on it
 */
public record Environment(String id, String name, Tier tier) implements Node {

	/** The importance of an environment. */
	public enum Tier {

		PRODUCTION, STAGING, DEVELOPMENT, UNKNOWN

	}

	/** Reads the properties of its node. */
	public static Environment of(Map<String, Object> properties) {
		Object tier = properties.get("tier");
		return new Environment((String) Objects.requireNonNull(properties.get("urn")),
				(String) Objects.requireNonNull(properties.get("name")),
				Arrays.stream(Tier.values()).filter((any) -> any.name().equals(tier)).findAny().orElse(Tier.UNKNOWN));
	}

}
