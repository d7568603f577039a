package dev.pedigree.oracle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import dev.pedigree.ingestion.MetadataEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The oracle and the scenarios are fit to judge with. */
@Execution(ExecutionMode.CONCURRENT)
class OracleItselfTests {

	private static final long SEEDS = 500;

	static LongStream seeds() {
		return LongStream.rangeClosed(1, 40);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void orderAndRepetitionDoNotMatter(long seed) {
		List<MetadataEvent> events = scenario(seed);
		OracleGraph graph = Oracle.graphOf(events);
		List<MetadataEvent> shuffled = new ArrayList<>(events);
		shuffled.addAll(events.subList(0, events.size() / 2));
		Collections.shuffle(shuffled, new Random(seed));
		assertThat(Oracle.graphOf(shuffled).lines("lake")).isEqualTo(graph.lines("lake"));
	}

	@Test
	void scenariosReachEveryKindOfFact() {
		assertThat(LongStream.rangeClosed(1, SEEDS).boxed().flatMap((seed) -> facts(seed).stream())).contains("FED",
				"FEEDS", "STATED", "NEWEST", "INITIAL", "CARRIED", "INFERRED", "MODEL", "gone", "partial", "alias",
				"renamed", "part", "design");
	}

	@Test
	void aSeedAlwaysTellsTheSameStory() {
		assertThat(scenario(7)).isEqualTo(scenario(7)).isNotEqualTo(scenario(8));
	}

	private static List<String> facts(long seed) {
		OracleGraph graph = Oracle.graphOf(scenario(seed));
		List<String> facts = new ArrayList<>();
		graph.flows().forEach((flow) -> facts.addAll(List.of((flow.until() == null) ? "FEEDS" : "FED", flow.source())));
		graph.fed().forEach((edge) -> facts.add(String.valueOf(edge.binding())));
		graph.assets()
			.values()
			.forEach((asset) -> facts.addAll(List.of(asset.kind().name(), asset.gone() ? "gone" : "")));
		graph.versions().values().forEach((version) -> facts.add(version.partial() ? "partial" : ""));
		graph.lines("lake").forEach((line) -> facts.add(line.substring(0, line.indexOf(' '))));
		return facts;
	}

	private static List<MetadataEvent> scenario(long seed) {
		return Scenario.of(seed, "lake", EnumSet.allOf(Feature.class));
	}

}
