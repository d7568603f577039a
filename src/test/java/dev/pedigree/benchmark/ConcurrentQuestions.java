package dev.pedigree.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;

/**
 * 200 clients ask at once what a change of a hub affects, which reaches 5,000 assets. An
 * answer is right when it is the whole number, false when it is another number that is
 * said to be complete, or 0.
 */
final class ConcurrentQuestions {

	private static final int CLIENTS = 200;

	private static final int REACHED = 5_000;

	private static final String IMPACT = """
			{ impact(roots: ["data:concurrent|hub"], change: SCHEMA_CHANGE, maxHops: %d)
			  { total complete truncation { reason } byKind { kind count }
			    affected(first: 50) { edges { node { asset { id name } hops severity } } } contacts { owner { __typename } } } }""";

	private final Driver driver;

	private final Catalog catalog;

	ConcurrentQuestions(Driver driver, Catalog catalog) {
		this.driver = driver;
		this.catalog = catalog;
	}

	void run() {
		draw();
		round("first, each the same", (_) -> IMPACT.formatted(100));
		for (int i = 0; i < 3; i++) {
			round("each the same", (_) -> IMPACT.formatted(100));
			round("each another", (client) -> IMPACT.formatted(100 + client));
		}
	}

	/** A hub read by half as many jobs, each of which writes one asset. */
	private void draw() {
		this.driver
			.executableQuery(
					"""
							CYPHER 25
							CREATE (hub:Entity:Asset:Standing:Dataset {urn: 'data:concurrent|hub', namespace: 'concurrent', name: 'hub',
							  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z')})
							CREATE (team:Entity:Owner:Team {urn: 'team:concurrent', name: 'concurrent'})
							WITH hub, team
							UNWIND range(1, $reached / 2) AS i
							CREATE (job:Entity:Asset:Standing:Job {urn: 'job:concurrent|' + i, namespace: 'concurrent', name: 'j' + i,
							  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z')})
							CREATE (data:Entity:Asset:Standing:Dataset {urn: 'data:concurrent|' + i, namespace: 'concurrent', name: 'd' + i,
							  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-01T00:00:00Z')})
							CREATE (hub)-[:FEEDS {since: datetime('2026-01-01T00:00:00Z'), source: 'openlineage'}]->(job)
							CREATE (job)-[:FEEDS {since: datetime('2026-01-01T00:00:00Z'), source: 'openlineage'}]->(data)
							CREATE (team)-[:OWNS {role: 'ACCOUNTABLE', source: 'manual', since: datetime('2026-01-01T00:00:00Z')}]->(data)
							""")
			.withParameters(Map.of("reached", REACHED))
			.execute();
	}

	private void round(String name, IntFunction<String> question) {
		CountDownLatch start = new CountDownLatch(1);
		List<CompletableFuture<String>> answers = IntStream.range(0, CLIENTS)
			.mapToObj((client) -> CompletableFuture.supplyAsync(() -> answer(start, question.apply(client)),
					Thread::startVirtualThread))
			.toList();
		Duration before = cpu();
		long begin = System.nanoTime();
		start.countDown();
		List<String> words = new ArrayList<>(answers.stream().map(CompletableFuture::join).toList());
		double seconds = (System.nanoTime() - begin) / 1e9;
		System.out.printf(Locale.ROOT, "%-30s %3d right, %3d false, %3d errors in %5.1f s, %5.1f s of CPU%n", name,
				words.stream().filter("right"::equals).count(), words.stream().filter("false"::equals).count(),
				words.stream().filter((word) -> !word.equals("right") && !word.equals("false")).count(), seconds,
				cpu().minus(before).toMillis() / 1e3);
		words.stream()
			.filter((word) -> !word.equals("right") && !word.equals("false"))
			.distinct()
			.limit(3)
			.forEach((word) -> System.out.println("  " + word));
	}

	/**
	 * What store, catalog and clients have used; says more than time on a busy machine.
	 */
	private static Duration cpu() {
		return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
	}

	/** An answer that takes more than ten seconds is an error, too. */
	private String answer(CountDownLatch start, String question) {
		try {
			start.await();
			long begin = System.nanoTime();
			JsonNode impact = this.catalog.ask(question).path("impact");
			int total = impact.path("total").asInt();
			boolean complete = impact.path("complete").asBoolean();
			if (total != REACHED || !complete) {
				return (complete || total == 0) ? "false" : "incomplete";
			}
			return ((System.nanoTime() - begin) / 1e9 > 10) ? "late" : "right";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "interrupted";
		}
		catch (IllegalStateException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

}
