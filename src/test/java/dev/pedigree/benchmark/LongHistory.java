package dev.pedigree.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.pedigree.retention.Retention;
import org.neo4j.driver.Driver;

/**
 * What the next event of a job costs, and a walk through it, when the job has a million
 * runs, or ten thousand jobs have a hundred each; and after they became summaries. Some
 * come through the door, the others are copies of them, written to the store as the door
 * would have, long ago.
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
			    recordedAt: t.updatedAt + later, firstAt: t.firstAt + later, startAt: t.startAt + later, startedAt: t.startedAt + later,
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

	private static final int JOBS = 10_000;

	private static final int EACH = 100;

	private static final int FIRST_JOB = 3_000_000;

	/** A job with its runs once more, under another number. */
	private static final String COPY_JOB = """
			CYPHER 25 MATCH (t:Job {urn: 'job:benchmark-ingest|job-' + $job})
			MATCH (i:Dataset {urn: 'data:benchmark-ingest|in-' + $job})
			MATCH (o:Dataset {urn: 'data:benchmark-ingest|out-' + $job})
			MATCH (i)<-[:VERSION_OF]-(iv:Version)
			MATCH (hub:Dataset)-[:FEEDS]->(t) WHERE hub <> i
			MATCH (hv:Version)-[:VERSION_OF]->(hub)
			UNWIND range($from, $to) AS n
			CALL (t, i, o, iv, hub, hv, n) {
			  WITH *, toString($job) AS old, toString(n) AS new
			  CREATE (j:Entity:Asset:Standing:Job) SET j = t {.*, urn: replace(t.urn, old, new), name: replace(t.name, old, new)}
			  CREATE (in:Entity:Asset:Standing:Dataset) SET in = i {.*, urn: replace(i.urn, old, new), name: replace(i.name, old, new)}
			  CREATE (out:Entity:Asset:Standing:Dataset) SET out = o {.*, urn: replace(o.urn, old, new), name: replace(o.name, old, new)}
			  CREATE (inv:Entity:Asset:Recorded:Version:DatasetVersion) SET inv = iv {.*, urn: replace(iv.urn, old, new),
			    name: replace(iv.name, old, new), asset: in.urn}
			  CREATE (inv)-[:VERSION_OF]->(in)
			  WITH *, head([(i)-[f:FEEDS]->(t) | f]) AS r1, head([(hub)-[f:FEEDS]->(t) | f]) AS r2, head([(t)-[f:FEEDS]->(o) | f]) AS r3
			  CREATE (in)-[a:FEEDS]->(j) SET a = properties(r1)
			  CREATE (hub)-[b:FEEDS]->(j) SET b = properties(r2)
			  CREATE (j)-[c:FEEDS]->(out) SET c = properties(r3)
			  WITH *
			  MATCH (run:Run)-[:RUN_OF]->(t)
			  MATCH (x:Execution {urn: run.execution})
			  MATCH (run)-[wrote:FED]->(v)
			  WITH *, '00000000-' + right('0000000' + new, 8) + right(run.name, 19) AS id
			  CREATE (r:Entity:Asset:Recorded:Run) SET r = run {.*, urn: replace(j.urn, 'job:', 'run:') + '|' + id, name: id, job: j.urn,
			    execution: replace(replace(run.execution, run.name, id), old, new)}
			  CREATE (r)-[:RUN_OF]->(j)
			  CREATE (e:Execution) SET e = x {.*, urn: r.execution, job: j.urn, name: r.urn, inputs: [hub.urn, in.urn], outputs: [out.urn]}
			  CREATE (w:Entity:Asset:Recorded:Version:DatasetVersion) SET w = v {.*, urn: 'version:benchmark-ingest|' + out.name + '|run:' + id,
			    version: 'run:' + id, name: out.name, asset: out.urn, writer: r.urn}
			  CREATE (w)-[:VERSION_OF]->(out)
			  CREATE (r)-[f:FED]->(w) SET f = properties(wrote)
			  WITH r, run, inv, in, hv
			  MATCH (run)<-[g:FED {reads: hv.asset}]-()
			  CREATE (hv)-[g1:FED]->(r) SET g1 = properties(g)
			  CREATE (inv)-[g2:FED]->(r) SET g2 = g {.*, reads: in.urn}
			}
			""";

	private final Driver driver;

	private final Catalog catalog;

	private final Retention retention;

	LongHistory(Driver driver, Catalog catalog, Retention retention) {
		this.driver = driver;
		this.catalog = catalog;
		this.retention = retention;
	}

	void run() {
		System.out.printf("%none job with %,d runs, milliseconds p50 p95%n", RUNS);
		for (int event = 2; event < 2 * FIRST; event++) {
			this.catalog.send(Ingest.event(event / 2, (event % 2 == 0) ? "START" : "COMPLETE", JOB));
		}
		Clock.Times[] early = measure(JOB, FIRST, "1,000 events");
		String last = id(FIRST + 99);
		String run = "run:benchmark-ingest|job-" + JOB + "|" + last;
		for (int from = 1; from <= RUNS; from += TOGETHER) {
			this.driver.executableQuery(COPY)
				.withParameters(Map.of("run", run, "number", FIRST + 99, "from", from, "runs", TOGETHER))
				.execute();
		}
		this.driver.executableQuery("CALL db.awaitIndexes(300)").execute();
		Clock.Times[] late = measure(JOB, FIRST + 100 + RUNS, "a million runs");
		summarise();
		// Two days later: what is summarised cannot be told any more.
		Clock.Times[] after = measure(JOB, FIRST + 100 + RUNS + 2_880, "their summaries");
		compare("after a million runs to before", late, early);
		compare("after their summaries to before", after, early);
	}

	/** Ten thousand jobs with a hundred runs each, one an hour. */
	void jobs() {
		System.out.printf("%n%,d jobs with %d runs each, milliseconds p50 p95%n", JOBS, EACH);
		for (int job : List.of(FIRST_JOB, FIRST_JOB - 5)) {
			for (int number = 0; number < EACH; number++) {
				this.catalog.send(Ingest.event(60 * number, "START", job));
				this.catalog.send(Ingest.event(60 * number, "COMPLETE", job));
			}
		}
		this.driver.executableQuery("MATCH (r:Run {job: $job}) SET r.recordedAt = r.updatedAt")
			.withParameters(Map.of("job", "job:benchmark-ingest|job-" + FIRST_JOB))
			.execute();
		Clock.Times[] early = measure(FIRST_JOB - 5, 60 * EACH, "two jobs");
		for (int from = 1; from < JOBS; from += EACH) {
			this.driver.executableQuery(COPY_JOB)
				.withParameters(Map.of("job", FIRST_JOB, "from", FIRST_JOB + from, "to", FIRST_JOB + from + EACH - 1))
				.execute();
		}
		this.driver.executableQuery("CALL db.awaitIndexes(300)").execute();
		Clock.Times[] late = measure(FIRST_JOB + 75, 60 * EACH, "all of them");
		summarise();
		Clock.Times[] after = measure(FIRST_JOB + 75, 60 * EACH + 2_880, "their summaries");
		compare("after all of them to before", late, early);
		compare("after their summaries to before", after, early);
	}

	private void summarise() {
		long nodes = nodes();
		long begin = System.nanoTime();
		this.retention.round();
		System.out.printf("%-44s %,d to %,d nodes in %,d s%n", "a round of clearing up", nodes, nodes(),
				(System.nanoTime() - begin) / 1_000_000_000L);
	}

	private long nodes() {
		return this.driver.executableQuery("MATCH (n) RETURN count(n) AS nodes")
			.execute()
			.records()
			.getFirst()
			.get("nodes")
			.asLong();
	}

	private static void compare(String when, Clock.Times[] late, Clock.Times[] early) {
		String[] names = { "the next event", "an impact by design", "an impact of the newest version" };
		for (int i = 0; i < names.length; i++) {
			Questions.ratio(names[i] + ", " + when, late[i].p50() / early[i].p50());
		}
	}

	/**
	 * Sends the events of 100 runs one by one, and asks what the job's data and its
	 * newest version reach.
	 */
	private Clock.Times[] measure(int job, int from, String when) {
		AtomicInteger next = new AtomicInteger(2 * from);
		Clock.Times event = Clock.times(() -> {
			int number = next.getAndIncrement();
			this.catalog.send(Ingest.event(number / 2, (number % 2 == 0) ? "START" : "COMPLETE", job));
		}, 200);
		Clock.Times design = Clock
			.measure(() -> this.catalog.ask(impact("data:benchmark-ingest|in-" + job, "SCHEMA_CHANGE")));
		Clock.Times newest = Clock.measure(() -> this.catalog
			.ask(impact("version:benchmark-ingest|out-" + job + "|run:" + id(from + 99), "BAD_DATA")));
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
