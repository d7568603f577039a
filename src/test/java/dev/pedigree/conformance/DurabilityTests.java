package dev.pedigree.conformance;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.pedigree.store.EmbeddedNeo4j;
import dev.pedigree.store.ProcessStore;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was answered 201 is in the graph, once, whatever breaks while eight clients send.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(CatalogProcess.EARLY)
@ResourceLock(ProcessStore.LOCK)
class DurabilityTests {

	private static final int CLIENTS = 8;

	/** How long the store is away. */
	private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("pedigree.outage", 30));

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

	private final AtomicBoolean sending = new AtomicBoolean(true);

	@Test
	void killedCatalogLosesNothingThatItAccepted() throws Exception {
		ProcessStore.clear();
		try (CatalogProcess catalog = CatalogProcess.start(ProcessStore.uri())) {
			whileSending(catalog, () -> {
				awaitAccepted(200);
				catalog.kill();
				catalog.restart();
				awaitAccepted(this.accepted.size() + 200);
			});
			assertAcceptedOnce(ProcessStore.uri());
		}
	}

	@Test
	void storeThatIsAwayForAWhileLosesNothing(@TempDir Path home) throws Exception {
		AtomicReference<EmbeddedNeo4j> store = new AtomicReference<>(EmbeddedNeo4j.start(home, 0));
		String uri = store.get().uri();
		int port = Integer.parseInt(uri.substring(uri.lastIndexOf(':') + 1));
		try (CatalogProcess catalog = CatalogProcess.start(uri)) {
			whileSending(catalog, () -> {
				awaitAccepted(200);
				store.get().close();
				Thread.sleep(OUTAGE);
				store.set(EmbeddedNeo4j.start(home, port));
				awaitAccepted(this.accepted.size() + 200);
			});
			assertThat(this.answers).as("clients were told to come again").containsKey(503);
			assertAcceptedOnce(uri);
		}
		finally {
			store.get().close();
		}
	}

	private void whileSending(CatalogProcess catalog, Interruption interruption) throws Exception {
		try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
			List<Future<Void>> running = IntStream.range(0, CLIENTS)
				.mapToObj((client) -> clients.submit((Callable<Void>) () -> client(catalog, client)))
				.toList();
			try {
				interruption.happen();
			}
			finally {
				this.sending.set(false);
			}
			for (Future<Void> client : running) {
				client.get();
			}
		}
		System.out.printf("answers by status %s%n", this.answers);
	}

	/** Sends run after run, each until it is accepted. */
	private Void client(CatalogProcess catalog, int client) throws InterruptedException {
		while (this.sending.get()) {
			String run = UUID.randomUUID().toString();
			int status = 0;
			while (status != 201 && this.sending.get()) {
				status = catalog.send(event(run, client));
				this.answers.computeIfAbsent(status, (key) -> new AtomicInteger()).incrementAndGet();
				if (status == 201) {
					this.accepted.add(run);
				}
				else {
					Thread.sleep(100);
				}
			}
		}
		return null;
	}

	private static String event(String run, int client) {
		return """
				{"eventType": "COMPLETE", "eventTime": "%s", "run": {"runId": "%s"},
				 "job": {"namespace": "durability", "name": "score-%d"},
				 "inputs": [{"namespace": "durability", "name": "card-transactions"}],
				 "outputs": [{"namespace": "durability", "name": "scores-%d"}],
				 "producer": "https://pedigree.dev/tests", "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json"}
				"""
			.formatted(Instant.now(), run, client % 3, client);
	}

	private void awaitAccepted(int count) throws InterruptedException {
		long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
		while (this.accepted.size() < count) {
			assertThat(System.nanoTime()).as("%d of %d accepted, answers %s", this.accepted.size(), count, this.answers)
				.isLessThan(end);
			Thread.sleep(50);
		}
	}

	private void assertAcceptedOnce(String uri) {
		try (Driver driver = GraphDatabase.driver(uri, AuthTokens.basic(EmbeddedNeo4j.USER, EmbeddedNeo4j.PASSWORD))) {
			List<String> runs = driver
				.executableQuery("MATCH (r:Run {state: 'COMPLETE'})-[:FED]->(v:DatasetVersion) "
						+ "WHERE r.namespace = 'durability' RETURN r.name AS run")
				.execute()
				.records()
				.stream()
				.map((row) -> row.get("run").asString())
				.toList();
			assertThat(runs).doesNotHaveDuplicates().containsAll(this.accepted);
		}
	}

	/** What happens to the catalog or the store while clients send. */
	private interface Interruption {

		void happen() throws Exception;

	}

}
