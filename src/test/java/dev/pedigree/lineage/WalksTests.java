package dev.pedigree.lineage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.pedigree.GraphTest;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.WalkQuestion.Extent;
import dev.pedigree.lineage.WalkQuestion.Start;
import dev.pedigree.lineage.WalkQuestion.Tense;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.junit.jupiter.api.Assertions.assertTimeout;

@GraphTest
class WalksTests {

	private static final Extent ALL = new Extent(null, 100_000, Set.of(), true);

	@Autowired
	Driver driver;

	@Autowired
	Walks walks;

	@Test
	void hopsCountWhatIsNeitherJobNorRun() {
		Sketch sketch = new Sketch(this.driver, "walks-chain");
		String raw = sketch.dataset("card-transactions");
		String features = sketch.dataset("features");
		String model = sketch.model("fraud-detector");
		String serving = sketch.deployment("fraud");
		String app = sketch.application("checkout");
		sketch.feeds(raw, sketch.job("clean"), features, sketch.job("train"), model, serving, app).draw();
		assertThat(hops(standing(raw, Direction.DOWNSTREAM)))
			.containsExactlyInAnyOrderEntriesOf(Map.of(raw, 0, job("walks-chain", "clean"), 0, features, 1,
					job("walks-chain", "train"), 1, model, 2, serving, 3, app, 4));
		assertThat(hops(standing(serving, Direction.UPSTREAM))).containsExactlyInAnyOrderEntriesOf(Map.of(serving, 0,
				model, -1, job("walks-chain", "train"), -1, features, -2, job("walks-chain", "clean"), -2, raw, -3));
		assertThat(hops(standing(features, Direction.BOTH))).containsEntry(raw, -1).containsEntry(app, 3).hasSize(7);
	}

	@Test
	void theWayThatWeighsLessIsTheShorterOneAlsoWhenItHasMoreEdges() {
		Sketch sketch = new Sketch(this.driver, "walks-weight");
		String features = sketch.dataset("features");
		String model = sketch.model("fraud-detector");
		String serving = sketch.deployment("fraud");
		String log = sketch.dataset("predictions");
		sketch.feeds(features, serving, log).feeds(features, sketch.job("copy"), log);
		sketch.feeds(features, sketch.job("train"), model, serving).draw();
		assertThat(hops(standing(features, Direction.DOWNSTREAM))).containsEntry(serving, 1)
			.containsEntry(log, 1)
			.containsEntry(model, 1);
	}

	@Test
	void bothIsNotUndirected() {
		Sketch sketch = new Sketch(this.driver, "walks-both");
		String root = sketch.dataset("root");
		String sibling = sketch.dataset("sibling");
		String job = sketch.job("split");
		sketch.feeds(sketch.dataset("source"), job, root).feeds(job, sibling, sketch.job("read-sibling"));
		sketch.feeds(sketch.dataset("other-input"), sketch.job("join"), sketch.dataset("joined"));
		sketch.feeds(root, sketch.job("join")).draw();
		assertThat(hops(standing(root, Direction.BOTH))).containsOnlyKeys(root, job, "data:walks-both|source",
				job("walks-both", "join"), "data:walks-both|joined");
	}

	@Test
	void aCycleEndsAndItsRootStaysAtNoHops() {
		Sketch sketch = new Sketch(this.driver, "walks-cycle");
		String a = sketch.dataset("a");
		String b = sketch.dataset("b");
		String there = sketch.job("there");
		String back = sketch.job("back");
		sketch.feeds(a, there, b, back, a).feeds(b, there).draw();
		Walk walk = standing(a, Direction.BOTH);
		assertThat(hops(walk)).containsExactlyInAnyOrderEntriesOf(Map.of(a, 0, there, 0, b, 1, back, 0));
		assertThat(walk.links()).hasSize(5);
	}

	@Test
	void fortyDiamondsAreNoSlowerThanTheyAreLong() {
		Sketch sketch = new Sketch(this.driver, "walks-diamonds");
		for (int i = 0; i < 40; i++) {
			for (String side : List.of("left", "right")) {
				sketch.feeds(sketch.dataset("d" + i), sketch.job(side + i), sketch.dataset("d" + (i + 1)));
			}
		}
		sketch.draw();
		assertTimeout(Duration.ofSeconds(3), () -> {
			Walk walk = standing("data:walks-diamonds|d0", Direction.DOWNSTREAM);
			assertThat(walk.steps()).hasSize(121);
			assertThat(hops(walk)).containsEntry("data:walks-diamonds|d40", 40);
			assertThat(walk.links()).hasSize(160);
		});
	}

	@Test
	void aLimitKeepsTheNearestAndSaysWhatIsMissing() {
		Sketch sketch = new Sketch(this.driver, "walks-hub");
		String hub = sketch.dataset("hub");
		for (int i = 0; i < 10_000; i++) {
			sketch.feeds(hub, sketch.job("j" + i));
		}
		sketch.feeds(sketch.job("j0"), sketch.dataset("far")).draw();
		Walk walk = this.walks.walk(question(hub, Direction.DOWNSTREAM, LineageLevel.STANDING, Tense.NOW,
				new Extent(null, 100, Set.of(), true)));
		assertThat(walk.steps()).hasSize(100);
		assertThat(walk.steps().getFirst().urn()).isEqualTo(hub);
		assertThat(walk.complete()).isFalse();
		assertThatObject(walk.truncation())
			.isEqualTo(new Truncation(Truncation.TruncationReason.LIMIT, 9_902, List.of(hub, job("walks-hub", "j0"))));
		assertThat(standing(hub, Direction.DOWNSTREAM).steps()).hasSize(10_002);
	}

	@Test
	void maxHopsSaysWhatLiesBehind() {
		Sketch sketch = new Sketch(this.driver, "walks-hops");
		String a = sketch.dataset("a");
		String b = sketch.dataset("b");
		sketch.feeds(a, sketch.job("ab"), b, sketch.job("bc"), sketch.dataset("c"), sketch.job("cd"),
				sketch.dataset("d"));
		sketch.draw();
		Walk walk = this.walks.walk(question(a, Direction.DOWNSTREAM, LineageLevel.STANDING, Tense.NOW,
				new Extent(1, 100, Set.of(), true)));
		assertThat(hops(walk)).containsOnlyKeys(a, job("walks-hops", "ab"), b, job("walks-hops", "bc"));
		assertThatObject(walk.truncation())
			.isEqualTo(new Truncation(Truncation.TruncationReason.HOPS, 3, List.of(job("walks-hops", "bc"))));
		Walk models = this.walks.walk(question(a, Direction.DOWNSTREAM, LineageLevel.STANDING, Tense.NOW,
				new Extent(9, 100, Set.of(AssetKind.DATASET), true)));
		assertThat(models.complete()).isTrue();
		assertThat(models.steps()).extracting(Walk.Step::hops).containsExactly(0, 1, 2, 3);
	}

	@Test
	void asOfFollowsWhatHeldThen() {
		Sketch sketch = new Sketch(this.driver, "walks-as-of");
		String a = sketch.dataset("a");
		String job = sketch.job("job");
		String b = sketch.dataset("b");
		sketch.edge("FED", a, job, Map.of("since", day(1), "until", day(10)));
		sketch.edge("FEEDS", job, b, Map.of("since", day(5))).draw();
		assertThat(hops(asOf(a, day(5)))).containsOnlyKeys(a, job, b);
		assertThat(hops(asOf(a, day(4)))).containsOnlyKeys(a, job);
		assertThat(hops(asOf(a, day(10)))).containsOnlyKeys(a);
		assertThat(hops(standing(a, Direction.DOWNSTREAM))).containsOnlyKeys(a);
		assertThat(hops(
				this.walks.walk(question(a, Direction.DOWNSTREAM, LineageLevel.STANDING, new Tense(null, true), ALL))))
			.containsOnlyKeys(a, job, b);
	}

	@Test
	void levelsDoNotMix() {
		Sketch sketch = new Sketch(this.driver, "walks-levels");
		String model = sketch.model("fraud-detector");
		String version = sketch.version("fraud-detector", "mlflow:1");
		String serving = sketch.deployment("fraud");
		sketch.feeds(model, serving).feeds(version, serving).draw();
		assertThat(hops(standing(serving, Direction.UPSTREAM))).containsOnlyKeys(serving, model);
		assertThat(hops(recorded(serving, Direction.UPSTREAM))).containsOnlyKeys(serving, version);
		assertThat(hops(recorded(model, Direction.DOWNSTREAM)))
			.containsExactlyInAnyOrderEntriesOf(Map.of(version, 0, serving, 1));
		assertThat(hops(standing(version, Direction.DOWNSTREAM)))
			.containsExactlyInAnyOrderEntriesOf(Map.of(model, 0, serving, 1));
	}

	@Test
	void aRecordedWalkFindsWhatWasBuiltOnAnAppendedVersion() {
		Sketch sketch = new Sketch(this.driver, "walks-carried");
		sketch.dataset("card-transactions");
		sketch.model("fraud-detector");
		String v1 = sketch.version("card-transactions", "run:1", Map.of("at", day(1), "mode", "APPEND"));
		String v2 = sketch.version("card-transactions", "run:2", Map.of("at", day(2), "mode", "APPEND"));
		String v3 = sketch.version("card-transactions", "run:3", Map.of("at", day(3)));
		String run = sketch.run("train", "r1");
		String trained = sketch.version("fraud-detector", "mlflow:1");
		sketch.edge("FED", v1, v2, Map.of("binding", "CARRIED")).edge("FED", v2, run, Map.of("binding", "NEWEST"));
		sketch.fed(run, trained).edge("FED", v3, sketch.run("train", "r2"), Map.of("binding", "INITIAL")).draw();
		assertThat(hops(recorded(v1, Direction.DOWNSTREAM)))
			.containsExactlyInAnyOrderEntriesOf(Map.of(v1, 0, v2, 1, run, 1, trained, 2));
		Walk all = recorded("data:walks-carried|card-transactions", Direction.DOWNSTREAM);
		assertThat(all.starts()).containsExactlyInAnyOrder(v1, v2, v3);
		assertThat(hops(all)).containsEntry(v2, 0).containsEntry(trained, 1);
		assertThat(all.assumptions()).hasSize(2).allMatch((text) -> text.startsWith("1 "));
		Walk window = this.walks.walk(new WalkQuestion(List.of("data:walks-carried|card-transactions"),
				Direction.DOWNSTREAM, LineageLevel.RECORDED, Tense.NOW, new Start(day(1), day(2), false), ALL));
		assertThat(window.starts()).containsExactly(v1);
		assertThat(hops(window)).containsEntry(v2, 1).doesNotContainKey(v3);
	}

	@Test
	void whatWasMadeLaterIsNotThereYet() {
		Sketch sketch = new Sketch(this.driver, "walks-later");
		String data = sketch.dataset("card-transactions");
		String early = sketch.version("card-transactions", "run:1", Map.of("at", day(1)));
		String late = sketch.version("card-transactions", "run:2", Map.of("at", day(5)));
		sketch.edge("FED", early, late, Map.of("binding", "CARRIED")).draw();
		Tense then = new Tense(day(3), false);
		assertThat(hops(this.walks.walk(question(data, Direction.DOWNSTREAM, LineageLevel.RECORDED, then, ALL))))
			.containsOnlyKeys(early);
		assertThat(hops(this.walks.walk(question(late, Direction.UPSTREAM, LineageLevel.RECORDED, then, ALL))))
			.containsOnlyKeys(late);
	}

	@Test
	void aJobStandsForItsRunsOrForWhatTheyWrote() {
		Sketch sketch = new Sketch(this.driver, "walks-runs");
		sketch.dataset("features");
		String run = sketch.run("clean", "r1");
		String written = sketch.version("features", "run:r1");
		String reader = sketch.run("train", "r2");
		sketch.fed(run, written, reader).draw();
		String job = job("walks-runs", "clean");
		assertThat(hops(recorded(job, Direction.DOWNSTREAM)))
			.containsExactlyInAnyOrderEntriesOf(Map.of(run, 0, written, 1, reader, 1));
		for (String root : List.of(job, run)) {
			Walk walk = this.walks.walk(new WalkQuestion(List.of(root), Direction.DOWNSTREAM, LineageLevel.RECORDED,
					Tense.NOW, new Start(null, null, true), ALL));
			assertThat(walk.starts()).containsExactly(written);
			assertThat(hops(walk)).containsExactlyInAnyOrderEntriesOf(Map.of(written, 0, reader, 0));
		}
		assertThat(hops(standing(run, Direction.DOWNSTREAM))).containsOnlyKeys(job);
	}

	private Walk standing(String root, Direction direction) {
		return this.walks.walk(question(root, direction, LineageLevel.STANDING, Tense.NOW, ALL));
	}

	private Walk recorded(String root, Direction direction) {
		return this.walks.walk(question(root, direction, LineageLevel.RECORDED, Tense.NOW, ALL));
	}

	private Walk asOf(String root, Instant moment) {
		return this.walks
			.walk(question(root, Direction.DOWNSTREAM, LineageLevel.STANDING, new Tense(moment, false), ALL));
	}

	private static WalkQuestion question(String root, Direction direction, LineageLevel level, Tense tense,
			Extent extent) {
		return new WalkQuestion(List.of(root), direction, level, tense, Start.ALL, extent);
	}

	private static Map<String, Integer> hops(Walk walk) {
		Map<String, Integer> hops = new TreeMap<>();
		walk.steps().forEach((step) -> hops.put(step.urn(), step.hops()));
		return hops;
	}

	private static String job(String namespace, String name) {
		return "job:" + namespace + "|" + name;
	}

	private static Instant day(int day) {
		return Instant.parse("2026-01-%02dT00:00:00Z".formatted(day));
	}

}
