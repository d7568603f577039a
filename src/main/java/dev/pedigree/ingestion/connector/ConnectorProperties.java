package dev.pedigree.ingestion.connector;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The connected systems.
 *
 * @param sources how each is reached, by its name
 */
@ConfigurationProperties("pedigree")
record ConnectorProperties(@DefaultValue Map<String, Instance.Settings> sources) {

	/** It is part of namespaces and addresses. */
	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	ConnectorProperties {
		for (String name : sources.keySet()) {
			if (!NAME.matcher(name).matches()) {
				throw new IllegalArgumentException(
						"The name of a source is lower case letters, digits and hyphens, not " + name);
			}
		}
	}

	List<Instance> instances() {
		return this.sources.entrySet().stream().map((one) -> new Instance(one.getKey(), one.getValue())).toList();
	}

	@Nullable Instance instance(String type, String name) {
		Instance.Settings settings = this.sources.get(name);
		return (settings != null && settings.type().equals(type)) ? new Instance(name, settings) : null;
	}

	/** Stops the start when a source could not be asked. */
	void check(Set<String> types) {
		instances().stream().filter((one) -> one.settings().url() == null).findAny().ifPresent((one) -> {
			throw new IllegalStateException(
					"pedigree.sources." + one.name() + ".url is missing: pushes are not enough");
		});
		instances().stream().filter((one) -> !types.contains(one.settings().type())).findAny().ifPresent((one) -> {
			throw new IllegalStateException(
					"pedigree.sources." + one.name() + ".type is one of " + types + ", not " + one.settings().type());
		});
	}

}
