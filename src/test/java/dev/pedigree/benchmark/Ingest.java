package dev.pedigree.benchmark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.neo4j.driver.Driver;

/** How many events a second the door takes, beside a raw write of their runs. */
final class Ingest {

	private static final int EVENTS = 2_000;

	/** What one run comes to, without folding, binding or statements. */
	private static final String RAW = """
			CYPHER 25 UNWIND $rows AS row
			MERGE (j:Entity {urn: 'job:benchmark-raw|' + row.job}) SET j:Asset:Standing:Job
			MERGE (a:Entity {urn: 'version:benchmark-raw|in-' + row.job}) SET a:Asset:Recorded:Version
			MERGE (b:Entity {urn: 'version:benchmark-raw|hub-' + row.hub}) SET b:Asset:Recorded:Version
			CREATE (r:Entity:Asset:Recorded:Run {urn: 'run:benchmark-raw|' + row.id})-[:RUN_OF]->(j)
			CREATE (o:Entity:Asset:Recorded:Version {urn: 'version:benchmark-raw|' + row.id})
			CREATE (a)-[:FED]->(r) CREATE (b)-[:FED]->(r) CREATE (r)-[:FED]->(o)
			""";

	private final Driver driver;

	private final Catalog catalog;

	private final AtomicInteger number = new AtomicInteger();

	Ingest(Driver driver, Catalog catalog) {
		this.driver = driver;
		this.catalog = catalog;
	}

	void run() {
		System.out.printf("%nevents a second, START and COMPLETE of %d runs%n", EVENTS / 2);
		send(1, 200);
		double one = send(1, EVENTS);
		double eight = send(8, EVENTS);
		double raw = raw();
		System.out.printf(Locale.ROOT, "%-44s %8.0f%n%-44s %8.0f%n%-44s %8.0f%n", "1 client over HTTP", one,
				"8 clients over HTTP", eight, "raw batches of 100 over Bolt (2 events a run)", raw);
		Questions.ratio("8 clients to raw", eight / raw);
	}

	private double send(int clients, int events) {
		long begin = System.nanoTime();
		try (ExecutorService senders = Executors.newFixedThreadPool(clients)) {
			List<Future<?>> futures = new ArrayList<>();
			for (int client = 0; client < clients; client++) {
				futures.add(senders.submit(() -> {
					for (int i = 0; i < events / clients / 2; i++) {
						run(this.number.incrementAndGet());
					}
				}));
			}
			for (Future<?> future : futures) {
				future.get();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		return events / ((System.nanoTime() - begin) / 1e9);
	}

	private void run(int number) {
		Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(60L * number);
		String runId = "00000000-0000-4000-8000-%012d".formatted(number);
		int job = number % 100;
		for (String type : List.of("START", "COMPLETE")) {
			Instant at = start.plusSeconds(type.equals("START") ? 0 : 30);
			this.catalog
				.send("""
						{"eventType": "%s", "eventTime": "%s", "producer": "https://example.com/benchmark",
						 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
						 "run": {"runId": "%s"}, "job": {"namespace": "benchmark-ingest", "name": "job-%d"},
						 "inputs": [{"namespace": "benchmark-ingest", "name": "in-%d"}, {"namespace": "benchmark-ingest", "name": "hub-%d"}],
						 "outputs": [{"namespace": "benchmark-ingest", "name": "out-%d"}]}"""
					.formatted(type, at, runId, job, job, job % 5, job));
		}
	}

	private double raw() {
		long begin = System.nanoTime();
		for (int from = 0; from < EVENTS / 2; from += 100) {
			List<Map<String, Integer>> rows = IntStream.range(from, from + 100)
				.mapToObj((id) -> Map.of("id", id, "job", id % 100, "hub", id % 5))
				.toList();
			this.driver.executableQuery(RAW).withParameters(Map.of("rows", rows)).execute();
		}
		return EVENTS / ((System.nanoTime() - begin) / 1e9);
	}

}
