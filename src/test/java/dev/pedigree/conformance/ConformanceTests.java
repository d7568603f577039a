package dev.pedigree.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.pedigree.Seeds;
import dev.pedigree.store.ProcessStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The graph is a function of the set of accepted messages: real payloads, once and twice,
 * in order and shuffled, by one catalog and by two on the same store.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(CatalogProcess.EARLY)
@ResourceLock(ProcessStore.LOCK)
@EnabledIfEnvironmentVariable(named = "PEDIGREE_FIXTURES", matches = ".+")
class ConformanceTests {

	private static final int SHUFFLES = Seeds.of(20);

	private static CatalogProcess one;

	private static CatalogProcess two;

	@BeforeAll
	static void start() throws Exception {
		ProcessStore.clear();
		one = CatalogProcess.start(ProcessStore.uri());
		two = CatalogProcess.start(ProcessStore.uri());
	}

	@AfterAll
	static void stop() {
		one.close();
		two.close();
	}

	@Test
	void sameMessagesSameGraph() throws Exception {
		List<String> events = FixtureEvents.read();
		assertThat(events).as("no payload in the folder that PEDIGREE_FIXTURES names").isNotEmpty();
		Map<Integer, Integer> answers = send(one, events);
		List<String> expected = GraphContent.of(ProcessStore.DRIVER);
		System.out.printf("%d events, answers by status %s, %d nodes and edges%n", events.size(), answers,
				expected.size());
		assertThat(answers.keySet()).isSubsetOf(201, 400, 422);
		assertThat(expected).isNotEmpty();
		send(one, events);
		send(two, events);
		assertThat(GraphContent.of(ProcessStore.DRIVER)).as("sent three times").isEqualTo(expected);
		for (int seed = 1; seed <= SHUFFLES; seed++) {
			ProcessStore.clear();
			shuffled(events, new Random(seed));
			assertThat(GraphContent.of(ProcessStore.DRIVER)).as("shuffle %d, by two catalogs", seed)
				.isEqualTo(expected);
		}
	}

	/** Splits the shuffled events over both catalogs, which write at the same time. */
	private static void shuffled(List<String> events, Random random) throws Exception {
		List<String> shuffled = new ArrayList<>(events);
		Collections.shuffle(shuffled, random);
		int half = shuffled.size() / 2;
		try (ExecutorService senders = Executors.newFixedThreadPool(2)) {
			List<Callable<Map<Integer, Integer>>> tasks = List.of(() -> send(one, shuffled.subList(0, half)),
					() -> send(two, shuffled.subList(half, shuffled.size())));
			for (Future<Map<Integer, Integer>> sent : senders.invokeAll(tasks)) {
				assertThat(sent.get().keySet()).isSubsetOf(201, 400, 422);
			}
		}
	}

	private static Map<Integer, Integer> send(CatalogProcess catalog, List<String> events) throws InterruptedException {
		Map<Integer, Integer> answers = new TreeMap<>();
		for (String event : events) {
			answers.merge(catalog.send(event), 1, Integer::sum);
		}
		return answers;
	}

}
