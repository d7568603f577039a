package dev.pedigree;

import java.time.Clock;
import java.time.ZoneOffset;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The catalog: one process without state of its own; everything it knows is in Neo4j. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class PedigreeApplication {

	public static void main(String[] args) {
		SpringApplication.run(PedigreeApplication.class, args);
	}

	/** The only source of now: in milliseconds, as the graph keeps times. */
	@Bean
	Clock clock() {
		return Clock.tickMillis(ZoneOffset.UTC);
	}

}
