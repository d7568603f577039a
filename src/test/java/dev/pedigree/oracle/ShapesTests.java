package dev.pedigree.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.lineage.Sketch;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Shapes that walks must survive, with answers known by construction: hubs, cycles, and
 * diamonds in a row, which have 2^40 ways through them.
 */
@BesideGraphTest
class ShapesTests {

	private static final int HUB = 10_000;

	private static final int DIAMONDS = 40;

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@Test
	void aHubFeedsTenThousandJobs() {
		Sketch sketch = sketch();
		String hub = sketch.dataset("hub");
		for (int i = 0; i < HUB; i++) {
			sketch.feeds(hub, sketch.job("job" + i), sketch.dataset("out" + i));
		}
		sketch.draw();
		assertThat(ask("impact(roots: [\"" + hub + "\"], change: RETIREMENT, limit: 100000) { total complete }"))
			.isEqualTo(Map.of("total", 2 * HUB, "complete", true));
		assertThat(ask("impact(roots: [\"" + hub + "\"], change: RETIREMENT, limit: 500) { total complete "
				+ "truncation { reason } }"))
			.isEqualTo(Map.of("total", 500, "complete", false, "truncation", Map.of("reason", "LIMIT")));
		// From a leaf the hub is two steps away, and its 10,000 readers are nobody's
		// concern.
		String leaf = hub.replace("|hub", "|out7");
		assertThat(ask("lineage(id: \"" + leaf + "\", direction: UPSTREAM) { nodes { hops } complete }")).isEqualTo(
				Map.of("nodes", List.of(Map.of("hops", 0), Map.of("hops", 0), Map.of("hops", -1)), "complete", true));
	}

	@Test
	void aHubOfVersionsIsReadByTenThousandRuns() {
		Sketch sketch = sketch();
		sketch.dataset("hub");
		String version = sketch.version("hub", "ol:1", Map.of("at", RandomEstate.day(1)));
		for (int i = 0; i < HUB; i++) {
			String out = "out" + (i % 100);
			sketch.dataset(out);
			sketch.fed(version, sketch.run("job" + (i % 100), "r" + i),
					sketch.version(out, "run:r" + i, Map.of("at", RandomEstate.day(2))));
		}
		sketch.draw();
		assertThat(ask("impact(roots: [\"" + version + "\"], change: BAD_DATA) { total complete byKind { count } }"))
			.isEqualTo(Map.of("total", HUB, "complete", true, "byKind", List.of(Map.of("count", HUB))));
	}

	@Test
	void aCycleIsWalkedOnce() {
		Sketch sketch = sketch();
		List<String> ring = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			ring.add(sketch.dataset("data" + i));
			ring.add(sketch.job("job" + i));
		}
		ring.add(ring.getFirst());
		sketch.feeds(ring.toArray(String[]::new)).draw();
		String root = ring.getFirst();
		assertThat(ask("impact(roots: [\"" + root + "\"], change: SCHEMA_CHANGE) { total complete }"))
			.isEqualTo(Map.of("total", 99, "complete", true));
		assertThat(ask("impact(roots: [\"" + root + "\"], change: SCHEMA_CHANGE, maxHops: 10) { total complete "
				+ "truncation { reason } }"))
			// Ten data, and the job before each as well as the one behind the last.
			.isEqualTo(Map.of("total", 21, "complete", false, "truncation", Map.of("reason", "HOPS")));
		assertThat(ask("paths(from: \"" + root + "\", to: \"" + ring.get(98) + "\") { assets { id } }")).isEqualTo(
				List.of(Map.of("assets", ring.subList(0, 99).stream().map((urn) -> Map.of("id", urn)).toList())));
	}

	@Test
	void fortyDiamondsHaveTooManyWaysToCountButFewNodes() {
		Sketch sketch = sketch();
		String first = sketch.dataset("data0");
		String last = first;
		for (int i = 1; i <= DIAMONDS; i++) {
			String next = sketch.dataset("data" + i);
			sketch.feeds(last, sketch.job("left" + i), next);
			sketch.feeds(last, sketch.job("right" + i), next);
			last = next;
		}
		sketch.draw();
		String root = first;
		String end = last;
		assertThatCode(() -> assertThat(ask("impact(roots: [\"" + root + "\"], change: RETIREMENT) { total complete }"))
			.isEqualTo(Map.of("total", 3 * DIAMONDS, "complete", true))).doesNotThrowAnyException();
		assertThat(
				ask("lineage(id: \"" + end + "\", direction: UPSTREAM, kinds: [DATASET]) { nodes { hops } complete }"))
			.isEqualTo(Map.of("nodes",
					java.util.stream.IntStream.rangeClosed(0, DIAMONDS)
						.mapToObj((hop) -> Map.of("hops", -hop))
						.toList(),
					"complete", true));
		long before = System.nanoTime();
		Object paths = ask("paths(from: \"" + root + "\", to: \"" + end + "\", first: 3) { edges { to } }");
		assertThat((List<?>) paths).hasSize(3)
			.allSatisfy((path) -> assertThat((List<?>) ((Map<?, ?>) path).get("edges")).hasSize(2 * DIAMONDS));
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
	}

	private Sketch sketch() {
		return new Sketch(this.driver, "shape-" + UUID.randomUUID());
	}

	private Object ask(String field) {
		String name = field.substring(0, field.indexOf('('));
		return java.util.Objects.requireNonNull(this.asking.value("{ " + field + " }", name));
	}

}
