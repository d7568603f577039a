package dev.pedigree.graphql;

import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.store.CountedQueries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts, at the driver, what a question costs. */
@GraphTest
class QueryCountTests {

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@BeforeEach
	void graph() {
		this.driver
			.executableQuery(
					"""
							MERGE (team:Entity {urn: 'team:query-count'}) SET team:Owner:Team, team.name = 'query-count'
							WITH team
							UNWIND range(1, 1000) AS i
							MERGE (d:Entity {urn: 'data:query-count|d' + i})
							SET d:Asset:Standing, d:$(['Dataset', 'Model'][i % 2]), d += {namespace: 'query-count', name: 'd' + i,
							  described: true, createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z')}
							MERGE (v:Entity {urn: 'version:query-count|d' + i + '|ol:1'})
							SET v:Asset:Recorded:Version, v:$(['DatasetVersion', 'ModelVersion'][i % 2]),
							  v += {namespace: 'query-count', name: 'd' + i, version: 'ol:1', asset: d.urn,
							  at: datetime('2026-01-01T00:00:00Z')}
							MERGE (v)-[:VERSION_OF]->(d)
							MERGE (team)-[:OWNS {role: 'MAINTAINER', source: 'manual', since: datetime('2026-01-01T00:00:00Z')}]->(d)
							""")
			.execute();
	}

	@Test
	void aPageOfMixedAssetsWithOwnersCostsTheSameForOneAndAThousand() {
		String document = """
				{ node(id: "team:query-count") { ... on Team { owns(first: %d) { totalCount edges { node { kind name
				  owners { owner { ... on Team { name } } role }
				  past: owners(asOf: "2026-06-01T00:00:00Z") { role }
				  ... on Model { latestVersion { owners { inheritedFrom { name } } } deployments { name } }
				  ... on Dataset { versions(first: 3) { edges { node { owners { role } } } } } } } } } } }""";
		assertThat(rows(document, 1)).isEqualTo(1);
		assertThat(rows(document, 1000)).isEqualTo(1000);
		List<String> hundred = queries(document, 100);
		assertThat(queries(document, 1000)).hasSameSizeAs(hundred).hasSizeLessThan(20);
		assertThat(hundred).allMatch((query) -> query.startsWith("CYPHER 25"));
	}

	@Test
	void aListCostsTheSameForOneAndAThousand() {
		for (String list : List.of("datasets", "models")) {
			String document = "{ " + list + "(filter: {namespace: \"query-count\"}, first: %d) "
					+ "{ edges { node { name owners { role } versions(first: 1) { totalCount } } } } }";
			int one = queries(document, 1).size();
			assertThat(queries(document, 100)).hasSize(one);
			assertThat(queries(document, 1000)).hasSize(one);
			assertThat(one).isBetween(4, 6);
		}
	}

	private List<String> queries(String document, int first) {
		return CountedQueries.during(() -> this.asking.ask(document.formatted(first)).errors().verify());
	}

	private int rows(String document, int first) {
		Map<?, ?> node = (Map<?, ?>) this.asking.value(document.formatted(first), "node");
		assertThat(node).isNotNull();
		return this.asking.list(document.formatted(first), "node.owns.edges").size();
	}

}
