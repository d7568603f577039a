package dev.pedigree.impact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.lineage.Sketch;
import dev.pedigree.store.CountedQueries;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class ImpactCostTests {

	private static final String QUESTION = """
			{ impact(roots: ["data:%s|card-transactions"], change: %s) {
			  roots { id } total complete byKind { kind count } byEnvironment { environment { name } count }
			  affected(first: 1000) { edges { node { asset { id kind displayName } hops severity live reasons { text } } } }
			  contacts { owner { ... on Team { name } } reasons assets { edges { node { id } } } }
			  unowned { totalCount edges { node { id } } } assumptions } }""";

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@Test
	void theNumberOfQueriesDoesNotDependOnTheNumberOfRows() {
		List<Integer> standing = new ArrayList<>();
		List<Integer> recorded = new ArrayList<>();
		List<Integer> lineage = new ArrayList<>();
		for (int width : List.of(1, 100, 1_000)) {
			String space = "impact-cost-" + width;
			draw(space, width);
			standing.add(queries(QUESTION.formatted(space, "SCHEMA_CHANGE"), "impact.total", 3 * width + 2));
			recorded.add(queries(QUESTION.formatted(space, "BAD_DATA"), "impact.total", 2 * width));
			lineage.add(queries("""
					{ lineage(id: "data:%s|card-transactions", direction: DOWNSTREAM, limit: 10000) {
					  root { id } nodes { hops asset { id displayName } } edges { from to since sources } } }"""
				.formatted(space), "lineage.nodes.length()", 3 * width + 3));
		}
		// Few assets come with the question of how they are used, more by one of their
		// own.
		assertThat(standing.subList(1, 3)).containsOnly(standing.getLast()).allMatch((count) -> count <= 6);
		assertThat(recorded.subList(1, 3)).containsOnly(recorded.getLast()).allMatch((count) -> count <= 7);
		assertThat(standing.getFirst()).isLessThanOrEqualTo(standing.getLast());
		assertThat(recorded.getFirst()).isLessThanOrEqualTo(recorded.getLast());
		assertThat(lineage).containsOnly(3);
	}

	@Test
	void questionsAreReadTransactions() {
		draw("impact-mode", 1);
		Runnable question = () -> queries(QUESTION.formatted("impact-mode", "SCHEMA_CHANGE"), "impact.total", 5);
		assertThat(CountedQueries.modesDuring(question)).containsOnly(AccessMode.READ);
		assertThat(CountedQueries.begunDuring(question)).isZero();
	}

	@Test
	void whatNothingDependsOnIsOneQuery() {
		draw("impact-leaf", 1);
		assertThat(queries(
				"{ impact(roots: [\"data:impact-leaf|report\"], change: SCHEMA_CHANGE) "
						+ "{ total byKind { count } affected { totalCount } contacts { reasons } } }",
				"impact.total", 0))
			.isEqualTo(1);
	}

	@Test
	void aSmallAnswerIsOneQuery() {
		draw("impact-small", 3);
		assertThat(queries("{ impact(roots: [\"data:impact-small|card-transactions\"], change: SCHEMA_CHANGE) { total "
				+ "affected { edges { node { severity asset { id kind displayName createdAt } } } } contacts { reasons } } }",
				"impact.total", 11))
			.isEqualTo(1);
	}

	/** Two query files say how assets are used; this holds them together. */
	@Test
	void aSmallAnswerIsTheSameWhenItIsAskedForInTwoQueries() {
		draw("impact-twice", 3);
		String question = "{ impact(roots: [\"data:impact-twice|card-transactions\"], change: SCHEMA_CHANGE, includePast: %s) { total "
				+ "byEnvironment { environment { name } count } contacts { owner { ... on Team { id } ... on Person { id } } reasons "
				+ "assets { edges { node { id } } } } unowned { edges { node { id } } } affected { edges { node { severity live "
				+ "reasons { code weight text } asset { id displayName aliases createdAt updatedAt } } } } } }";
		Object once = this.asking.value(question.formatted(false), "impact");
		assertThat(once).asString().contains("LIVE");
		assertThat(this.asking.value(question.formatted(true), "impact")).isEqualTo(once);
	}

	/**
	 * Two query files say what the catalog knows of an asset; this holds them together.
	 */
	@Test
	void aSmallAnswerKnowsOfAssetsWhatTheCatalogDoes() {
		draw("impact-known", 2);
		String fields = "id kind namespace name version displayName description tags described aliases sources curated"
				+ " createdAt updatedAt";
		for (String change : List.of("SCHEMA_CHANGE", "BAD_DATA")) {
			List<Object> shown = this.asking.list(
					"{ impact(roots: [\"data:impact-known|card-transactions\"], change: " + change
							+ ") { affected { edges { node { asset { " + fields + " } } } } } }",
					"impact.affected.edges[*].node.asset");
			assertThat(shown).hasSizeGreaterThan(3)
				.allSatisfy((asset) -> assertThat(asking
					.value("{ asset(id: \"" + ((Map<?, ?>) asset).get("id") + "\") { " + fields + " } }", "asset"))
					.isEqualTo(asset));
		}
	}

	private int queries(String question, String path, int expected) {
		List<String> sent = CountedQueries
			.during(() -> this.asking.ask(question).path(path).entity(Integer.class).isEqualTo(expected));
		return sent.size();
	}

	/** A fan: every model with a version, a deployment of its own, and an owner. */
	private void draw(String space, int width) {
		Sketch sketch = new Sketch(this.driver, space);
		String job = sketch.job("train-all");
		sketch.feeds(sketch.dataset("card-transactions"), job, sketch.dataset("report"));
		String run = sketch.run("train-all", "r1");
		sketch.fed(sketch.version("card-transactions", "ol:1", Map.of("mode", "OVERWRITE")), run);
		for (int i = 0; i < width; i++) {
			String model = sketch.model("m" + i);
			String version = sketch.version("m" + i, "mlflow:1");
			String serving = sketch.deployment("d" + i);
			sketch.feeds(job, model, serving).feeds(version, serving).fed(run, version);
			sketch.feeds(model, sketch.job("score" + i));
		}
		sketch.draw();
		this.driver
			.executableQuery(
					"""
							MERGE (e:Entity {urn: 'environment:impact-cost'}) SET e:Environment, e.name = 'impact-cost', e.tier = 'PRODUCTION'
							MERGE (t:Entity {urn: 'team:impact-cost'}) SET t:Owner:Team, t.name = 'impact-cost'
							WITH e, t
							MATCH (n:Asset {namespace: $space})
							WHERE n:Deployment OR n:Model
							FOREACH (d IN CASE WHEN n:Deployment THEN [n] ELSE [] END | MERGE (d)-[:RUNS_IN]->(e))
							FOREACH (m IN CASE WHEN n:Model THEN [n] ELSE [] END |
							  MERGE (t)-[:OWNS {role: 'ACCOUNTABLE', source: 'manual', since: datetime('2026-01-01T00:00:00Z')}]->(m))
							""")
			.withParameters(Map.of("space", space))
			.execute();
	}

}
