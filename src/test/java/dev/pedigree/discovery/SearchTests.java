package dev.pedigree.discovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.pedigree.Asking;
import dev.pedigree.BesideGraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Finding things by what one remembers of them. */
@BesideGraphTest
class SearchTests {

	private static final String SPACE = "search-tests";

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			card transactions; a word of the name
			transact; the beginning of a word
			transctions; a typo
			CardTransactions; camel case
			card_transactions; snake case
			cardtransactions; run together
			warehouse card; words of several parts
			plastic; a word of the description
			plstic; a typo in the description
			gdpr; a tag
			merchantCountry; a field
			country; a word of a field
			kartenumsatz; an alias
			Zahlungen; a display name
			zählungen; a display name, with another accent
			""")
	void findsBy(String text, String what) {
		dataset("other", Map.of());
		dataset("warehouse.card_transactions",
				Map.of("documentation", Map.of("description", "What people pay with plastic."), "tags",
						Map.of("tags", List.of("gdpr")), "displayName", Map.of("displayName", "Zahlungen"), "schema",
						Map.of("schema",
								JsonMapper.shared()
									.writeValueAsString(List.of(Map.of("name", "merchantCountry", "type", "string"),
											Map.of("name", "nested", "fields", List.of(Map.of("name", "deep"))))))));
		this.intake.write(List.of(new MetadataEvent.DataNamed(
				new dev.pedigree.run.DataUse(Urn.data(SPACE, "warehouse.card_transactions"),
						java.util.Set.of(Urn.data(SPACE, "zz.kartenumsatz")), null, false,
						dev.pedigree.run.DataUse.WriteMode.UNKNOWN, null, null, false, null, null),
				java.time.Instant.EPOCH, "openlineage")));
		assertThat(search(text, "namespace: \"" + SPACE + "\"")).as(what).startsWith("warehouse.card_transactions");
	}

	@Test
	void aNameThatIsJustTheTextComesFirst() {
		for (String name : List.of("fraud-features", "fraud.fraud.fraud", "fraud", "a.fraud", "fraudulent", "raud")) {
			dataset(name, Map.of("documentation", Map.of("description", "fraud fraud fraud " + name)));
		}
		assertThat(search("fraud", "namespace: \"" + SPACE + "\"").subList(0, 3)).contains("fraud", "a.fraud");
		assertThat(search("fraud features", "namespace: \"" + SPACE + "\"")).startsWith("fraud-features");
	}

	@Test
	void whenNothingHasAllWordsWhatHasMostIsFound() {
		dataset("churn-features", Map.of());
		assertThat(search("the churn features of xylophones", "namespace: \"" + SPACE + "\""))
			.contains("churn-features");
	}

	@Test
	void teamsAndPeopleAreFoundWithoutAFilter() {
		this.asking
			.ask("mutation { registerTeam(input: {name: \"search-tests quokka\", contact: \"#quokka\"}) { id } }");
		this.asking
			.ask("mutation { registerPerson(input: {name: \"Quentin Quokka\", email: \"qq@search-tests\"}) { id } }");
		assertThat(this.asking.list(
				"{ search(text: \"quokka\") { edges { node { ... on Team { id } ... on Person { id } } } } }",
				"search.edges[*].node.id"))
			.containsExactlyInAnyOrder("team:search-tests quokka", "person:qq@search-tests");
		assertThat(this.asking.list(
				"{ search(text: \"quoka\", kinds: [PERSON]) { edges { node { ... on Person { id } } } } }",
				"search.edges[*].node.id"))
			.containsExactly("person:qq@search-tests");
		assertThat(search("quokka", "namespace: \"" + SPACE + "\"")).isEmpty();
		assertThat(this.asking.list("{ suggest(prefix: \"quok\") { ... on Team { id } ... on Person { id } } }",
				"suggest[*].id"))
			.hasSize(2);
	}

	/**
	 * What is written is found by the next question, also while others write, 1,000
	 * times.
	 */
	@Test
	void whatIsWrittenIsFoundAtOnceUnderLoad() throws Exception {
		AtomicBoolean writing = new AtomicBoolean(true);
		AtomicInteger others = new AtomicInteger();
		try (ExecutorService clients = Executors.newFixedThreadPool(5)) {
			Future<?> load = clients.submit(() -> {
				while (writing.get()) {
					dataset("load" + others.incrementAndGet(), Map.of());
				}
			});
			List<Future<?>> pairs = new ArrayList<>();
			for (int client = 0; client < 4; client++) {
				int first = client * 250;
				pairs.add(clients.submit(() -> writeAndSearch(first, first + Seeds.of(250))));
			}
			for (Future<?> pair : pairs) {
				pair.get();
			}
			writing.set(false);
			load.get();
		}
		assertThat(others).hasPositiveValue();
	}

	private void writeAndSearch(int first, int last) {
		for (int i = first; i < last; i++) {
			String word = "w" + Integer.toString(i * 7919 + 46656, 36) + "q";
			dataset(word, Map.of());
			assertThat(search(word, "namespace: \"" + SPACE + "\"")).as(word).containsExactly(word);
		}
	}

	@Test
	void whatIsRenamedIsFoundUnderItsNewNameAtOnce() {
		dataset("w1000q", Map.of());
		this.asking.ask(
				"mutation { describeAsset(id: \"data:search-tests|w1000q\", input: {displayName: \"Walrus\"}) { id } }");
		assertThat(search("walrus", "namespace: \"" + SPACE + "\"")).containsExactly("w1000q");
		this.asking
			.ask("mutation { describeAsset(id: \"data:search-tests|w1000q\", input: {displayName: null}) { id } }");
		assertThat(search("walrus", "namespace: \"" + SPACE + "\"")).isEmpty();
	}

	@Test
	void anyTextIsData() {
		dataset("plain", Map.of());
		Random random = new Random(5);
		String odd = "+-&|!(){}[]^\"~*?:\\/ \tAND OR NOT TO \u0000\uD83D\uDE00'`$%\u202E\uFEFFé模";
		List<String> texts = new ArrayList<>(List.of("", " ", "*", "plain AND", "searchNames:plain", "\"plain",
				"[a TO b]", "plain~", "\\", "a".repeat(1000), "a ".repeat(400), "/.*/", "_exists_:name", "*:*",
				"\u2474", "\uFDFA",
				"alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform"));
		for (int i = 0; i < 100; i++) {
			StringBuilder text = new StringBuilder();
			for (int n = random.nextInt(12); n >= 0; n--) {
				text.append(random.nextBoolean() ? odd.charAt(random.nextInt(odd.length()))
						: (char) random.nextInt(1, 0xD7FF));
			}
			// Half a character cannot be sent.
			texts.add(text.toString().replaceAll("\\p{Cs}", ""));
		}
		for (String text : texts) {
			this.asking.ask("{ search(text: " + JsonMapper.shared().writeValueAsString(text)
					+ ", filter: {namespace: \"" + SPACE + "\"}) { totalCount facets { name } } }");
		}
		assertThat(search("", "namespace: \"" + SPACE + "\"")).containsExactly("plain");
		this.asking.refused("{ search(text: \"" + "a".repeat(1001) + "\") { totalCount } }", "INVALID_ARGUMENT",
				"text");
		this.asking.refused("{ search(text: \"a\", first: 0) { totalCount } }", "INVALID_ARGUMENT", "first");
		this.asking.refused("{ search(text: \"a\", after: \"xyz\") { totalCount } }", "INVALID_ARGUMENT", "after");
	}

	@Test
	void pagesFollowEachOther() {
		for (int i = 0; i < 25; i++) {
			dataset("page-" + i, Map.of());
		}
		List<Object> all = new ArrayList<>();
		String after = "";
		for (int page = 0; page < 3; page++) {
			Map<?, ?> found = (Map<?, ?>) Objects.requireNonNull(this.asking.value("{ search(text: \"page\", first: 10"
					+ after + ", filter: {namespace: \"" + SPACE
					+ "\"}) { totalCount totalIsLowerBound pageInfo { hasNextPage endCursor } edges { node { ... on Dataset { name } } } } }",
					"search"));
			assertThat(found).extracting("totalCount", "totalIsLowerBound").containsExactly(25, false);
			Map<?, ?> info = (Map<?, ?>) Objects.requireNonNull(found.get("pageInfo"));
			assertThat(info).extracting("hasNextPage").isEqualTo(page < 2);
			after = ", after: \"" + info.get("endCursor") + "\"";
			((List<?>) Objects.requireNonNull(found.get("edges"))).forEach(all::add);
		}
		assertThat(all).hasSize(25).doesNotHaveDuplicates();
	}

	/** Facets and filters against plain Cypher. */
	@Test
	void facetsAreThoseOfTheHits() {
		Random random = new Random(3);
		this.asking.ask("mutation { registerTeam(input: {name: \"search-tests a\"}) { id } }");
		this.asking.ask("mutation { registerTeam(input: {name: \"search-tests b\"}) { id } }");
		for (int i = 0; i < 40; i++) {
			boolean model = random.nextInt(3) == 0;
			String name = "needle-" + i;
			dataset(name, model ? Map.of("model", Map.of())
					: Map.of("tags", Map.of("tags", List.of("t" + random.nextInt(3)))));
			if (model && random.nextBoolean()) {
				this.asking.ask("mutation { registerModel(input: {key: {namespace: \"" + SPACE + "\", name: \"" + name
						+ "\"}, lifecycle: " + (random.nextBoolean() ? "PRODUCTION" : "RETIRED") + "}) { id } }");
			}
			if (random.nextBoolean()) {
				this.asking.ask(
						"mutation { assignOwner(asset: \"data:" + SPACE + "|" + name + "\", owner: \"team:search-tests "
								+ (random.nextBoolean() ? "a" : "b") + "\", role: MAINTAINER) { role } }");
			}
		}
		for (String filter : List.of("", ", tag: \"t1\"", ", lifecycle: [PRODUCTION, UNKNOWN]", ", owned: false",
				", team: \"team:search-tests a\"", ", described: true", ", updatedSince: \"2020-01-01T00:00:00Z\"")) {
			Map<String, Map<String, Integer>> facets = new TreeMap<>();
			this.asking
				.list("{ search(text: \"needle\", filter: {namespace: \"" + SPACE + "\"" + filter
						+ "}) { facets { name lowerBound omitted values { value count } } } }", "search.facets[*]")
				.forEach((facet) -> {
					Map<String, Integer> values = new TreeMap<>();
					((List<?>) Objects.requireNonNull(((Map<?, ?>) facet).get("values")))
						.forEach((value) -> values.put(String.valueOf(((Map<?, ?>) value).get("value")),
								(Integer) ((Map<?, ?>) value).get("count")));
					assertThat((List<?>) ((Map<?, ?>) facet).get("values")).as("the most frequent first")
						.extracting((value) -> -(Integer) Objects.requireNonNull(((Map<?, ?>) value).get("count")))
						.isSorted();
					facets.put(String.valueOf(((Map<?, ?>) facet).get("name")), values);
				});
			assertThat(facets).as("facets with %s", filter).isEqualTo(oracle(filter));
		}
	}

	/** The same counted by reading all assets, with the filter in Java. */
	private Map<String, Map<String, Integer>> oracle(String filter) {
		Map<String, Map<String, Integer>> facets = new TreeMap<>();
		this.driver.executableQuery("""
				MATCH (n:Standing) WHERE n.namespace = 'search-tests' AND n.name STARTS WITH 'needle'
				RETURN n, labels(n) AS labels, [(n)<-[:OWNS]-(t:Team) | t.urn] AS teams""")
			.execute()
			.records()
			.forEach((row) -> {
				var node = row.get("n");
				boolean model = row.get("labels").asList().contains("Model");
				List<String> tags = node.get("tags").isNull() ? List.of()
						: node.get("tags").asList(org.neo4j.driver.Value::asString);
				String lifecycle = node.get("lifecycle").asString("UNKNOWN");
				List<String> teams = row.get("teams").asList(org.neo4j.driver.Value::asString);
				boolean passes = switch (filter) {
					case ", tag: \"t1\"" -> tags.contains("t1");
					case ", lifecycle: [PRODUCTION, UNKNOWN]" -> !lifecycle.equals("RETIRED");
					case ", owned: false" -> teams.isEmpty();
					case ", team: \"team:search-tests a\"" -> teams.contains("team:search-tests a");
					default -> true;
				};
				if (passes) {
					count(facets, "kind", model ? "MODEL" : "DATASET");
					count(facets, "namespace", SPACE);
					tags.forEach((tag) -> count(facets, "tag", tag));
					teams.forEach((team) -> count(facets, "team", team));
					if (model) {
						count(facets, "lifecycle", lifecycle);
					}
				}
			});
		return facets;
	}

	private static void count(Map<String, Map<String, Integer>> facets, String name, String value) {
		facets.computeIfAbsent(name, (any) -> new TreeMap<>()).merge(value, 1, Integer::sum);
	}

	private void dataset(String name, Map<String, Map<String, Object>> groups) {
		Urn urn = Urn.data(SPACE, name);
		List<MetadataEvent> events = new ArrayList<>();
		new HashMap<>(groups).forEach((group, values) -> events.add(new MetadataEvent.AssetDescribed(Statement
			.captured(urn, group, java.time.Instant.parse("2026-01-01T00:00:00Z"), "openlineage", values))));
		if (events.isEmpty()) {
			events.add(new MetadataEvent.DataNamed(dev.pedigree.run.DataUse.of(urn),
					java.time.Instant.parse("2026-01-01T00:00:00Z"), "openlineage"));
		}
		this.intake.write(events);
	}

	private List<String> search(String text, String filter) {
		return this.asking
			.list("{ search(text: " + JsonMapper.shared().writeValueAsString(text) + ", filter: {" + filter
					+ "}) { edges { node { ... on Dataset { name } ... on Model { name } } } } }",
					"search.edges[*].node.name")
			.stream()
			.map(String::valueOf)
			.toList();
	}

}
