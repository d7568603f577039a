package dev.pedigree.benchmark;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
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

	/** How many events one request has where it has many. */
	private static final int TOGETHER = 100;

	/**
	 * The nodes and edges that one run comes to on both levels, without any look at what
	 * is there: no order, fold, binding or alias.
	 */
	private static final String RAW = """
			CYPHER 25 UNWIND $rows AS row
			MERGE (j:Entity {urn: 'job:benchmark-raw|' + row.job}) SET j:Asset:Standing:Job, j.updatedAt = row.at
			MERGE (i:Entity {urn: 'data:benchmark-raw|in-' + row.job}) SET i:Asset:Standing:Dataset, i.updatedAt = row.at
			MERGE (h:Entity {urn: 'data:benchmark-raw|hub-' + row.hub}) SET h:Asset:Standing:Dataset, h.updatedAt = row.at
			MERGE (d:Entity {urn: 'data:benchmark-raw|out-' + row.job}) SET d:Asset:Standing:Dataset, d.updatedAt = row.at
			MERGE (i)-[s1:FEEDS]->(j) SET s1.lastConfirmed = row.at
			MERGE (h)-[s2:FEEDS]->(j) SET s2.lastConfirmed = row.at
			MERGE (j)-[s3:FEEDS]->(d) SET s3.lastConfirmed = row.at
			MERGE (a:Entity {urn: 'version:benchmark-raw|in-' + row.job}) SET a:Asset:Recorded:Version
			MERGE (b:Entity {urn: 'version:benchmark-raw|hub-' + row.hub}) SET b:Asset:Recorded:Version
			MERGE (a)-[:VERSION_OF]->(i)
			MERGE (b)-[:VERSION_OF]->(h)
			CREATE (r:Entity:Asset:Recorded:Run {urn: 'run:benchmark-raw|' + row.id, startedAt: row.at, state: 'COMPLETE'})-[:RUN_OF]->(j)
			CREATE (o:Entity:Asset:Recorded:Version {urn: 'version:benchmark-raw|' + row.id, at: row.at})-[:VERSION_OF]->(d)
			CREATE (:Execution {urn: 'execution:benchmark-raw|' + row.id, startedAt: row.at})
			CREATE (a)-[:FED {at: row.at}]->(r) CREATE (b)-[:FED {at: row.at}]->(r) CREATE (r)-[:FED {at: row.at}]->(o)
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
		send(8, EVENTS);
		double one = send(1, EVENTS);
		double eight = send(8, EVENTS);
		double many = together(EVENTS);
		double raw = raw();
		line("1 client over HTTP", one);
		line("8 clients over HTTP", eight);
		line("1 client, 100 events a request", many);
		line("raw over Bolt, 100 events a transaction", raw);
		Questions.ratio("8 clients to raw", eight / raw);
		Questions.ratio("100 events a request to raw", many / raw);
	}

	private static void line(String name, double eventsPerSecond) {
		System.out.printf(Locale.ROOT, "%-44s %8.0f%n", name, eventsPerSecond);
	}

	/** Whether an event of a job with a long history costs more than an early one. */
	void history() {
		System.out.printf("%none job with a long history, milliseconds an event p50 p95%n");
		history(1, 1_000);
		Clock.Times early = single(1_000, "the 1,000th event");
		history(1_200, 100_000);
		Clock.Times late = single(100_000, "the 100,000th event");
		Questions.ratio("the 100,000th event to the 1,000th", late.p50() / early.p50());
	}

	/** Sends the events from one number to before another. */
	private void history(int from, int to) {
		for (int number = from; number < to; number += TOGETHER) {
			this.catalog.sendAll(IntStream.range(number, Math.min(to, number + TOGETHER))
				.mapToObj((event) -> event(event / 2, (event % 2 == 0) ? "START" : "COMPLETE", 1_000_000))
				.toList());
		}
	}

	/** Sends 200 events one by one. */
	private Clock.Times single(int from, String name) {
		AtomicInteger next = new AtomicInteger(from);
		Clock.Times times = Clock.times(() -> {
			int event = next.getAndIncrement();
			this.catalog.send(event(event / 2, (event % 2 == 0) ? "START" : "COMPLETE", 1_000_000));
		}, 200);
		System.out.printf("%-44s %s%n", name, times);
		return times;
	}

	private double together(int events) {
		long begin = System.nanoTime();
		for (int sent = 0; sent < events; sent += TOGETHER) {
			List<String> batch = new ArrayList<>();
			for (int i = 0; i < TOGETHER / 2; i++) {
				int number = this.number.incrementAndGet();
				batch.add(event(number, "START", number % 100));
				batch.add(event(number, "COMPLETE", number % 100));
			}
			this.catalog.sendAll(batch);
		}
		return events / ((System.nanoTime() - begin) / 1e9);
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
		for (String type : List.of("START", "COMPLETE")) {
			this.catalog.send(event(number, type, number % 100));
		}
	}

	static String event(int run, String type, int job) {
		Instant at = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(60L * run + (type.equals("START") ? 0 : 30));
		return """
				{"eventType": "%s", "eventTime": "%s", "producer": "https://example.com/benchmark",
				 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
				 "run": {"runId": "00000000-0000-4000-8000-%012d"}, "job": {"namespace": "benchmark-ingest", "name": "job-%d"},
				 "inputs": [{"namespace": "benchmark-ingest", "name": "in-%d"}, {"namespace": "benchmark-ingest", "name": "hub-%d"}],
				 "outputs": [{"namespace": "benchmark-ingest", "name": "out-%d"}]}"""
			.formatted(type, at, run, job, job, job % 5, job);
	}

	private double raw() {
		long begin = System.nanoTime();
		for (int from = 0; from < EVENTS / 2; from += TOGETHER / 2) {
			List<Map<String, Object>> rows = IntStream.range(from, from + TOGETHER / 2)
				.mapToObj((id) -> Map.<String, Object>of("id", id, "job", id % 100, "hub", id % 5, "at",
						ZonedDateTime.now(ZoneOffset.UTC)))
				.toList();
			this.driver.executableQuery(RAW).withParameters(Map.of("rows", rows)).execute();
		}
		return EVENTS / ((System.nanoTime() - begin) / 1e9);
	}

}
