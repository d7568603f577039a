package dev.pedigree.graph;

import org.neo4j.driver.Config;
import org.neo4j.driver.Logging;

import org.springframework.boot.neo4j.autoconfigure.ConfigBuilderCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets the driver log through SLF4J. Its default logger (driver 6.1) formats every
 * message with all parameters and rows even when the level is off: several milliseconds
 * for a large answer.
 */
@Component
class DriverLogging implements ConfigBuilderCustomizer {

	@Override
	@SuppressWarnings("deprecation")
	public void customize(Config.ConfigBuilder builder) {
		builder.withLogging(Logging.slf4j());
	}

}
