package dev.pedigree.lineage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.catalog.AssetKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Every walk goes through an asset of every kind, as that kind. A new constant of
 * {@link AssetKind} takes part by itself.
 */
@GraphTest
class WalkKindsTests {

	private static final String SPACE = "walk-kinds-tests";

	private static final String PATHS = "{ paths(from: \"%s\", to: \"%s\", level: %s) { assets { kind } } }";

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@Autowired
	Walks walks;

	static Stream<AssetKind> kinds() {
		return Arrays.stream(AssetKind.values()).filter((kind) -> kind != AssetKind.OTHER);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void everyWalkGoesThroughEveryKind(AssetKind kind) {
		draw(kind.label());
		for (String past : List.of("", ", asOf: \"2026-06-01T00:00:00Z\"")) {
			assertThrough(kind, "data:" + SPACE + "|first", "DOWNSTREAM, level: STANDING" + past,
					"data:" + SPACE + "|last");
			assertThrough(kind, "data:" + SPACE + "|last", "UPSTREAM, level: STANDING" + past,
					"data:" + SPACE + "|first");
			assertThrough(kind, version("first"), "DOWNSTREAM, level: RECORDED" + past, version("last"));
			assertThrough(kind, version("last"), "UPSTREAM, level: RECORDED" + past, version("first"));
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void impactGoesThroughEveryKind(AssetKind kind) {
		draw(kind.label());
		for (String past : List.of("false", "true")) {
			assertThat(impact("data:" + SPACE + "|first", "SCHEMA_CHANGE", past)).contains("data:" + SPACE + "|last");
			assertThat(impact(version("first"), "BAD_DATA", past)).contains(version("last"));
		}
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void pathsGoThroughEveryKind(AssetKind kind) {
		draw(kind.label());
		assertThat(this.asking.list(PATHS.formatted("data:" + SPACE + "|first", "data:" + SPACE + "|last", "STANDING"),
				"paths[*].assets[*].kind"))
			.containsExactly("DATASET", kind.name(), "DATASET");
		assertThat(this.asking.list(PATHS.formatted(version("first"), version("last"), "RECORDED"),
				"paths[*].assets[*].kind"))
			.containsExactly("DATASET_VERSION", kind.name(), "DATASET_VERSION");
	}

	@Test
	void anUnknownLabelIsAnErrorThatNamesIt() {
		draw("Notebook");
		for (LineageLevel level : LineageLevel.values()) {
			String root = (level == LineageLevel.STANDING) ? "data:" + SPACE + "|first" : version("first");
			WalkQuestion question = new WalkQuestion(List.of(root), Direction.DOWNSTREAM, level, WalkQuestion.Tense.NOW,
					WalkQuestion.Start.ALL, new WalkQuestion.Extent(null, 10, Set.of(), true));
			assertThatThrownBy(() -> this.walks.walk(question)).isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("Notebook")
				.hasMessageContaining("are of no asset kind");
		}
	}

	private void assertThrough(AssetKind kind, String root, String walk, String end) {
		String answer = "{ lineage(id: \"%s\", direction: %s) { nodes { asset { id kind } } complete } }"
			.formatted(root, walk);
		List<Object> reached = this.asking.list(answer, "lineage.nodes[*].asset");
		assertThat(reached).as(answer).contains(Map.of("id", middle(), "kind", kind.name()));
		assertThat(reached).as(answer).anySatisfy((asset) -> assertThat(((Map<?, ?>) asset).get("id")).isEqualTo(end));
		assertThat(this.asking.value(answer, "lineage.complete")).as(answer).isEqualTo(true);
	}

	private List<Object> impact(String root, String change, String past) {
		String question = """
				{ impact(roots: ["%s"], change: %s, includePast: %s) { complete affected { edges { node { asset { id } } } } } }"""
			.formatted(root, change, past);
		assertThat(this.asking.value(question, "impact.complete")).as(question).isEqualTo(true);
		return this.asking.list(question, "impact.affected.edges[*].node.asset.id");
	}

	private static String middle() {
		return "middle:" + SPACE;
	}

	private static String version(String name) {
		return "version:" + SPACE + "|" + name + "|ol:1";
	}

	/** Data, a node of the kind that belongs to both levels, and data. */
	private void draw(String label) {
		Sketch sketch = new Sketch(this.driver, SPACE);
		for (String name : List.of("first", "last")) {
			sketch.dataset(name);
			sketch.version(name, "ol:1", Map.of("mode", "OVERWRITE"));
		}
		sketch.draw();
		this.driver.executableQuery("""
				CYPHER 25
				CREATE (middle:Entity:Asset:Standing:Recorded:$($label) {urn: $urn, namespace: $space, name: 'middle'})
				WITH middle
				MATCH (a:Entity {urn: 'data:' + $space + '|first'})
				MATCH (b:Entity {urn: 'data:' + $space + '|last'})
				MATCH (v:Entity {urn: 'version:' + $space + '|first|ol:1'})
				MATCH (w:Entity {urn: 'version:' + $space + '|last|ol:1'})
				WITH *, {since: datetime('2026-01-01T00:00:00Z'), recordedAt: datetime('2026-01-01T00:00:00Z')} AS held
				CREATE (a)-[r1:FEEDS]->(middle)-[r2:FEEDS]->(b), (v)-[r3:FED]->(middle)-[r4:FED]->(w)
				FOREACH (r IN [r1, r2, r3, r4] | SET r = held)
				""").withParameters(Map.of("label", label, "urn", middle(), "space", SPACE)).execute();
	}

}
