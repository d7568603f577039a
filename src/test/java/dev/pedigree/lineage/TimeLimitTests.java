package dev.pedigree.lineage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A walk that takes too long says so, and spoils nothing else that is asked with it. It
 * runs last: the deletion of what it draws would take longer than the test.
 */
@GraphTest
@Order(Integer.MAX_VALUE)
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
		driver
			.executableQuery(
					"""
							CYPHER 25 MATCH (job:Job {urn: 'job:time-limit|1'})
							CREATE (job)-[:FEEDS]->(:Entity:Asset:Standing:Dataset {urn: 'data:time-limit|end', namespace: 'time-limit', name: 'end'})
							""")
			.execute();
	}

	@Test
	void walkThatRunsOutOfTimeSaysSo() {
		String question = """
				{ lineage(id: "data:time-limit|1", direction: DOWNSTREAM, asOf: "2026-01-01T00:00:00Z") { complete nodes { hops } }
				  impact(roots: ["data:time-limit|1"], change: SCHEMA_CHANGE, asOf: "2026-01-01T00:00:00Z") { complete total }
				  asset(id: "data:time-limit|2") { id } }""";
		this.asking.as("ROLE_READER", question)
			.errors()
			.satisfy((errors) -> assertThat(errors)
				.extracting((error) -> error.getPath() + " " + error.getExtensions().get("code"))
				.containsExactlyInAnyOrder("lineage LIMIT_EXCEEDED", "impact LIMIT_EXCEEDED"))
			.path("$.data")
			.entity(Object.class)
			.isEqualTo(nothingBut("asset", Map.of("id", "data:time-limit|2")));
	}

	/** Downstream of the end there is nothing; upstream of it there is too much. */
	@Test
	void walkThatHasTimeForOneDirectionIsCut() {
		// The store has planned the query before it must be quick.
		await().until(() -> this.asking.as("ROLE_READER",
				"""
						{ lineage(id: "data:time-limit|end", direction: DOWNSTREAM, asOf: "2026-01-01T00:00:00Z") { complete } }""")
			.returnResponse()
			.getErrors()
			.isEmpty());
		assertThat(this.asking.value("""
				{ lineage(id: "data:time-limit|end", direction: BOTH, asOf: "2026-01-01T00:00:00Z")
				  { complete nodes { hops } truncation { reason omitted frontier } } }""", "$.data.lineage"))
			.isEqualTo(Map.of("complete", false, "nodes", List.of(Map.of("hops", 0)), "truncation",
					nothingBut("reason", "TIME", "frontier", List.of("data:time-limit|end"))));
	}

	private static Map<String, Object> nothingBut(Object... entries) {
		Map<String, Object> map = new HashMap<>();
		for (String absent : (entries.length == 2) ? List.of("lineage", "impact") : List.of("omitted")) {
			map.put(absent, null);
		}
		for (int i = 0; i < entries.length; i += 2) {
			map.put((String) entries[i], entries[i + 1]);
		}
		return map;
	}

}
