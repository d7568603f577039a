package dev.pedigree.ingestion.connector;

import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The connected systems.
 *
 * @param sources how each is reached, by its name
 */
@ConfigurationProperties("pedigree")
record ConnectorProperties(@DefaultValue Map<String, SourceConfig.Settings> sources) {

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

}
