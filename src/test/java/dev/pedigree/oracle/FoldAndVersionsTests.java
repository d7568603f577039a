package dev.pedigree.oracle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

import dev.pedigree.BesideGraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.fail;

/**
 * The graph is what the rules say, whatever the order, the repetition and the batches in
 * which messages come: random scenarios, written to the store and compared with the
 * oracle. {@code -Dpedigree.seeds=500} tries more of them, {@code -Dpedigree.seed=42}
 * begins with that one, {@code -Dpedigree.features=CODE,DROPS} allows only some features.
 */
@BesideGraphTest
class FoldAndVersionsTests {

	private static final int SHRINKING_TRIALS = 300;

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Value("${pedigree.run.misses:3}")
	int missesThatEnd;

	static LongStream seeds() {
		return Seeds.range(Integer.getInteger("pedigree.seeds", 60));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void theGraphIsWhatTheRulesSay(long seed) {
		List<MetadataEvent> events = Scenario.of(seed, "any", features());
		Delivery delivery = Delivery.random(new Random(seed), events.size());
		List<String> difference = difference(seed, delivery, namespace());
		if (difference.isEmpty()) {
			return;
		}
		String kind = kind(difference.getFirst());
		Delivery smallest = new Shrinking(
				(less) -> difference(seed, less, namespace()).stream().anyMatch((line) -> kind(line).equals(kind)),
				SHRINKING_TRIALS)
			.shrink(delivery);
		fail("Seed " + seed + ": the graph differs from the rules\n" + Story.of(events, smallest, "any")
				+ String.join("\n", difference(seed, smallest, namespace())));
	}

	private static String kind(String difference) {
		return difference.substring(0, difference.indexOf(' ', 2));
	}

	/**
	 * Writes the messages of a delivery and compares: what is missing in the store, what
	 * is there too much, or what was thrown.
	 */
	private List<String> difference(long seed, Delivery delivery, String namespace) {
		List<MetadataEvent> events = Scenario.of(seed, namespace, features());
		try {
			delivery.batches().forEach((batch) -> this.intake.write(batch.stream().map(events::get).toList()));
			List<String> there = GraphSnapshot.of(this.driver, namespace).lines(namespace);
			List<String> expected = Oracle
				.graphOf(delivery.messages().stream().map(events::get).toList(), this.missesThatEnd)
				.lines(namespace);
			List<String> difference = new ArrayList<>();
			expected.stream().filter((line) -> !there.contains(line)).forEach((line) -> difference.add("- " + line));
			there.stream().filter((line) -> !expected.contains(line)).forEach((line) -> difference.add("+ " + line));
			return difference;
		}
		catch (RuntimeException | AssertionError ex) {
			return List.of("! " + ex.getClass().getSimpleName() + " " + ex.getMessage());
		}
	}

	private static Set<Feature> features() {
		String only = System.getProperty("pedigree.features", "");
		Set<Feature> features = EnumSet.noneOf(Feature.class);
		for (Feature feature : Feature.values()) {
			if (only.isEmpty() || List.of(only.split(",")).contains(feature.name())) {
				features.add(feature);
			}
		}
		return features;
	}

	private static String namespace() {
		return "oracle-" + UUID.randomUUID();
	}

}
