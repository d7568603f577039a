package dev.pedigree.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.Sketch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The {@code impact} query reaches what the oracle's walk reaches, from random roots of
 * random estates: by design, and run by run, now, then and within a window.
 */
@BesideGraphTest
class ImpactReachTests {

	private static final int ANY = Integer.MAX_VALUE;

	private static final Set<AssetKind> STANDING = Set.of(AssetKind.DATASET, AssetKind.JOB, AssetKind.MODEL,
			AssetKind.DEPLOYMENT, AssetKind.APPLICATION);

	private static final Set<AssetKind> RECORDED = Set.of(AssetKind.DATASET_VERSION, AssetKind.MODEL_VERSION,
			AssetKind.DEPLOYMENT, AssetKind.APPLICATION);

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@ParameterizedTest
	@MethodSource("dev.pedigree.oracle.RandomEstate#seeds")
	void aChangeByDesignReachesWhatFlowsByDesign(long seed) {
		Estate estate = new RandomEstate(seed, new Sketch(this.driver, "impact-" + UUID.randomUUID())).draw();
		Random random = new Random(seed);
		for (String root : estate.kinds().keySet()) {
			if (estate.kind(root) == AssetKind.DATASET || estate.kind(root) == AssetKind.MODEL
					|| estate.kind(root) == AssetKind.DATASET_VERSION) {
				Estate.Time time = new Estate.Time(random.nextBoolean() ? null : RandomEstate.day(random.nextInt(16)),
						random.nextInt(3) == 0);
				Set<String> starts = new OracleWalks(estate).starts(root, false, time);
				assertReach(estate, new Question(root, "RETIREMENT", "", time, limit(random)), starts, STANDING);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("dev.pedigree.oracle.RandomEstate#seeds")
	void badDataReachesWhatDidFlow(long seed) {
		Estate estate = new RandomEstate(seed, new Sketch(this.driver, "impact-" + UUID.randomUUID())).draw();
		Random random = new Random(seed);
		OracleWalks walks = new OracleWalks(estate);
		for (String root : estate.kinds().keySet()) {
			AssetKind kind = estate.kind(root);
			if (kind == AssetKind.DEPLOYMENT || kind == AssetKind.APPLICATION) {
				continue;
			}
			Estate.Time time = new Estate.Time(null, random.nextInt(3) == 0);
			Set<String> starts = walks.starts(root, true, time);
			if (kind == AssetKind.JOB || kind == AssetKind.RUN) {
				starts = written(walks.next(true, time), starts);
			}
			String window = "";
			if (kind == AssetKind.DATASET && random.nextBoolean()) {
				int from = random.nextInt(8);
				int to = from + 1 + random.nextInt(6);
				window = ", window: {from: \"" + RandomEstate.day(from) + "\", to: \"" + RandomEstate.day(to) + "\"}";
				starts.removeIf((version) -> !madeWithin(estate, version, from, to));
			}
			assertReach(estate, new Question(root, "BAD_DATA", window, time, limit(random)), starts, RECORDED);
		}
	}

	private record Question(String root, String change, String window, Estate.Time time, int maxHops) {

		String document() {
			return "{ impact(roots: [\"" + this.root + "\"], change: " + this.change + this.window + ", includePast: "
					+ this.time.past() + ((this.time.asOf() != null) ? ", asOf: \"" + this.time.asOf() + "\"" : "")
					+ ((this.maxHops < ANY) ? ", maxHops: " + this.maxHops : "")
					+ ") { total complete affected(first: 1000) { edges { node { asset { id } hops } } } } }";
		}

	}

	private void assertReach(Estate estate, Question question, Set<String> starts, Set<AssetKind> kinds) {
		boolean recorded = kinds.equals(RECORDED);
		Map<String, Integer> found = new TreeMap<>(
				new OracleWalks(estate).reach(starts, true, recorded, question.time()));
		Map<String, Integer> expected = new TreeMap<>(found);
		expected.keySet().removeAll(starts);
		expected.keySet().remove(question.root());
		expected.keySet().removeIf((urn) -> !kinds.contains(estate.kind(urn)));
		expected.values().removeIf((hops) -> hops > question.maxHops());
		Map<String, Object> impact = impact(question.document());
		assertThat(affected(impact)).as(question.document()).isEqualTo(expected);
		assertThat(impact.get("total")).as(question.document()).isEqualTo(expected.size());
		boolean all = found.values().stream().noneMatch((hops) -> hops > question.maxHops());
		assertThat(impact.get("complete")).as(question.document()).isEqualTo(all);
	}

	private static Set<String> written(Map<String, Set<String>> next, Set<String> runs) {
		Set<String> written = new TreeSet<>();
		runs.forEach((run) -> written.addAll(next.getOrDefault(run, new HashSet<>())));
		return written;
	}

	private static boolean madeWithin(Estate estate, String version, int from, int to) {
		var made = Objects.requireNonNull(estate.made().get(version));
		return !made.isBefore(RandomEstate.day(from)) && made.isBefore(RandomEstate.day(to));
	}

	private static int limit(Random random) {
		return random.nextBoolean() ? ANY : random.nextInt(4);
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> impact(String document) {
		return (Map<String, Object>) Objects.requireNonNull(this.asking.value(document, "impact"));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Integer> affected(Map<String, Object> impact) {
		Map<String, Integer> affected = new TreeMap<>();
		Map<String, Object> connection = (Map<String, Object>) Objects.requireNonNull(impact.get("affected"));
		for (Map<String, Object> edge : (List<Map<String, Object>>) Objects.requireNonNull(connection.get("edges"))) {
			Map<String, Object> node = (Map<String, Object>) Objects.requireNonNull(edge.get("node"));
			Map<String, Object> asset = (Map<String, Object>) Objects.requireNonNull(node.get("asset"));
			affected.put(String.valueOf(asset.get("id")), (Integer) Objects.requireNonNull(node.get("hops")));
		}
		return affected;
	}

}
