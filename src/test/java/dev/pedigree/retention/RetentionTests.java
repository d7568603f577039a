package dev.pedigree.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.MovableClock;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.InvalidPayloadException;
import dev.pedigree.lineage.Direction;
import dev.pedigree.lineage.LineageLevel;
import dev.pedigree.lineage.Truncation;
import dev.pedigree.lineage.Walk;
import dev.pedigree.lineage.WalkQuestion;
import dev.pedigree.lineage.Walks;
import dev.pedigree.retention.TwoEstates.Message;
import dev.pedigree.retention.TwoEstates.Use;
import dev.pedigree.run.RunObservation;
import dev.pedigree.run.StandingEvidence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Runs of long ago become summaries. What was sent to one estate was sent to a second one
 * of which everything is kept: what the first still tells must be what the second does.
 */
@BesideGraphTest
class RetentionTests {

	private static final String OLD = TwoEstates.OLD;

	private static final String KEPT = TwoEstates.KEPT;

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Autowired
	Retention retention;

	@Autowired
	RetentionRepository repository;

	@Autowired
	StandingEvidence evidence;

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	MovableClock clock;

	@Autowired
	Walks walks;

	@Autowired
	Asking asking;

	TwoEstates estates;

	@BeforeEach
	void clear() {
		this.estates = new TwoEstates(this.driver, this.intake);
		this.estates.clear();
	}

	static LongStream seeds() {
		return Seeds.range(4);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void answersAfterRetentionAreStillTrue(long seed) {
		Random random = new Random(seed);
		this.estates.send(this.estates.messages(random, 100, 200));
		this.estates.age();
		this.retention.round();
		assertThat(count("Summary")).isPositive();
		compare();
		models();
		counts();
		List<String> once = nodes();
		this.retention.round();
		assertThat(nodes()).isEqualTo(once);
		// What comes later finds what it needs.
		this.estates.send(this.estates.messages(random, 40, 20));
		compare();
		this.estates.age();
		this.clock.advance(Duration.ofDays(40));
		this.retention.round();
		compare();
		counts();
		this.estates.send(List.of(this.estates.merged()));
		assertThat(standing(OLD)).isEqualTo(standing(KEPT));
	}

	@Test
	void retentionRunsConcurrentlyWithWriters() throws Exception {
		Random random = new Random(11);
		this.estates.send(this.estates.messages(random, 100, 200));
		this.estates.age();
		List<Message> late = this.estates.messages(random, 80, 20);
		CompletableFuture<Void> rounds = CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 3; i++) {
				this.retention.round();
			}
		});
		late.forEach((message) -> this.estates.send(List.of(message)));
		rounds.get();
		this.retention.round();
		compare();
		counts();
	}

	/** A round that dies is taken up by the next one. */
	@Test
	void interruptedRoundIsContinued() {
		this.estates.send(this.estates.messages(new Random(12), 150, 200));
		this.estates.age();
		Retention dying = new Retention(this.repository, this.evidence, new RetentionProperties(Duration.ofDays(90)),
				this.clock, new Dying(this.transactions, () -> count("Summary") > 0));
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(dying::round).withMessage("dead");
		assertThat(count("Summary")).isPositive();
		compare();
		this.retention.round();
		compare();
		counts();
	}

	@Test
	void walkThatReachesASummaryIsCompacted() {
		Urn raw = Urn.data(OLD, "raw");
		for (int day = 200; day > 0; day -= 10) {
			this.estates.send(List.of(load("load", day),
					this.estates.run("copy", day, List.of(Use.of("raw")), List.of(Use.of("copy")))));
		}
		String first = "version:" + OLD + "|raw|run:load-200";
		assertThat(walk(first, Direction.DOWNSTREAM).complete()).isTrue();
		this.estates.age();
		this.retention.round();
		assertThat(this.asking.value("{ asset(id: \"%s\") { id } }".formatted(first), "asset")).isNull();
		Walk whole = walk(raw.value(), Direction.DOWNSTREAM);
		assertThat(whole.truncation()).isEqualTo(new Truncation(Truncation.TruncationReason.COMPACTED, null,
				List.of(raw.value(), "version:" + OLD + "|raw|run:load-100")));
		assertThat(this.asking.value("""
				{ impact(roots: ["%s"], change: BAD_DATA, window: {from: "%s", to: "%s"}) { total complete
				  truncation { reason frontier } } }""".formatted(raw.value(), this.estates.ago(195),
				this.estates.ago(150)), "impact"))
			.isEqualTo(Map.of("total", 0, "complete", false, "truncation",
					Map.of("reason", "COMPACTED", "frontier", List.of(raw.value()))));
		assertThat(this.asking.value("""
				{ impact(roots: ["%s"], change: BAD_DATA, window: {from: "%s"}) { total complete } }"""
			.formatted(raw.value(), this.estates.ago(45)), "impact")).isEqualTo(Map.of("total", 4, "complete", true));
		assertThat(this.asking
			.value("{ asset(id: \"%s\") { ... on Job { summaries(first: 1) { runs completed failed error } } } }"
				.formatted(Urn.job(OLD, "load")), "asset.summaries"))
			.asString()
			.startsWith("[{runs=1, completed=1, failed=0, error=null}");
		assertThat(this.asking.value("""
				{ changes(asset: "%s", from: "%s", to: "%s") { complete truncation { reason } } }"""
			.formatted(Urn.job(OLD, "load"), this.estates.ago(195), this.estates.ago(1)), "changes"))
			.isEqualTo(Map.of("complete", false, "truncation", Map.of("reason", "COMPACTED")));
	}

	@Test
	void eventOfASummarisedRunIsRejected() {
		this.estates.send(List.of(load("load", 200), load("load", 100)));
		this.estates.age();
		this.retention.round();
		List<String> before = nodes();
		assertThatExceptionOfType(InvalidPayloadException.class)
			.isThrownBy(() -> this.estates.send(OLD, load("load", 200)))
			.withMessageContaining("are kept as a summary of each day");
		assertThat(nodes()).isEqualTo(before);
		// What the job did last is kept, and another job has no summaries yet.
		this.estates.send(OLD, load("import", 200));
		assertThat(count("Run")).isEqualTo(2);
	}

	@Test
	void curatedRunsAndVersionsAreKept() {
		for (int day = 204; day > 200; day--) {
			this.estates.send(List.of(load("load", day)));
		}
		String said = "run:" + OLD + "|load|load-203";
		String version = "version:" + OLD + "|raw|run:load-203";
		this.asking.ask(
				"mutation { describeAsset(id: \"%s\", input: {description: \"The bad one\"}) { id } }".formatted(said));
		this.asking.ask("mutation { describeAsset(id: \"%s\", input: {tags: [\"bad\"]}) { id } }".formatted(version));
		this.estates.age();
		this.retention.round();
		assertThat(count("Summary")).isEqualTo(2);
		assertThat(this.asking.value("{ asset(id: \"%s\") { description } }".formatted(said), "asset.description"))
			.isEqualTo("The bad one");
		assertThat(this.asking.value("{ asset(id: \"%s\") { tags } }".formatted(version), "asset.tags"))
			.isEqualTo(List.of("bad"));
		assertThat(versions(OLD)).doesNotContain("version:ns|raw|run:load-204");
	}

	@Test
	void runsAreSummarisedOnceTheyAreOldByTheClock() {
		for (int day = 5; day > 0; day--) {
			this.estates.send(OLD, load("load", day));
		}
		this.clock.advance(Duration.ofDays(84));
		this.retention.round();
		assertThat(List.of(count("Summary"), count("Run"))).containsExactly(0L, 5L);
		this.clock.advance(Duration.ofDays(10));
		this.retention.round();
		assertThat(List.of(count("Summary"), count("Run"))).containsExactly(4L, 1L);
	}

	/** Of many that say the same few are needed to tell what follows. */
	@Test
	void equalEvidenceIsThinnedOut() {
		List<Message> messages = new ArrayList<>();
		Instant day = this.estates.now.minus(Duration.ofDays(120)).truncatedTo(ChronoUnit.DAYS);
		for (int i = 0; i < 40; i++) {
			messages.add(TwoEstates.observed("minutely", "run-" + i, day.plus(Duration.ofMinutes(i)),
					RunObservation.RunEventType.COMPLETE, List.of(), List.of(Use.of((i < 20) ? "one" : "two"))));
		}
		this.estates.send(messages);
		this.estates.age();
		this.retention.round();
		assertThat(count("Execution")).isEqualTo(8);
		compare();
		this.estates.send(List.of(this.estates.run("minutely", 1, List.of(), List.of(Use.of("one")))));
		compare();
	}

	@Test
	void deletingAJobDeletesItsSummaries() {
		this.estates.send(List.of(load("load", 200), load("load", 199), load("load", 198)));
		this.estates.age();
		this.retention.round();
		assertThat(List.of(count("Summary"), count("Execution"), count("Run"))).containsExactly(2L, 3L, 1L);
		this.asking
			.as("ROLE_ADMIN", "mutation { forget(id: \"%s\", reason: \"test\") }".formatted(Urn.job(OLD, "load")))
			.errors()
			.verify();
		assertThat(List.of(count("Summary"), count("Execution"), count("Run"))).containsExactly(0L, 0L, 0L);
	}

	private Message load(String job, int day) {
		return this.estates.run(job, day, List.of(), List.of(Use.of("raw")));
	}

	/** What one estate still tells, against the other one. */
	private void compare() {
		assertThat(standing(OLD)).as("standing edges").isEqualTo(standing(KEPT));
		Set<String> left = versions(OLD);
		assertThat(versions(KEPT)).containsAll(left);
		List<String> some = new ArrayList<>(left);
		Collections.shuffle(some, new Random(left.size()));
		for (String version : some.subList(0, Seeds.of(some.size()))) {
			Walk up = walk(in(OLD, version), Direction.UPSTREAM);
			Walk all = walk(in(KEPT, version), Direction.UPSTREAM);
			check(version + " upstream", up, all);
			check(version + " downstream", walk(in(OLD, version), Direction.DOWNSTREAM),
					walk(in(KEPT, version), Direction.DOWNSTREAM));
		}
		assertThat(versions(KEPT)).filteredOn((version) -> version.contains("|model"))
			.allSatisfy((version) -> assertThat(left).contains(version));
	}

	private static void check(String what, Walk told, Walk all) {
		Set<String> here = urns(told);
		Set<String> there = urns(all);
		assertThat(there).as(what).containsAll(here);
		if (told.complete()) {
			assertThat(here).as(what).isEqualTo(there);
		}
		else {
			assertThat(told.truncation()).as(what)
				.satisfies((cut) -> assertThat(cut.reason()).isEqualTo(Truncation.TruncationReason.COMPACTED));
		}
		// Models are not lost, whatever lies between.
		assertThat(here.stream().filter((urn) -> urn.contains("|model")).toList()).as(what)
			.isEqualTo(there.stream().filter((urn) -> urn.contains("|model")).toList());
	}

	/** What models came from is told to the end. */
	private void models() {
		assertThat(versions(OLD)).filteredOn((version) -> version.contains("|model"))
			.isNotEmpty()
			.allSatisfy((version) -> assertThat(walk(in(OLD, version), Direction.UPSTREAM).complete()).isTrue());
	}

	private static Set<String> urns(Walk walk) {
		return walk.steps()
			.stream()
			.map(Walk.Step::urn)
			.map(RetentionTests::plain)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Each run is kept, or counted once. */
	private void counts() {
		assertThat(runs(OLD)).isEqualTo(runs(KEPT));
	}

	private Map<String, Object> runs(String namespace) {
		return this.driver
			.executableQuery(
					"""
							MATCH (j:Job {namespace: $namespace})
							OPTIONAL CALL (j) { MATCH (r:Run)-[:RUN_OF]->(j) WHERE r.firstAt IS NOT NULL RETURN count(r) AS runs,
							  sum(CASE WHEN r.state = 'FAIL' THEN 1 ELSE 0 END) AS failed }
							OPTIONAL CALL (j) { MATCH (s:Summary)-[:SUMMARISES]->(j) RETURN sum(s.runs) AS more, sum(s.failed) AS also }
							RETURN j.name AS job, [runs + more, failed + also] AS counts""")
			.withParameters(Map.of("namespace", namespace))
			.execute()
			.records()
			.stream()
			.collect(Collectors.toMap((row) -> row.get("job").asString(), (row) -> row.get("counts").asList()));
	}

	private Walk walk(String root, Direction direction) {
		return this.walks.walk(new WalkQuestion(List.of(root), direction, LineageLevel.RECORDED, WalkQuestion.Tense.NOW,
				WalkQuestion.Start.ALL, new WalkQuestion.Extent(null, 100_000,
						Set.of(AssetKind.DATASET_VERSION, AssetKind.MODEL_VERSION), true)));
	}

	private List<String> standing(String namespace) {
		return lines(
				"""
						MATCH (a:Standing {namespace: $namespace})-[r:FEEDS|FED]->(b:Standing)
						RETURN type(r) + ' ' + a.urn + ' ' + b.urn + ' ' + toString(r.since) + ' ' + coalesce(toString(r.until), '')
						  + ' ' + toString(r.lastConfirmed) AS line""",
				namespace);
	}

	private Set<String> versions(String namespace) {
		return new TreeSet<>(lines("MATCH (v:Version {namespace: $namespace}) RETURN v.urn AS line", namespace));
	}

	private List<String> nodes() {
		return lines("""
				MATCH (n) WHERE n.namespace = $namespace OR n:Summary AND n.job CONTAINS $namespace
				RETURN n.urn + ' ' + toString(coalesce(n.runs, 0)) + reduce(all = '', edge IN COLLECT {
				  MATCH (n)-[r]->(m) WHERE NOT r:TOLD RETURN type(r) + coalesce(m.urn, '') ORDER BY type(r), m.urn
				} | all + ' ' + edge) AS line""", OLD);
	}

	private List<String> lines(String query, String namespace) {
		return this.driver.executableQuery(query)
			.withParameters(Map.of("namespace", namespace))
			.execute()
			.records()
			.stream()
			.map((row) -> plain(row.get("line").asString()))
			.sorted()
			.toList();
	}

	private long count(String label) {
		return this.driver
			.executableQuery("MATCH (n:" + label + ") WHERE n.job CONTAINS $namespace RETURN count(n) AS nodes")
			.withParameters(Map.of("namespace", OLD))
			.execute()
			.records()
			.getFirst()
			.get("nodes")
			.asLong();
	}

	private static String plain(String text) {
		return text.replace(OLD, "ns").replace(KEPT, "ns");
	}

	private static String in(String namespace, String urn) {
		return urn.replace(":ns|", ":" + namespace + "|");
	}

	/** Transactions of which one does not come to its end. */
	private static final class Dying implements PlatformTransactionManager {

		private final PlatformTransactionManager real;

		private final BooleanSupplier dies;

		private Dying(PlatformTransactionManager real, BooleanSupplier dies) {
			this.real = real;
			this.dies = dies;
		}

		@Override
		public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
			return this.real.getTransaction(definition);
		}

		@Override
		public void commit(TransactionStatus status) {
			if (this.dies.getAsBoolean()) {
				this.real.rollback(status);
				throw new IllegalStateException("dead");
			}
			this.real.commit(status);
		}

		@Override
		public void rollback(TransactionStatus status) {
			this.real.rollback(status);
		}

	}

}
