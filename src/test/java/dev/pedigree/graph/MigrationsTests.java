package dev.pedigree.graph;

import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class MigrationsTests {

	@Autowired
	Driver driver;

	@Test
	void constraintsAreThere() {
		assertThat(this.driver.executableQuery("SHOW CONSTRAINTS YIELD name").execute().records())
			.extracting((row) -> row.get("name").asString())
			.contains("entity_urn", "alias_key");
	}

}
