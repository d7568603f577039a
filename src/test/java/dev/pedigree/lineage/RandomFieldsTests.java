package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

/** Random columns of random data, walked as the catalog does and by plain relaxation. */
@GraphTest
class RandomFieldsTests {

	@Autowired
	Driver driver;

	@Autowired
	Walks walks;

	static LongStream seeds() {
		return Seeds.range(12);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void columnsReachWhatTheRulesSay(long seed) {
		Random random = new Random(seed);
		Estate estate = new Estate(this.driver, "random-fields-" + seed, random);
		for (String field : estate.data.keySet()) {
			Walk walk = this.walks.walkFields(question(field, null));
			Map<String, Integer> hops = new TreeMap<>();
			walk.steps().forEach((step) -> hops.put(step.urn(), step.hops()));
			Map<String, Integer> expected = estate.walk(field);
			assertThat(hops).as("%s, seed %s", field, seed).isEqualTo(expected);
			assertThat(walk.complete()).isTrue();
			assertThat(walk.starts()).containsExactly(estate.data.get(field));
			int most = random.nextInt(3);
			Walk near = this.walks.walkFields(question(field, most));
			assertThat(near.steps()).as("%s within %s, seed %s", field, most, seed)
				.extracting(Walk.Step::urn)
				.containsExactlyElementsOf(
						walk.steps().stream().filter((step) -> step.hops() <= most).map(Walk.Step::urn).toList());
			assertThat(near.complete()).isEqualTo(expected.values().stream().allMatch((hop) -> hop <= most));
		}
	}

	private static WalkQuestion question(String field, @Nullable Integer maxHops) {
		return new WalkQuestion(List.of(field), Direction.DOWNSTREAM, LineageLevel.STANDING, Tense.NOW, Start.ALL,
				new Extent(maxHops, 10_000, Set.of(), false));
	}

	/** Data, jobs and columns in memory, and the rules in plain words. */
	private static final class Estate {

		/** The data of each column. */
		final Map<String, String> data = new TreeMap<>();

		private final Map<String, List<String>> columns = new TreeMap<>();

		private final Map<String, Set<String>> flows = new HashMap<>();

		private final Map<String, Set<String>> made = new HashMap<>();

		private final Map<String, Integer> hops = new TreeMap<>();

		private final Map<String, Integer> whole = new HashMap<>();

		private final Map<String, Integer> fields = new HashMap<>();

		private boolean stable;

		Estate(Driver driver, String namespace, Random random) {
			Sketch sketch = new Sketch(driver, namespace);
			FieldSketch drawn = new FieldSketch(driver, namespace);
			for (int i = 0; i < 7; i++) {
				String urn = (i < 5) ? sketch.dataset("d" + i) : sketch.model("d" + i);
				List<String> of = new ArrayList<>();
				for (String name : (i < 5) ? List.of("a", "b", "*") : List.of("a")) {
					String field = drawn.field("d" + i, name);
					of.add(field);
					this.data.put(field, urn);
				}
				this.columns.put(urn, of);
			}
			List<String> all = List.copyOf(this.columns.keySet());
			flow(sketch, all.get(6), sketch.deployment("serving"));
			flow(sketch, all.get(random.nextInt(5)), sketch.deployment("online"));
			for (int i = 0; i < 6; i++) {
				job(sketch, drawn, sketch.job("j" + i), all, random);
			}
			sketch.draw();
			drawn.draw();
		}

		/** A job of which the columns are told of all, some or none of its outputs. */
		private void job(Sketch sketch, FieldSketch drawn, String job, List<String> all, Random random) {
			List<String> inputs = new ArrayList<>();
			for (int i = 0; i <= random.nextInt(2); i++) {
				inputs.add(all.get(random.nextInt(all.size())));
			}
			inputs.forEach((input) -> flow(sketch, input, job));
			for (int i = random.nextInt(3); i > 0; i--) {
				String output = all.get(random.nextInt(all.size()));
				flow(sketch, job, output);
				for (String input : random.nextInt(3) > 0 ? inputs : List.<String>of()) {
					String from = pick(this.columns.getOrDefault(input, List.of()), random);
					String to = pick(this.columns.getOrDefault(output, List.of()), random);
					if (!from.endsWith("*") && this.made.computeIfAbsent(from, (_) -> new TreeSet<>()).add(to)) {
						drawn.feeds(from, to);
					}
				}
			}
		}

		private void flow(Sketch sketch, String from, String to) {
			if (this.flows.computeIfAbsent(from, (_) -> new TreeSet<>()).add(to)) {
				sketch.feeds(from, to);
			}
		}

		private static String pick(List<String> from, Random random) {
			return from.get(random.nextInt(from.size()));
		}

		/** Each rule again and again until none says anything new. */
		Map<String, Integer> walk(String root) {
			this.hops.clear();
			this.whole.clear();
			this.fields.clear();
			this.fields.put(root, 0);
			do {
				this.stable = true;
				Map.copyOf(this.fields).forEach(this::field);
				Map.copyOf(this.whole).forEach((node, at) -> {
					say(this.hops, node, at);
					flows(node).forEach((next) -> say(this.whole, next, at + (next.startsWith("job:") ? 0 : 1)));
				});
			}
			while (!this.stable);
			return this.hops;
		}

		private void field(String field, int at) {
			String of = String.valueOf(this.data.get(field));
			Set<String> to = this.made.getOrDefault(field, Set.of());
			say(this.hops, of, at);
			if (field.endsWith("|*")) {
				say(this.whole, of, at);
			}
			to.forEach((next) -> say(this.fields, next, at + 1));
			for (String reader : flows(of)) {
				if (!reader.startsWith("job:")) {
					say(this.whole, reader, at + 1);
				}
				else if (flows(reader).isEmpty()
						|| to.stream().anyMatch((next) -> flows(reader).contains(this.data.get(next)))) {
					say(this.hops, reader, at);
				}
				for (String output : reader.startsWith("job:") ? flows(reader) : Set.<String>of()) {
					if (!isTold(of, output)) {
						say(this.hops, reader, at);
						say(this.whole, output, at + 1);
					}
				}
			}
		}

		private boolean isTold(String from, String to) {
			return this.made.entrySet()
				.stream()
				.filter((entry) -> from.equals(this.data.get(entry.getKey())))
				.flatMap((entry) -> entry.getValue().stream())
				.anyMatch((field) -> to.equals(this.data.get(field)));
		}

		private Set<String> flows(String node) {
			return this.flows.getOrDefault(node, Set.of());
		}

		private void say(Map<String, Integer> of, String node, int at) {
			if (of.getOrDefault(node, Integer.MAX_VALUE) > at) {
				of.put(node, at);
				this.stable = false;
			}
		}

	}

}
