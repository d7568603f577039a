package dev.pedigree.lineage;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

@GraphTest
class PathsTests {

	@Autowired
	Driver driver;

	@Autowired
	Walks walks;

	@Autowired
	Asking asking;

	@Test
	void theShortestComeFirstAndAnEdgeOfTwoSourcesIsOneWay() {
		Sketch sketch = new Sketch(this.driver, "paths");
		String a = sketch.dataset("a");
		String b = sketch.dataset("b");
		String c = sketch.dataset("c");
		String ac = sketch.job("ac");
		sketch.feeds(a, ac, c).feeds(a, ac, c).feeds(a, ac, c).feeds(a, ac, c);
		sketch.feeds(a, sketch.job("ab"), b, sketch.job("bc"), c, sketch.job("back"), a);
		sketch.feeds(a, sketch.job("ab2"), b).draw();
		assertThat(this.walks.paths(a, c, LineageLevel.STANDING, 3)).containsExactly(List.of(a, ac, c),
				List.of(a, "job:paths|ab", b, "job:paths|bc", c), List.of(a, "job:paths|ab2", b, "job:paths|bc", c));
		assertThat(this.walks.paths(a, c, LineageLevel.STANDING, 10)).hasSize(3);
		assertThat(this.walks.paths(c, b, LineageLevel.STANDING, 10)).hasSize(2);
		assertThat(this.walks.paths(ac, b, LineageLevel.STANDING, 1))
			.containsExactly(List.of(ac, c, "job:paths|back", a, "job:paths|ab", b));
	}

	@Test
	void fortyDiamondsHaveThreeShortestWaysAtOnce() {
		Sketch sketch = new Sketch(this.driver, "paths-diamonds");
		for (int i = 0; i < 40; i++) {
			for (String side : List.of("left", "right")) {
				sketch.feeds(sketch.dataset("d" + i), sketch.job(side + i), sketch.dataset("d" + (i + 1)));
			}
		}
		sketch.draw();
		assertTimeout(Duration.ofSeconds(3),
				() -> assertThat(
						this.walks.paths("data:paths-diamonds|d0", "data:paths-diamonds|d40", LineageLevel.STANDING, 3))
					.hasSize(3)
					.allMatch((path) -> path.size() == 81)
					.doesNotHaveDuplicates());
		assertThat(this.walks.paths("data:paths-diamonds|d40", "data:paths-diamonds|d0", LineageLevel.STANDING, 3))
			.isEmpty();
	}

	@Test
	void dataStandForTheirVersionsOnTheRecordedLevel() {
		Sketch sketch = new Sketch(this.driver, "paths-recorded");
		String data = sketch.dataset("card-transactions");
		String model = sketch.model("fraud-detector");
		String v1 = sketch.version("card-transactions", "ol:1");
		String v2 = sketch.version("card-transactions", "ol:2");
		String trained = sketch.version("fraud-detector", "mlflow:1");
		String run = sketch.run("train", "r1");
		sketch.edge("FED", v1, v2, Map.of("binding", "CARRIED"));
		sketch.edge("FED", v2, run, Map.of("binding", "NEWEST")).fed(run, trained).draw();
		assertThat(this.walks.paths(data, model, LineageLevel.RECORDED, 3)).containsExactly(List.of(v2, run, trained),
				List.of(v1, v2, run, trained));
		assertThat(this.walks.paths(data, model, LineageLevel.STANDING, 3)).isEmpty();
		assertThat(this.walks.paths(v1, model, LineageLevel.RECORDED, 3)).hasSize(1);
	}

	@Test
	void theAnswerHasAssetsAndEdges() {
		Sketch sketch = new Sketch(this.driver, "paths-api");
		String a = sketch.dataset("a");
		String b = sketch.dataset("b");
		sketch.edge("FEEDS", a, sketch.job("j"), Map.of("source", "openlineage"));
		sketch.feeds(sketch.job("j"), b).draw();
		this.asking.ask("{ paths(from: \"" + a + "\", to: \"" + b + "\") { assets { id } edges { from to sources } } }")
			.path("paths")
			.matchesJsonStrictly("""
					[{"assets": [{"id": "data:paths-api|a"}, {"id": "job:paths-api|j"}, {"id": "data:paths-api|b"}],
					  "edges": [{"from": "data:paths-api|a", "to": "job:paths-api|j", "sources": ["openlineage"]},
					    {"from": "job:paths-api|j", "to": "data:paths-api|b", "sources": []}]}]""");
		this.asking.refused("{ paths(from: \"" + a + "\", to: \"none\") { edges { from } } }", "NOT_FOUND", "to");
		this.asking.refused("{ paths(from: \"none\", to: \"" + a + "\") { edges { from } } }", "NOT_FOUND", "from");
		this.asking.refused("{ paths(from: \"" + a + "\", to: \"" + a + "\") { edges { from } } }", "INVALID_ARGUMENT",
				"to");
		this.asking.refused("{ paths(from: \"" + a + "\", to: \"" + b + "\", first: 11) { edges { from } } }",
				"INVALID_ARGUMENT", "first");
	}

}
