package dev.pedigree.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of assets of all kinds. */
@BesideGraphTest
class AssetListTests {

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@BeforeEach
	void fill() {
		this.driver
			.executableQuery(
					"""
							MERGE (team:Entity {urn: 'team:asset-list'}) SET team:Owner:Team, team.name = 'asset-list'
							WITH team
							UNWIND [['application', 'Application'], ['data', 'Dataset'], ['data', 'Model'], ['deployment', 'Deployment'],
							  ['job', 'Job']] AS kind
							MERGE (a:Entity {urn: kind[0] + ':asset-list|' + toLower(kind[1])})
							SET a:Asset:Standing:$(kind[1]), a += {namespace: 'asset-list', name: toLower(kind[1]), described: kind[1] <> 'Job',
							  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z')}
							FOREACH (model IN CASE kind[1] WHEN 'Model' THEN [a] ELSE [] END |
							  SET model.task = 'Ranking', model.lifecycle = 'production'
							  MERGE (team)-[:OWNS {role: 'MAINTAINER', source: 'manual', since: datetime('2026-01-01T00:00:00Z')}]->(model))
							MERGE (v:Entity {urn: 'version:asset-list|model|ol:1'})
							SET v:Asset:Recorded:Version:ModelVersion, v += {namespace: 'asset-list', name: 'model', version: 'ol:1'}
							""")
			.execute();
	}

	@Test
	void listsAllStandingKindsById() {
		assertThat(ids("filter: {namespace: \"asset-list\"}")).containsExactly("application:asset-list|application",
				"data:asset-list|dataset", "data:asset-list|model", "deployment:asset-list|deployment",
				"job:asset-list|job");
	}

	@Test
	void listsOnlyTheKindsThatAreAskedFor() {
		assertThat(ids("kinds: [JOB, MODEL], filter: {namespace: \"asset-list\"}"))
			.containsExactly("data:asset-list|model", "job:asset-list|job");
		this.asking.refused("{ assets(kinds: [RUN]) { totalCount } }", "INVALID_ARGUMENT", "kinds");
	}

	@Test
	void appliesEachPartOfTheFilter() {
		for (String filter : List.of("team: \"team:asset-list\"", "lifecycle: [PRODUCTION]", "owned: true",
				"task: \"ranking\"")) {
			assertThat(ids("filter: {namespace: \"asset-list\", " + filter + "}")).as(filter)
				.containsExactly("data:asset-list|model");
		}
		assertThat(ids("filter: {namespace: \"asset-list\", described: false}")).containsExactly("job:asset-list|job");
		assertThat(ids("filter: {namespace: \"asset-list\", updatedSince: \"2026-01-02T00:00:00Z\"}")).isEmpty();
		assertThat(ids("filter: {namespace: \"asset-list\", tag: \"x\"}")).isEmpty();
		this.asking.refused("{ assets(filter: {team: \"team:nowhere\"}) { totalCount } }", "NOT_FOUND", "filter.team");
	}

	@Test
	void continuesAfterACursor() {
		List<Object> ids = new ArrayList<>();
		@Nullable Object after = null;
		do {
			Map<?, ?> page = map(this.asking.value("""
					{ assets(filter: {namespace: "asset-list"}, first: 2, after: %s)
					  { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }"""
				.formatted((after != null) ? "\"" + after + "\"" : "null"), "assets"));
			assertThat(page.get("totalCount")).isEqualTo(5);
			((List<?>) Objects.requireNonNull(page.get("edges")))
				.forEach((edge) -> ids.add(map(map(edge).get("node")).get("id")));
			Map<?, ?> info = map(page.get("pageInfo"));
			after = Boolean.TRUE.equals(info.get("hasNextPage")) ? info.get("endCursor") : null;
		}
		while (after != null);
		assertThat(ids).hasSize(5).doesNotHaveDuplicates();
	}

	private List<Object> ids(String arguments) {
		return this.asking.list("{ assets(" + arguments + ") { edges { node { id } } } }", "assets.edges[*].node.id");
	}

	private static Map<?, ?> map(@Nullable Object value) {
		return (Map<?, ?>) Objects.requireNonNull(value);
	}

}
