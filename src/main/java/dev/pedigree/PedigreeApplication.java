package dev.pedigree;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The catalog: one process without state of its own; everything it knows is in Neo4j. */
@SpringBootApplication
public class PedigreeApplication {

	public static void main(String[] args) {
		SpringApplication.run(PedigreeApplication.class, args);
	}

}
