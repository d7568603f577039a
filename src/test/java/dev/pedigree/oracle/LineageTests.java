package dev.pedigree.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.lineage.Sketch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@code lineage} query answers what the oracle's walk finds, from every node of
 * random estates, on both levels, in every direction, now and as of a day.
 */
@GraphTest
class LineageTests {

	private static final int ANY = Integer.MAX_VALUE;

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@ParameterizedTest
	@MethodSource("dev.pedigree.oracle.RandomEstate#seeds")
	void lineageIsWhatTheOracleFinds(long seed) {
		Estate estate = new RandomEstate(seed, new Sketch(this.driver, "walk-" + UUID.randomUUID())).draw();
		Random random = new Random(seed);
		for (String root : estate.kinds().keySet()) {
			for (boolean recorded : List.of(false, true)) {
				Estate.Time time = (random.nextInt(3) > 0) ? Estate.Time.NOW
						: new Estate.Time(RandomEstate.day(random.nextInt(16)), false);
				assertAnswer(estate, root, List.of("UPSTREAM", "DOWNSTREAM", "BOTH").get(random.nextInt(3)), recorded,
						time, random.nextBoolean() ? ANY : random.nextInt(5));
			}
		}
	}

	private void assertAnswer(Estate estate, String root, String direction, boolean recorded, Estate.Time time,
			int maxHops) {
		OracleWalks walks = new OracleWalks(estate);
		Set<String> starts = walks.starts(root, recorded, time);
		Map<String, Set<Integer>> expected = new TreeMap<>();
		List<Set<String>> reached = new ArrayList<>();
		for (boolean downstream : List.of(true, false)) {
			if (!direction.equals(downstream ? "UPSTREAM" : "DOWNSTREAM")) {
				Map<String, Integer> found = walks.reach(starts, downstream, recorded, time);
				reached.add(found.keySet());
				found.forEach((urn, hops) -> {
					if (hops <= maxHops) {
						expected.computeIfAbsent(urn, (key) -> new TreeSet<>()).add(downstream ? hops : -hops);
					}
				});
			}
		}
		// BOTH is one answer: what one way cuts off and the other shows is not missing.
		boolean complete = reached.stream().allMatch(expected.keySet()::containsAll);
		Set<String> edges = new TreeSet<>();
		for (Set<String> found : reached) {
			Set<String> shown = new TreeSet<>(found);
			shown.retainAll(expected.keySet());
			edges.addAll(among(walks.next(recorded, time), shown));
		}
		String question = question(root, direction, recorded, time.asOf(), maxHops);
		Map<String, Object> answer = answer(question);
		Map<String, Integer> nodes = new TreeMap<>();
		for (Map<String, Object> node : rows(answer, "nodes")) {
			nodes.put(String.valueOf(inner(node, "asset").get("id")), (Integer) node.get("hops"));
		}
		assertThat(nodes.keySet()).as(question).isEqualTo(expected.keySet());
		nodes.forEach((urn, hops) -> assertThat(expected.get(urn)).as(question + " " + urn).contains(hops));
		assertThat(edges(answer)).as(question).isEqualTo(edges);
		assertThat(answer.get("complete")).as(question).isEqualTo(complete);
	}

	private static String question(String root, String direction, boolean recorded, @Nullable Instant asOf,
			int maxHops) {
		return "{ lineage(id: \"" + root + "\", direction: " + direction + ", level: "
				+ (recorded ? "RECORDED" : "STANDING") + ((asOf != null) ? ", asOf: \"" + asOf + "\"" : "")
				+ ((maxHops < ANY) ? ", maxHops: " + maxHops : "")
				+ ") { nodes { asset { id } hops } edges { from to } complete } }";
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> answer(String question) {
		Object answer = this.asking.value(question, "lineage");
		return (Map<String, Object>) Objects.requireNonNull(answer);
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> rows(Map<String, Object> answer, String field) {
		return new ArrayList<>((Collection<Map<String, Object>>) Objects.requireNonNull(answer.get(field)));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> inner(Map<String, Object> row, String field) {
		return (Map<String, Object>) Objects.requireNonNull(row.get(field));
	}

	private static Set<String> edges(Map<String, Object> answer) {
		Set<String> edges = new TreeSet<>();
		rows(answer, "edges").forEach((edge) -> edges.add(edge.get("from") + " > " + edge.get("to")));
		return edges;
	}

	private static Set<String> among(Map<String, Set<String>> next, Set<String> nodes) {
		Set<String> edges = new TreeSet<>();
		next.forEach((from, all) -> all.stream()
			.filter((to) -> nodes.contains(from) && nodes.contains(to))
			.forEach((to) -> edges.add(from + " > " + to)));
		return edges;
	}

}
