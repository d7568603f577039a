package dev.pedigree.lineage;

import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A walk that takes too long says so, and spoils nothing else that is asked with it. */
@GraphTest
@TestPropertySource(properties = "pedigree.lineage.time-limit=1")
class TimeLimitTests {

	@Autowired
	Asking asking;

	/** Every one of so many data feeds every one of as many jobs. */
	@BeforeAll
	static void draw(@Autowired Driver driver) {
		driver
			.executableQuery(
					"""
							CYPHER 25 UNWIND range(1, 700) AS i
							CREATE (:Entity:Asset:Standing:Dataset {urn: 'data:time-limit|' + i, namespace: 'time-limit', name: '' + i})
							CREATE (:Entity:Asset:Standing:Job {urn: 'job:time-limit|' + i, namespace: 'time-limit', name: '' + i})
							""")
			.execute();
		driver.executableQuery("""
				CYPHER 25 MATCH (job:Job {namespace: 'time-limit'}), (data:Dataset {namespace: 'time-limit'})
				CREATE (data)-[:FEEDS]->(job)
				CREATE (job)-[:FEEDS]->(data)
				""").execute();
	}

	@AfterAll
	static void clear(@Autowired Driver driver) {
		driver.session()
			.run("CYPHER 25 MATCH (n:Entity {namespace: 'time-limit'}) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 50 ROWS")
			.consume();
	}

	@Test
	void walkThatRunsOutOfTimeSaysSo() {
		String question = """
				{ lineage(id: "data:time-limit|1", direction: DOWNSTREAM, asOf: "2026-01-01T00:00:00Z") { complete truncation { reason frontier } }
				  impact(roots: ["data:time-limit|1"], change: SCHEMA_CHANGE, asOf: "2026-01-01T00:00:00Z") { complete truncation { reason frontier } }
				  asset(id: "data:time-limit|2") { id } }""";
		Map<String, ?> cut = Map.of("complete", false, "truncation",
				Map.of("reason", "TIME", "frontier", List.of("data:time-limit|1")));
		assertThat(this.asking.value(question, "$")).isEqualTo(
				Map.of("data", Map.of("lineage", cut, "impact", cut, "asset", Map.of("id", "data:time-limit|2"))));
	}

}
