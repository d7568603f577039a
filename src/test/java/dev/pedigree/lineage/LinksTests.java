package dev.pedigree.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Edges that people link and unlink, beside what is captured. */
@GraphTest
class LinksTests {

	private static final String CARDS = "data:links-tests|cards";

	private static final String FEATURES = "data:links-tests|features";

	private static final String LABELS = "data:links-tests|labels";

	private static final String JOB = "job:links-tests|build";

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Autowired
	Links links;

	@Autowired
	PlatformTransactionManager transactions;

	@Autowired
	Asking asking;

	@BeforeEach
	void estate() {
		TestStore.clear();
		run(1);
		this.intake.write(List.of(new MetadataEvent.DataNamed(DataUse.of(Urn.data("links-tests", "labels")),
				Instant.EPOCH, "openlineage")));
	}

	@Test
	void aLinkBetweenDataGoesThroughADeclaredJobAndCarriesItsNote() {
		assertThat(this.asking.value("mutation { linkAssets(from: \"" + LABELS + "\", to: \"" + FEATURES
				+ "\", note: \"Ada copies them by hand\") { from to sources note until } }", "linkAssets"))
			.isEqualTo(mapOf("from", LABELS, "to", FEATURES, "sources", List.of("link"), "note",
					"Ada copies them by hand", "until", null));
		assertThat(downstream(LABELS)).contains(FEATURES).hasSize(3);
		link(LABELS, FEATURES);
		assertThat(downstream(LABELS)).hasSize(3);
		unlink(LABELS, FEATURES);
		assertThat(downstream(LABELS)).containsExactly(LABELS);
		run(2);
		assertThat(downstream(LABELS)).containsExactly(LABELS);
	}

	@Test
	void aCapturedEdgeThatIsUnlinkedStaysSuppressedUntilItIsLinkedAgain() {
		assertThat(downstream(CARDS)).containsExactlyInAnyOrder(CARDS, JOB, FEATURES);
		unlink(CARDS, JOB);
		assertThat(downstream(CARDS)).containsExactly(CARDS);
		assertThat(this.asking.list("{ suppressedEdges(asset: \"" + CARDS + "\") { from to sources } }",
				"suppressedEdges[*]"))
			.containsExactly(Map.of("from", CARDS, "to", JOB, "sources", List.of("openlineage")));
		for (int day = 2; day < 6; day++) {
			run(day);
			assertThat(downstream(CARDS)).as("after day %s", day).containsExactly(CARDS);
		}
		link(CARDS, JOB);
		assertThat(downstream(CARDS)).containsExactlyInAnyOrder(CARDS, JOB, FEATURES);
		assertThat(this.asking.list("{ suppressedEdges(asset: \"" + CARDS + "\") { from } }", "suppressedEdges[*]"))
			.isEmpty();
		assertThat(edges()).contains(CARDS + " FEEDS " + JOB + " openlineage", CARDS + " FEEDS " + JOB + " link");
	}

	@Test
	void linksAgainWithAnotherNote() {
		for (String mutation : List.of("linkAssets", "unlinkAssets", "linkAssets")) {
			this.asking.ask("mutation { %s(from: \"%s\", to: \"%s\", note: \"%s\") { to } }".formatted(mutation, LABELS,
					FEATURES, "Why to " + mutation));
		}
		assertThat(downstream(LABELS)).contains(FEATURES).hasSize(3);
	}

	@Test
	void aLinkOfAMergedAssetIsUnlinkedUnderItsNewName() {
		this.intake.write(List.of(named("zz.labels", Set.of())));
		link("data:links-tests|zz.labels", FEATURES);
		this.intake.write(List.of(named("labels", Set.of("zz.labels"))));
		assertThat(downstream(LABELS)).contains(FEATURES);
		unlink(LABELS, FEATURES);
		assertThat(downstream(LABELS)).containsExactly(LABELS);
	}

	@Test
	void theJobThatStandsForALinkIsNoEndOfAnother() {
		link(LABELS, FEATURES);
		Object job = downstream(LABELS).stream()
			.filter((id) -> id.toString().startsWith("job:link"))
			.findFirst()
			.orElseThrow();
		this.asking.refused("mutation { unlinkAssets(from: \"" + job + "\", to: \"" + FEATURES + "\") { from } }",
				"INVALID_ARGUMENT", "from");
	}

	/**
	 * The fold goes on under a suppression: when it is lifted all is as if there had been
	 * none.
	 */
	@Test
	void whatEndsWhileSuppressedHasEndedWhenItIsLifted() {
		unlink(CARDS, JOB);
		for (int day = 2; day < 6; day++) {
			run(day, "labels");
		}
		link(CARDS, JOB);
		assertThat(edges()).contains(CARDS + " FED " + JOB + " openlineage");
	}

	@Test
	void theOrderOfCapturesLinksAndMergesDoesNotMatter() {
		List<String> said = List.of(statement(CARDS, JOB, false, 1), statement(CARDS, JOB, true, 2),
				statement(CARDS, JOB, false, 3), statement(LABELS, FEATURES, true, 1),
				statement("data:links-tests|zz.labels", FEATURES, false, 4), statement(LABELS, FEATURES, true, 5));
		List<Runnable> messages = new ArrayList<>();
		said.forEach((one) -> messages.add(() -> this.driver.executableQuery(one).execute()));
		for (int day = 1; day < 5; day++) {
			int at = day;
			messages.add(() -> run(at));
		}
		messages.add(() -> this.intake.write(List.of(named("labels", Set.of("zz.labels")))));
		List<String> first = null;
		for (int shuffle = 0; shuffle < Seeds.of(8); shuffle++) {
			estate();
			this.intake.write(List.of(named("zz.labels", Set.of())));
			Collections.shuffle(messages, new Random(shuffle));
			messages.forEach(Runnable::run);
			// What was said directly to the store is derived now; the rest at each merge.
			new TransactionTemplate(this.transactions)
				.executeWithoutResult((status) -> this.links.derive(List.of(CARDS, LABELS)));
			first = (first != null) ? first : edges();
			assertThat(edges()).as("shuffle %s", shuffle).isEqualTo(first);
		}
		assertThat(first).contains(CARDS + " SUPPRESSED " + JOB + " openlineage");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			linkAssets(from: "data:none|none", to: "data:links-tests|cards"); NOT_FOUND; from
			linkAssets(from: "data:links-tests|cards", to: "data:none|none"); NOT_FOUND; to
			linkAssets(from: "data:links-tests|cards", to: "data:links-tests|cards"); INVALID_ARGUMENT; to
			linkAssets(from: "job:links-tests|build", to: "job:links-tests|build"); INVALID_ARGUMENT; to
			linkAssets(from: "data:links-tests|cards", to: "data:links-tests|labels", note: " "); INVALID_ARGUMENT; note
			unlinkAssets(from: "data:links-tests|cards", to: "data:links-tests|features"); INVALID_ARGUMENT; to
			""")
	void whatIsWrongIsNamed(String mutation, String code, String argument) {
		this.asking.refused("mutation { " + mutation + " { from } }", code, argument);
	}

	private static String statement(String from, String to, boolean linked, int minute) {
		return "CREATE (:LinkStated {from: '" + from + "', to: '" + to + "', linked: " + linked
				+ ", note: null, at: datetime('" + Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * minute)
				+ "'), actor: 'ada'})";
	}

	private static MetadataEvent named(String name, Set<String> aliases) {
		return new MetadataEvent.DataNamed(new DataUse(Urn.data("links-tests", name),
				Set.copyOf(aliases.stream().map((alias) -> Urn.data("links-tests", alias)).toList()), null, false,
				DataUse.WriteMode.UNKNOWN, null, null, false, null, null), Instant.EPOCH, "openlineage");
	}

	private void run(int day) {
		run(day, "cards");
	}

	private void run(int day, String input) {
		Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
		this.intake.write(List.of(new MetadataEvent.RunObserved(new RunObservation(Urn.job("links-tests", "build"),
				"run-" + day, at, "openlineage", RunObservation.RunEventType.COMPLETE, null, null, null, false, null,
				null, List.of(DataUse.of(Urn.data("links-tests", input))),
				List.of(DataUse.of(Urn.data("links-tests", "features")))))));
	}

	private void link(String from, String to) {
		this.asking.ask("mutation { linkAssets(from: \"" + from + "\", to: \"" + to + "\") { from } }");
	}

	private void unlink(String from, String to) {
		this.asking.ask("mutation { unlinkAssets(from: \"" + from + "\", to: \"" + to + "\") { from } }");
	}

	private List<Object> downstream(String id) {
		return this.asking.list("{ lineage(id: \"" + id + "\", direction: DOWNSTREAM) { nodes { asset { id } } } }",
				"lineage.nodes[*].asset.id");
	}

	private List<String> edges() {
		return this.driver.executableQuery("""
				MATCH (a:Standing)-[r:FEEDS|FED|SUPPRESSED|UNLINKED]->(b:Standing)
				WHERE a.namespace = 'links-tests' OR b.namespace = 'links-tests'
				RETURN a.urn + ' ' + type(r) + ' ' + b.urn + ' ' + coalesce(r.source, '') AS edge ORDER BY edge""")
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("edge").asString())
			.toList();
	}

	private static Map<String, @org.jspecify.annotations.Nullable Object> mapOf(
			@org.jspecify.annotations.Nullable Object... entries) {
		Map<String, @org.jspecify.annotations.Nullable Object> map = new java.util.HashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put(String.valueOf(entries[i]), entries[i + 1]);
		}
		return map;
	}

}
