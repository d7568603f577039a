package dev.pedigree.benchmark;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.neo4j.driver.Driver;

/**
 * What the next event of a job costs, and a walk through it, when the job has a million
 * runs: a thousand come through the door, the others are copies of the last of them, each
 * a minute later, written to the store as the door would have.
 */
final class LongHistory {

	private static final int JOB = 2_000_000;

	private static final int FIRST = 500;

	private static final int RUNS = 1_000_000;

	private static final int TOGETHER = 10_000;

	private static final String COPY = """
			CYPHER 25 MATCH (t:Run {urn: $run})-[:RUN_OF]->(job), (t)-[wrote:FED]->(v)-[:VERSION_OF]->(data)
			MATCH (x:Execution {urn: t.execution})
			UNWIND range($from, $from + $runs - 1) AS i
			CALL (t, job, wrote, v, data, x, i) {
			  WITH *, duration({minutes: i}) AS later,
			    '00000000-0000-4000-8000-' + right('000000000000' + toString($number + i), 12) AS id
			  CREATE (r:Entity:Asset:Recorded:Run) SET r = t {.*, urn: replace(t.urn, t.name, id), name: id,
			    execution: replace(t.execution, t.name, id), createdAt: t.createdAt + later, updatedAt: t.updatedAt + later,
			    firstAt: t.firstAt + later, startAt: t.startAt + later, startedAt: t.startedAt + later,
			    endedAt: t.endedAt + later, days: [t.endedAt + later]}
			  CREATE (r)-[:RUN_OF]->(job)
			  CREATE (e:Execution) SET e = x {.*, urn: replace(x.urn, t.name, id), name: replace(x.name, t.name, id),
			    firstAt: x.firstAt + later, startAt: x.startAt + later, inputsAt: x.inputsAt + later,
			    outputsAt: x.outputsAt + later}
			  CREATE (w:Entity:Asset:Recorded:Version:DatasetVersion) SET w = v {.*, urn: replace(v.urn, t.name, id),
			    version: replace(v.version, t.name, id), writer: replace(t.urn, t.name, id), at: v.at + later,
			    eligibleAt: v.eligibleAt + later}
			  CREATE (w)-[:VERSION_OF]->(data)
			  CREATE (r)-[f:FED]->(w) SET f = wrote {.*, at: wrote.at + later}
			  WITH t, r, later
			  MATCH (input)-[read:FED]->(t)
			  CREATE (input)-[g:FED]->(r) SET g = read {.*, at: read.at + later}
			}
			""";

	private final Driver driver;

	private final Catalog catalog;

	LongHistory(Driver driver, Catalog catalog) {
		this.driver = driver;
		this.catalog = catalog;
	}

	void run() {
		System.out.printf("%none job with %,d runs, milliseconds p50 p95%n", RUNS);
		for (int event = 2; event < 2 * FIRST; event++) {
			this.catalog.send(Ingest.event(event / 2, (event % 2 == 0) ? "START" : "COMPLETE", JOB));
		}
		Clock.Times[] early = measure(FIRST, "1,000 events");
		String last = id(FIRST + 99);
		String run = "run:benchmark-ingest|job-" + JOB + "|" + last;
		for (int from = 1; from <= RUNS; from += TOGETHER) {
			this.driver.executableQuery(COPY)
				.withParameters(Map.of("run", run, "number", FIRST + 99, "from", from, "runs", TOGETHER))
				.execute();
		}
		this.driver.executableQuery("CALL db.awaitIndexes(300)").execute();
		Clock.Times[] late = measure(FIRST + 100 + RUNS, "a million runs");
		String[] names = { "the next event", "an impact by design", "an impact of the newest version" };
		for (int i = 0; i < names.length; i++) {
			Questions.ratio(names[i] + ", after a million runs to before", late[i].p50() / early[i].p50());
		}
	}

	/**
	 * Sends the events of 100 runs one by one, and asks what the job's data and its
	 * newest version reach.
	 */
	private Clock.Times[] measure(int from, String when) {
		AtomicInteger next = new AtomicInteger(2 * from);
		Clock.Times event = Clock.times(() -> {
			int number = next.getAndIncrement();
			this.catalog.send(Ingest.event(number / 2, (number % 2 == 0) ? "START" : "COMPLETE", JOB));
		}, 200);
		Clock.Times design = Clock
			.measure(() -> this.catalog.ask(impact("data:benchmark-ingest|in-" + JOB, "SCHEMA_CHANGE")));
		Clock.Times newest = Clock.measure(() -> this.catalog
			.ask(impact("version:benchmark-ingest|out-" + JOB + "|run:" + id(from + 99), "BAD_DATA")));
		System.out.printf("%-44s %s%n", "the next event after " + when, event);
		System.out.printf("%-44s %s%n", "an impact by design after " + when, design);
		System.out.printf("%-44s %s%n", "an impact of the newest version after " + when, newest);
		return new Clock.Times[] { event, design, newest };
	}

	private static String impact(String root, String change) {
		return "{ impact(roots: [\"%s\"], change: %s) { total affected { edges { node { asset { id } } } } } }"
			.formatted(root, change);
	}

	private static String id(int run) {
		return "00000000-0000-4000-8000-%012d".formatted(run);
	}

}
