package dev.pedigree.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;

import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.lineage.WalkQuestion.Extent;
import dev.pedigree.lineage.WalkQuestion.Start;
import dev.pedigree.lineage.WalkQuestion.Tense;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Random graphs of both levels, walked in the store and, edge by edge, in memory. */
@GraphTest
class RandomWalksTests {

	@Autowired
	Driver driver;

	@Autowired
	Walks walks;

	static LongStream seeds() {
		return Seeds.range(6);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void theStoreWalksAsMemoryDoes(long seed) {
		Random random = new Random(seed);
		Estate estate = new Estate("walks-random-" + seed, random);
		estate.draw(this.driver);
		for (int i = 0; i < 40; i++) {
			String root = pick(estate.nodes, random);
			Direction direction = pick(List.of(Direction.UPSTREAM, Direction.DOWNSTREAM, Direction.BOTH), random);
			LineageLevel level = pick(List.of(LineageLevel.STANDING, LineageLevel.RECORDED), random);
			Tense tense = new Tense(random.nextBoolean() ? day(random.nextInt(9)) : null, random.nextInt(4) == 0);
			Walk walk = this.walks.walk(new WalkQuestion(List.of(root), direction, level, tense, Start.ALL,
					new Extent(null, 100_000, Set.of(), true)));
			Map<String, Integer> hops = new TreeMap<>();
			walk.steps().forEach((step) -> hops.put(step.urn(), step.hops()));
			assertThat(hops).as("%s %s %s %s, seed %s", root, direction, level, tense, seed)
				.isEqualTo(estate.walk(root, direction, level, tense));
			assertThat(walk.complete()).isTrue();
			int limit = 1 + random.nextInt(10);
			List<String> nearest = walk.steps().stream().limit(limit).map(Walk.Step::urn).toList();
			assertThat(this.walks
				.walk(new WalkQuestion(List.of(root), direction, level, tense, Start.ALL,
						new Extent(null, limit, Set.of(), true)))
				.steps()).extracting(Walk.Step::urn).containsExactlyElementsOf(nearest);
		}
	}

	static LongStream fewSeeds() {
		return Seeds.range(3);
	}

	@ParameterizedTest
	@MethodSource("fewSeeds")
	void pathsAreTheShortestOfAll(long seed) {
		Random random = new Random(seed);
		Estate estate = new Estate("paths-random-" + seed, random);
		estate.draw(this.driver);
		List<String> standing = estate.nodes.stream().filter(Estate::isStanding).toList();
		for (int i = 0; i < 25; i++) {
			String from = pick(standing, random);
			String to = pick(standing, random);
			if (!from.equals(to)) {
				List<List<String>> all = new ArrayList<>();
				estate.extend(new ArrayList<>(List.of(from)), to, all);
				all.sort(Comparator.<List<String>>comparingInt(List::size)
					.thenComparing((path) -> String.join("\n", path)));
				assertThat(this.walks.paths(from, to, LineageLevel.STANDING, 4)).as("%s to %s, seed %s", from, to, seed)
					.isEqualTo(all.stream().limit(4).toList());
			}
		}
	}

	private static <T> T pick(List<T> from, Random random) {
		return from.get(random.nextInt(from.size()));
	}

	private static Instant day(int day) {
		return Instant.parse("2026-01-0%dT00:00:00Z".formatted(day + 1));
	}

	/** An estate in memory, and the walk over it by plain relaxation. */
	private static final class Estate {

		private final String namespace;

		private final Random random;

		final List<String> nodes = new ArrayList<>();

		private final List<Edge> edges = new ArrayList<>();

		/** The data of each version and the job of each run. */
		private final Map<String, String> parents = new HashMap<>();

		Estate(String namespace, Random random) {
			this.namespace = namespace;
			this.random = random;
		}

		void draw(Driver driver) {
			Sketch sketch = new Sketch(driver, this.namespace);
			List<String> data = new ArrayList<>();
			List<String> jobs = new ArrayList<>();
			List<String> versions = new ArrayList<>();
			List<String> trained = new ArrayList<>();
			List<String> runs = new ArrayList<>();
			for (int i = 0; i < 7; i++) {
				boolean model = i < 2;
				String urn = model ? sketch.model("x" + i) : sketch.dataset("x" + i);
				data.add(urn);
				for (String version : List.of("ol:1", "ol:2")) {
					String made = sketch.version("x" + i, version);
					(model ? trained : versions).add(made);
					this.parents.put(made, urn);
				}
			}
			for (int i = 0; i < 6; i++) {
				jobs.add(sketch.job("j" + i));
				runs.add(sketch.run("j" + i, "r" + i));
				this.parents.put(runs.getLast(), jobs.getLast());
			}
			List<String> deployments = List.of(sketch.deployment("d1"), sketch.deployment("d2"));
			List<String> applications = List.of(sketch.application("a1"));
			List.of(data, jobs, versions, trained, runs, deployments, applications).forEach(this.nodes::addAll);
			flow(11, data, jobs, true);
			flow(9, jobs, data, true);
			flow(2, data.subList(0, 2), deployments, true);
			flow(1, deployments, data.subList(2, 7), true);
			flow(1, deployments, applications, true);
			flow(9, versions, runs, false);
			flow(3, trained, runs, false);
			flow(6, runs, versions, false);
			flow(4, runs, trained, false);
			flow(3, versions, versions, false);
			flow(3, trained, deployments, true);
			this.edges.forEach((edge) -> sketch.edge(edge.until() == null && edge.timed() ? "FEEDS" : "FED",
					edge.from(), edge.to(), edge.properties()));
			sketch.draw();
		}

		private void flow(int count, List<String> from, List<String> to, boolean timed) {
			for (int i = 0; i < count; i++) {
				Instant since = day(this.random.nextInt(4));
				Instant until = (timed && this.random.nextInt(3) == 0)
						? since.plusSeconds(86_400L * (1 + this.random.nextInt(4))) : null;
				Edge edge = new Edge(pick(from, this.random), pick(to, this.random), since, until, timed);
				if (!edge.from().equals(edge.to())) {
					this.edges.add(edge);
				}
			}
		}

		Map<String, Integer> walk(String root, Direction direction, LineageLevel level, Tense tense) {
			Map<String, Integer> hops = new TreeMap<>();
			if (direction != Direction.UPSTREAM) {
				hops.putAll(directed(root, level, tense, false));
			}
			if (direction != Direction.DOWNSTREAM) {
				directed(root, level, tense, true).forEach((urn, away) -> hops.merge(urn, -away,
						(down, up) -> (Math.abs(up) < Math.abs(down)) ? up : down));
			}
			return hops;
		}

		private Map<String, Integer> directed(String root, LineageLevel level, Tense tense, boolean upstream) {
			Map<String, Integer> hops = new HashMap<>();
			starts(root, level).forEach((start) -> hops.put(start, 0));
			Predicate<String> there = (level == LineageLevel.STANDING) ? Estate::isStanding : Estate::isRecorded;
			for (boolean changed = true; changed;) {
				changed = false;
				for (Edge edge : this.edges) {
					String tail = upstream ? edge.to() : edge.from();
					String head = upstream ? edge.from() : edge.to();
					Integer before = hops.get(tail);
					if (before != null && edge.counts(tense) && there.test(tail) && there.test(head)) {
						int after = before + ((head.startsWith("job:") || head.startsWith("run:")) ? 0 : 1);
						if (after < hops.getOrDefault(head, Integer.MAX_VALUE)) {
							hops.put(head, after);
							changed = true;
						}
					}
				}
			}
			return hops;
		}

		private List<String> starts(String root, LineageLevel level) {
			if (level == LineageLevel.STANDING) {
				return List.of(this.parents.getOrDefault(root, root));
			}
			if (root.startsWith("data:") || root.startsWith("job:")) {
				return this.parents.keySet()
					.stream()
					.filter((member) -> root.equals(this.parents.get(member)))
					.toList();
			}
			return List.of(root);
		}

		/** All ways to a node that visit none twice, now and by design. */
		void extend(List<String> way, String to, List<List<String>> found) {
			if (way.getLast().equals(to)) {
				found.add(List.copyOf(way));
				return;
			}
			this.edges.stream()
				.filter((edge) -> edge.from().equals(way.getLast()) && edge.counts(Tense.NOW) && isStanding(edge.to())
						&& isStanding(edge.from()) && !way.contains(edge.to()))
				.map(Edge::to)
				.distinct()
				.forEach((next) -> {
					way.add(next);
					extend(way, to, found);
					way.removeLast();
				});
		}

		static boolean isStanding(String urn) {
			return !urn.startsWith("version:") && !urn.startsWith("run:");
		}

		static boolean isRecorded(String urn) {
			return !urn.startsWith("data:") && !urn.startsWith("job:");
		}

	}

	/** An edge with its time. Facts of runs have a moment, not a span. */
	private record Edge(String from, String to, Instant since, @Nullable Instant until, boolean timed) {

		boolean counts(Tense tense) {
			Instant asOf = tense.asOf();
			boolean begun = asOf == null || !this.since.isAfter(asOf);
			boolean going = tense.includePast() || this.until == null || (asOf != null && this.until.isAfter(asOf));
			return begun && going;
		}

		Map<String, Object> properties() {
			Map<String, Object> properties = new HashMap<>();
			properties.put(this.timed ? "since" : "at", this.since);
			if (this.until != null) {
				properties.put("until", this.until);
			}
			return properties;
		}

	}

}
