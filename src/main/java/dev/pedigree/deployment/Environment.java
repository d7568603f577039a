package dev.pedigree.deployment;

import java.util.Arrays;
import java.util.Map;

import dev.pedigree.catalog.Node;
import dev.pedigree.graph.Row;

/** An environment in which deployments run, with a unique name. */
public record Environment(String id, String name, Tier tier) implements Node {

	/** The importance of an environment. */
	public enum Tier {

		PRODUCTION, STAGING, DEVELOPMENT, UNKNOWN

	}

	/** Reads the properties of its node. */
	public static Environment of(Map<String, Object> properties) {
		Row node = new Row(properties);
		String tier = node.maybeText("tier");
		return new Environment(node.text("urn"), node.text("name"),
				Arrays.stream(Tier.values()).filter((any) -> any.name().equals(tier)).findAny().orElse(Tier.UNKNOWN));
	}

}
