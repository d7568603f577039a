package dev.pedigree.ingestion.connector;

import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the sources ({@code pedigree.sources}).
 *
 * @param sources the settings of each source, by name
 */
@ConfigurationProperties("pedigree")
record ConnectorProperties(@DefaultValue Map<String, SourceConfig.Settings> sources) {

	/** A name is part of namespaces and URLs. */
	private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

	ConnectorProperties {
		for (String name : sources.keySet()) {
			if (!NAME.matcher(name).matches()) {
				throw new IllegalArgumentException(
						name + ": invalid name of a source; allowed are lower case letters, digits and hyphens");
			}
		}
	}

}
