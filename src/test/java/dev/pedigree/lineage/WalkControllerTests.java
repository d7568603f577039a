package dev.pedigree.lineage;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.pedigree.GraphTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.test.tester.ExecutionGraphQlServiceTester;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class WalkControllerTests {

	private static final String ROOT = "data:lineage-api|card-transactions";

	@Autowired
	Driver driver;

	@Autowired
	ExecutionGraphQlService service;

	GraphQlTester graphQl;

	@BeforeEach
	void graph() {
		this.graphQl = ExecutionGraphQlServiceTester.create(this.service);
		Sketch sketch = new Sketch(this.driver, "lineage-api");
		sketch.dataset("card-transactions");
		String job = sketch.job("train");
		sketch.edge("FEEDS", ROOT, job, Map.of("since", Instant.parse("2026-01-02T00:00:00Z"), "lastConfirmed",
				Instant.parse("2026-03-01T00:00:00Z"), "source", "openlineage"));
		sketch.edge("FEEDS", ROOT, job, Map.of("since", Instant.parse("2026-01-01T00:00:00Z"), "lastConfirmed",
				Instant.parse("2026-02-01T00:00:00Z"), "source", "design"));
		sketch.feeds(job, sketch.model("fraud-detector")).draw();
		this.driver
			.executableQuery("MATCH (n:Entity {urn: $urn}) "
					+ "MERGE (k:Alias {key: 'data:lineage-api|symlinked'}) MERGE (k)-[:IDENTIFIES]->(n)")
			.withParameters(Map.of("urn", ROOT))
			.execute();
	}

	@Test
	void anEdgeOfSeveralSourcesIsOne() {
		this.graphQl.document("""
				{ lineage(id: "data:lineage-api|card-transactions", direction: DOWNSTREAM) {
				  root { id } nodes { asset { id kind } hops } complete truncation { reason } assumptions
				  edges { from to since until lastConfirmed binding sources } } }""")
			.execute()
			.path("lineage")
			.matchesJsonStrictly("""
					{"root": {"id": "data:lineage-api|card-transactions"},
					 "nodes": [
					   {"asset": {"id": "data:lineage-api|card-transactions", "kind": "DATASET"}, "hops": 0},
					   {"asset": {"id": "job:lineage-api|train", "kind": "JOB"}, "hops": 0},
					   {"asset": {"id": "data:lineage-api|fraud-detector", "kind": "MODEL"}, "hops": 1}],
					 "complete": true, "truncation": null, "assumptions": [],
					 "edges": [
					   {"from": "data:lineage-api|card-transactions", "to": "job:lineage-api|train",
					    "since": "2026-01-01T00:00:00.000Z", "until": null, "lastConfirmed": "2026-03-01T00:00:00.000Z",
					    "binding": null, "sources": ["design", "openlineage"]},
					   {"from": "job:lineage-api|train", "to": "data:lineage-api|fraud-detector", "since": null,
					    "until": null, "lastConfirmed": null, "binding": null, "sources": []}]}""");
	}

	@Test
	void anAliasIsARootToo() {
		this.graphQl.document("{ lineage(id: \"data:lineage-api|symlinked\") { root { id } nodes { hops } } }")
			.execute()
			.path("lineage.root.id")
			.entity(String.class)
			.isEqualTo(ROOT)
			.path("lineage.nodes[*].hops")
			.entityList(Integer.class)
			.containsExactly(0, 0, 1);
	}

	@Test
	void badArgumentsAreNamed() {
		refused("id: \"data:lineage-api|nothing\"", "NOT_FOUND", "id");
		refused("id: \"" + ROOT + "\", limit: 0", "INVALID_ARGUMENT", "limit");
		refused("id: \"" + ROOT + "\", limit: 10001", "INVALID_ARGUMENT", "limit");
		refused("id: \"" + ROOT + "\", maxHops: -1", "INVALID_ARGUMENT", "maxHops");
	}

	private void refused(String arguments, String code, String argument) {
		this.graphQl.document("{ lineage(" + arguments + ") { complete } }").execute().errors().satisfy((errors) -> {
			assertThat(errors).hasSize(1);
			assertThat(errors.getFirst().getExtensions()).containsEntry("code", code);
			assertThat(List.of(String.valueOf(errors.getFirst().getMessage()).split(":"))).contains(argument);
		});
	}

}
