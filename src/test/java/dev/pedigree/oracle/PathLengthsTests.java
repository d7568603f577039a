package dev.pedigree.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.lineage.Sketch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@code paths} query answers the shortest of all simple ways, which the oracle
 * counts one by one.
 */
@GraphTest
class PathLengthsTests {

	private static final int QUESTIONS = 15;

	/** Longer ways than this are not counted; estates are small. */
	private static final int LONGEST = 12;

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@ParameterizedTest
	@MethodSource("dev.pedigree.oracle.RandomEstate#seeds")
	void pathsAreTheShortestSimpleWays(long seed) {
		Estate estate = new RandomEstate(seed, new Sketch(this.driver, "paths-" + UUID.randomUUID())).draw();
		List<String> nodes = List.copyOf(estate.kinds().keySet());
		Random random = new Random(seed);
		for (int i = 0; i < QUESTIONS; i++) {
			boolean recorded = random.nextBoolean();
			assertPaths(estate, nodes.get(random.nextInt(nodes.size())), nodes.get(random.nextInt(nodes.size())),
					recorded);
		}
	}

	private void assertPaths(Estate estate, String from, String to, boolean recorded) {
		OracleWalks walks = new OracleWalks(estate);
		Set<String> starts = walks.starts(from, recorded, Estate.Time.NOW);
		Set<String> ends = walks.starts(to, recorded, Estate.Time.NOW);
		if (from.equals(to) || starts.stream().anyMatch(ends::contains)) {
			return;
		}
		Map<String, Set<String>> next = walks.next(recorded, Estate.Time.NOW);
		List<Integer> lengths = new ArrayList<>();
		for (String start : starts) {
			count(next, new LinkedHashSet<>(Set.of(start)), start, ends, lengths);
		}
		lengths.sort(null);
		String question = "{ paths(from: \"" + from + "\", to: \"" + to + "\", level: "
				+ (recorded ? "RECORDED" : "STANDING") + ") { assets { id } edges { from to } } }";
		List<List<String>> ways = ways(question);
		assertThat(ways).as(question).doesNotHaveDuplicates().allSatisfy((way) -> {
			assertThat(way).doesNotHaveDuplicates();
			assertThat(starts).contains(way.getFirst());
			assertThat(ends).contains(way.getLast());
			for (int i = 1; i < way.size(); i++) {
				assertThat(next.getOrDefault(way.get(i - 1), Set.of())).contains(way.get(i));
			}
		});
		assertThat(ways.stream().map((way) -> way.size() - 1)).as(question)
			.isEqualTo(lengths.subList(0, Math.min(3, lengths.size())));
	}

	/** Every simple way from where the way so far ends to the first of the ends on it. */
	private static void count(Map<String, Set<String>> next, Set<String> way, String last, Set<String> ends,
			List<Integer> lengths) {
		if (ends.contains(last)) {
			lengths.add(way.size() - 1);
			return;
		}
		for (String step : next.getOrDefault(last, Set.of())) {
			if (way.size() <= LONGEST && way.add(step)) {
				count(next, way, step, ends, lengths);
				way.remove(step);
			}
		}
	}

	@SuppressWarnings("unchecked")
	private List<List<String>> ways(String question) {
		Object answer = Objects.requireNonNull(this.asking.value(question, "paths"));
		List<List<String>> ways = new ArrayList<>();
		for (Map<String, Object> path : (Collection<Map<String, Object>>) answer) {
			ways.add(((Collection<Map<String, Object>>) Objects.requireNonNull(path.get("assets"))).stream()
				.map((asset) -> String.valueOf(asset.get("id")))
				.toList());
		}
		return ways;
	}

}
