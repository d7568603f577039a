package dev.pedigree.curation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.deployment.DeploymentObservation;
import dev.pedigree.deployment.Environment;
import dev.pedigree.description.Statement;
import dev.pedigree.evaluation.EvaluationStatement;
import dev.pedigree.evaluation.Metric;
import dev.pedigree.graph.LockContention;
import dev.pedigree.identity.Identity;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ownership.OwnerAssignment;
import dev.pedigree.ownership.OwnerRole;
import dev.pedigree.ownership.OwnersStatement;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import dev.pedigree.run.RunObservation;
import dev.pedigree.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** That people say of one asset that it is two. */
@BesideGraphTest
class SplittingTests {

	private static final Urn KEPT = Urn.data("splitting-tests", "cards");

	private static final Urn OTHER = Urn.data("splitting-tests", "payments");

	/** What sources call the other one as well. */
	private static final Urn ALIAS = Urn.data("splitting-tests", "payments-link");

	private static final Urn RAW = Urn.data("splitting-tests", "raw");

	private static final Urn MODEL = Urn.data("splitting-tests", "detector");

	private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");

	private static final String SPLIT = "mutation { splitAsset(alias: \"%s\") { id aliases } }";

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	TransactionTemplate transaction;

	@Autowired
	Asking asking;

	@Autowired
	void transaction(PlatformTransactionManager transactions) {
		this.transaction = new TransactionTemplate(transactions);
	}

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	/** Seeds that once found a fault, of datasets and models in turn. */
	static LongStream seeds() {
		return LongStream.of(1, 2, 5, 6, 7, 12, 19, 26).limit(Seeds.of(8));
	}

	/**
	 * Merged at any time and split again, the graph is what it would be had nobody merged
	 * the two.
	 */
	@ParameterizedTest
	@MethodSource("seeds")
	void splitRevertsAMerge(long seed) {
		Random random = new Random(seed);
		boolean models = seed % 2 == 0;
		List<List<MetadataEvent>> messages = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			messages.add(message(random, i, models));
		}
		before(models);
		messages.forEach(this.intake::write);
		List<String> apart = content();

		clear();
		before(models);
		Collections.shuffle(messages, random);
		int merged = random.nextInt(messages.size());
		messages.subList(0, merged).forEach(this.intake::write);
		this.intake.write(List.of(new MetadataEvent.AssetsMerged(new Identity.Merge(KEPT, OTHER,
				models ? AssetKind.MODEL : AssetKind.DATASET, YEAR.plusSeconds(seed)))));
		int split = merged + random.nextInt(messages.size() - merged + 1);
		messages.subList(merged, split).forEach(this.intake::write);
		this.asking.ask(SPLIT.formatted(OTHER));
		messages.subList(split, messages.size()).forEach(this.intake::write);
		assertThat(content()).containsExactlyElementsOf(apart);
	}

	/** The drop of the one half ended the edges into both while they were one. */
	@Test
	void dropOfTheDatasetThatLeavesEndsNoEdgeIntoTheOneThatStays() {
		MetadataEvent written = run("write", 0, YEAR, List.of(), List.of(DataUse.of(KEPT)));
		MetadataEvent dropped = dropped(OTHER, 1, YEAR.plusSeconds(60));
		before(false);
		this.intake.write(List.of(written));
		this.intake.write(List.of(dropped));
		List<String> apart = content();

		clear();
		before(false);
		this.intake.write(List.of(written));
		merge();
		this.intake.write(List.of(dropped));
		this.asking.ask(SPLIT.formatted(OTHER));
		assertThat(content()).containsExactlyElementsOf(apart);
	}

	/** Whoever found out what a key means before it was split is not believed. */
	@Test
	void messagesDuringASplitFindTheRightAsset() throws Exception {
		List<List<MetadataEvent>> messages = new ArrayList<>();
		for (int i = 0; i < Seeds.of(80); i++) {
			messages.add(message(new Random(i), i, false));
		}
		before(false);
		messages.forEach(this.intake::write);
		List<String> apart = content();

		clear();
		before(false);
		CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> messages.forEach(this::sendUntilTaken));
		int splits = 0;
		while (!sender.isDone() || splits == 0) {
			merge();
			this.asking.ask(SPLIT.formatted(OTHER));
			splits++;
		}
		sender.get();
		assertThat(content()).containsExactlyElementsOf(apart);
	}

	/**
	 * Whoever found out what a key means while it was split waits for the split, and then
	 * finds out again.
	 */
	@Test
	void keyResolvedBeforeASplitIsResolvedAgain() {
		List<MetadataEvent> late = List.of(run("write", 1, YEAR, List.of(DataUse.of(RAW)), List.of(DataUse.of(OTHER))));
		before(false);
		this.intake.write(late);
		List<String> apart = content();

		clear();
		before(false);
		merge();
		CompletableFuture<Void> sender = this.transaction.execute((status) -> {
			this.intake.split(OTHER.value(), YEAR.plusSeconds(9), "ada");
			CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> LockContention.retried(() -> {
				this.intake.write(late);
				return late;
			}));
			awaitBlocked();
			return sent;
		});
		assertThat(sender).succeedsWithin(Duration.ofSeconds(30));
		assertThat(content()).containsExactlyElementsOf(apart);
	}

	/**
	 * A door would ask its sender to come again; here it is merged and split at once
	 * again.
	 */
	private void sendUntilTaken(List<MetadataEvent> message) {
		boolean taken = false;
		while (!taken) {
			try {
				taken = LockContention.retried(() -> {
					this.intake.write(message);
					return true;
				});
			}
			catch (TransientDataAccessException ex) {
				Thread.onSpinWait();
			}
		}
	}

	private void awaitBlocked() {
		long patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
		while (this.driver
			.executableQuery("SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked by' RETURN status")
			.execute()
			.records()
			.isEmpty()) {
			assertThat(System.nanoTime()).as("nobody waits for the split").isLessThan(patience);
		}
	}

	/** What is said before the two can be merged. */
	private void before(boolean models) {
		for (Urn data : List.of(KEPT, OTHER)) {
			this.intake.write(List.of(
					new MetadataEvent.AssetDescribed(
							Statement.registered(data, models ? AssetKind.MODEL : AssetKind.DATASET, YEAR)),
					new MetadataEvent.AssetDescribed(Statement.edited(data, Statement.StatementKind.SET, YEAR,
							"displayName", "displayName", "The " + data.name()))));
		}
		this.intake.write(List.of(new MetadataEvent.DataNamed(new DataUse(OTHER, Set.of(ALIAS), null, models,
				DataUse.WriteMode.UNKNOWN, null, null, false, null, null), YEAR, "openlineage")));
		this.asking.ask("""
				mutation { registerRegulation(input: {id: "splitting-tests", name: "Rules",
				    requirements: [{id: "1", title: "One", obligation: "Do"}]}) { id }
				  applyRequirement(requirement: "requirement:splitting-tests|1", asset: "%s", reason: "It is so") { id }
				  linkAssets(from: "%s", to: "%s", note: "By hand") { note } }""".formatted(OTHER, OTHER, raw()));
	}

	private String raw() {
		this.intake
			.write(List.of(new MetadataEvent.AssetDescribed(Statement.registered(RAW, AssetKind.DATASET, YEAR))));
		return RAW.value();
	}

	/**
	 * Something that sources or people say of one of the two, under one of three keys.
	 */
	private static List<MetadataEvent> message(Random random, int i, boolean models) {
		Urn of = List.of(KEPT, OTHER, ALIAS).get(random.nextInt(3));
		int number = random.nextInt(3);
		Instant at = YEAR.plusSeconds(60L * i);
		StatedVersion version = new StatedVersion(Urn.version(of, "v:" + number), of, false);
		DataUse use = models ? DataUse.of(of).asModel() : DataUse.of(of);
		int what = random.nextInt(12);
		if (models && what == 9) {
			return List.of(new MetadataEvent.VersionNamed(version, YEAR.plusSeconds(number), "manual"),
					new MetadataEvent.AssetDescribed(
							Statement.captured(version.version(), "dependencies", at, "openlineage",
									Map.of("dependencies", List.of("pkg:pypi/splitting-tests-" + number + "@1")))));
		}
		return List.of(switch (what) {
			case 0, 1 -> run("write", i, at, List.of(DataUse.of(RAW)), List.of(use));
			case 2 -> run("state", i, at, List.of(), List.of(use.version("v:" + number)));
			case 3 -> run("read", i, at, List.of(use), List.of(DataUse.of(RAW)));
			case 4 ->
				run("append", i, at, List.of(use.version("v:" + number)), List.of(use.mode(DataUse.WriteMode.APPEND)));
			case 5 -> models ? served(version, at)
					: run("read-both", i, at, List.of(DataUse.of(KEPT), DataUse.of(of)), List.of());
			case 6 -> models ? new MetadataEvent.VersionNamed(version, YEAR.plusSeconds(number), "manual")
					: dropped(of, i, at);
			case 7 -> models ? measured(version, null, at)
					: measured(new StatedVersion(Urn.version(MODEL, "v:1"), MODEL, false), version, at);
			case 8 -> new MetadataEvent.AssetDescribed(Statement.captured(of, "description", at, "openlineage",
					Map.of("description", "Captured " + number)));
			case 9 -> columns(of, number, at);
			case 10 -> random.nextBoolean()
					? new MetadataEvent.OwnersNamed(new OwnersStatement(of, at, "openlineage",
							List.of(new OwnersStatement.NamedOwner("team:splitting-tests-" + number, "owner"))))
					: new MetadataEvent.OwnerAssigned(new OwnerAssignment(of,
							"person-" + number + "@splitting-tests.com", OwnerRole.CONTACT, at, true));
			default -> new MetadataEvent.JobDeclared(new JobDeclaration(Urn.job("splitting-tests", "design-" + number),
					at, "openlineage-design", List.of(use), List.of(DataUse.of(RAW))));
		});
	}

	private static MetadataEvent run(String job, int i, Instant at, List<DataUse> inputs, List<DataUse> outputs) {
		return new MetadataEvent.RunObserved(
				new RunObservation(Urn.job("splitting-tests", job), "run-" + i, at, "openlineage",
						RunObservation.RunEventType.COMPLETE, null, null, null, false, null, null, inputs, outputs));
	}

	private static MetadataEvent dropped(Urn of, int i, Instant at) {
		return run("drop", i, at, List.of(), List
			.of(new DataUse(of, Set.of(), null, false, DataUse.WriteMode.UNKNOWN, null, null, true, null, null)));
	}

	private static MetadataEvent served(StatedVersion version, Instant at) {
		return new MetadataEvent.DeploymentObserved(
				DeploymentObservation.serving(Urn.deployment("splitting-tests", "api"), at, "cicd", null, version, null)
					.in(Urn.environment("splitting-tests"), Environment.Tier.PRODUCTION, null));
	}

	private static MetadataEvent measured(StatedVersion version, @Nullable StatedVersion on, Instant at) {
		return new MetadataEvent.Evaluated(new EvaluationStatement(version, on, "offline", at,
				List.of(new Metric("auc", 0.5, null, null)), at, "cicd"));
	}

	private static MetadataEvent columns(Urn of, int number, Instant at) {
		return new MetadataEvent.AssetDescribed(
				Statement.captured(of, "columnLineage", at, "openlineage", Map.of("columnLineage", """
						{"fields": {"amount": [{"namespace": "splitting-tests", "name": "%s", "field": "amount%s",
						  "transformations": []}]}}""".formatted((number == 0) ? "raw" : "payments", number))));
	}

	@Test
	void keysMergedTogetherAreSplitTogether() {
		before(false);
		merge();
		assertThat(this.asking.value("{ asset(id: \"%s\") { aliases } }".formatted(KEPT), "asset.aliases"))
			.isEqualTo(List.of(OTHER.value(), ALIAS.value()));
		assertThat(this.asking.value(SPLIT.formatted("splitting-tests|payments-link"), "splitAsset"))
			.isEqualTo(Map.of("id", OTHER.value(), "aliases", List.of(ALIAS.value())));
		assertThat(this.asking
			.value("{ asset(id: \"%s\") { id aliases displayName requirements { id } } }".formatted(KEPT), "asset"))
			.isEqualTo(Map.of("id", KEPT.value(), "aliases", List.of(), "displayName", "The cards", "requirements",
					List.of()));
		assertThat(this.asking.value("{ asset(id: \"%s\") { id displayName requirements { id } } }".formatted(ALIAS),
				"asset"))
			.isEqualTo(Map.of("id", OTHER.value(), "displayName", "The payments", "requirements",
					List.of(Map.of("id", "requirement:splitting-tests|1"))));
		assertThat(this.asking.value("{ search(text: \"payments\") { edges { node { ... on Dataset { id } } } } }",
				"search.edges[0].node.id"))
			.isEqualTo(OTHER.value());
	}

	/** Whoever split two assets does not want the next message to merge them. */
	@Test
	void onlyACuratorMergesSplitAssetsAgain() {
		before(false);
		merge();
		this.asking.ask(SPLIT.formatted(OTHER));
		this.intake.write(List.of(new MetadataEvent.DataNamed(
				new DataUse(KEPT, Set.of(OTHER), null, false, DataUse.WriteMode.UNKNOWN, null, null, false, null, null),
				YEAR.plusSeconds(9), "openlineage")));
		this.intake.write(List.of(new MetadataEvent.RunObserved(new RunObservation(
				Urn.job("splitting-tests", "late"), "late", YEAR.plusSeconds(9), "openlineage",
				RunObservation.RunEventType.COMPLETE, null, null, null, false, null, null, List.of(new DataUse(ALIAS,
						Set.of(KEPT), null, false, DataUse.WriteMode.UNKNOWN, null, null, false, null, null)),
				List.of()))));
		assertThat(id(OTHER)).isEqualTo(OTHER.value());
		assertThat(id(KEPT)).isEqualTo(KEPT.value());
		merge();
		assertThat(id(OTHER)).isEqualTo(KEPT.value());
		assertThat(id(ALIAS)).isEqualTo(KEPT.value());
	}

	/** A key that sources, and no person, made one with another is split off alone. */
	@Test
	void keysMergedBySourcesAreSplitOneByOne() {
		before(false);
		assertThat(this.asking.value(SPLIT.formatted(ALIAS), "splitAsset"))
			.isEqualTo(Map.of("id", ALIAS.value(), "aliases", List.of()));
		assertThat(id(OTHER)).isEqualTo(OTHER.value());
	}

	@Test
	void repeatedSplitChangesNothingAndInvalidSplitsAreRejected() {
		before(false);
		this.asking.refused(SPLIT.formatted("splitting-tests|nothing"), "NOT_FOUND", "alias");
		this.asking.refused(SPLIT.formatted(KEPT), "INVALID_ARGUMENT", "alias");
		merge();
		this.asking.refused(SPLIT.formatted(KEPT), "INVALID_ARGUMENT", "alias");
		this.asking.ask(SPLIT.formatted(OTHER));
		List<String> once = content();
		assertThat(this.asking.value(SPLIT.formatted(OTHER), "splitAsset.id")).isEqualTo(OTHER.value());
		assertThat(content()).isEqualTo(once);
		assertThat(
				this.driver.executableQuery("MATCH (s:SplitStated {to: $to}) RETURN s.actor AS actor, s.keys AS keys")
					.withParameters(Map.of("to", OTHER.value()))
					.execute()
					.records())
			.singleElement()
			.satisfies((row) -> {
				assertThat(row.get("actor").asString()).isEqualTo("ada@example.com");
				assertThat(row.get("keys").asList()).isEqualTo(List.of(OTHER.value(), ALIAS.value()));
			});
	}

	private void merge() {
		this.asking.ask("mutation { mergeAssets(keep: \"%s\", merge: \"%s\") { id } }".formatted(KEPT, OTHER));
	}

	private @Nullable Object id(Urn key) {
		return this.asking.value("{ asset(id: \"%s\") { id } }".formatted(key), "asset.id");
	}

	/**
	 * All nodes of these tests with their edges, without when they were recorded, that
	 * they were merged, and the times and sources that stay those of both.
	 */
	private List<String> content() {
		return this.driver
			.executableQuery(
					"""
										MATCH (n)
										WHERE any(key IN keys(n) WHERE n[key] IS :: STRING AND n[key] CONTAINS 'splitting-tests')
										  AND NOT (n:Change OR n:MergeStated OR n:SplitStated)
										RETURN labels(n) AS labels, properties(n) AS properties, COLLECT {
										  MATCH (n)-[r]->(m) WHERE NOT r:TOLD
										  RETURN type(r) + ' ' + coalesce(m.urn, m.key) + reduce(text = '', key IN ['since', 'until', 'at', 'lastConfirmed',
							    'binding', 'source', 'note', 'keys', 'good', 'mode', 'reads', 'reason'] | text + ' ' + coalesce(toStringOrNull(r[key]),
							    reduce(list = '', one IN CASE WHEN r[key] IS :: LIST<STRING NOT NULL> NOT NULL THEN r[key] ELSE [] END | list + one)))
							} AS edges""")
			.execute()
			.records()
			.stream()
			.map((row) -> {
				Map<String, Object> properties = new TreeMap<>(row.get("properties").asMap());
				properties.keySet().removeAll(List.of("recordedAt", "lastRecordedAt", "newsAt"));
				List<Object> labels = new ArrayList<>(row.get("labels").asList());
				if (labels.contains("Asset")) {
					properties.keySet().removeAll(List.of("createdAt", "updatedAt", "sources", "splitAt"));
				}
				if (labels.contains("ServingStated") || labels.contains("LinkStated")) {
					properties.keySet().removeAll(List.of("key", "at"));
				}
				String line = labels.stream().map(String::valueOf).sorted().toList() + " " + properties + " "
						+ row.get("edges").asList(String::valueOf).stream().sorted().toList();
				// What was said by mutations was said now, the second time later.
				return line.replaceAll("20\\d\\d-(?!01-01)\\d\\d-\\d\\d(T[0-9:.]+Z?)?", "now")
					.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id");
			})
			.sorted()
			.toList();
	}

}
