package dev.pedigree.curation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.store.TestStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** What people say of assets, and what sources must not overwrite. */
@GraphTest
class AssetEditorTests {

	private static final String MODEL = "data:editor-tests|fraud-detector";

	private static final String DATA = "data:editor-tests|card-transactions";

	private static final Instant YEAR = Instant.parse("2026-01-01T00:00:00Z");

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

	@Test
	void curatedValueStaysAndCapturedValueIsAConflict() {
		capture("description", "All card payments.", 1);
		describe("description: \"Card payments since 2020.\"");
		capture("description", "All card payments.", 2);
		assertThat(asset("description curated"))
			.isEqualTo(Map.of("description", "Card payments since 2020.", "curated", List.of("description")));
		assertThat(conflicts()).containsExactly(Map.of("property", "description", "curated",
				"\"Card payments since 2020.\"", "captured", "\"All card payments.\"", "capturedFrom", "openlineage",
				"curatedBy", List.of("ada@example.com"), "asset", Map.of("id", DATA)));
	}

	@Test
	void acceptedConflictLeavesThePropertyToTheSources() {
		capture("description", "One", 1);
		describe("description: \"Mine\"");
		resolve("acceptConflict");
		assertThat(asset("description curated")).isEqualTo(Map.of("description", "One", "curated", List.of()));
		assertThat(conflicts()).isEmpty();
		capture("description", "Two", 2);
		assertThat(asset("description")).isEqualTo(Map.of("description", "Two"));
		assertThat(conflicts()).isEmpty();
	}

	@Test
	void dismissedConflictReturnsWhenSourcesStateAnotherValue() {
		capture("description", "One", 1);
		describe("description: \"Mine\"");
		resolve("dismissConflict");
		capture("description", "One", 2);
		assertThat(conflicts()).isEmpty();
		assertThat(asset("description")).isEqualTo(Map.of("description", "Mine"));
		capture("description", "Two", 3);
		assertThat(conflicts()).singleElement().asString().contains("captured=\"Two\"");
	}

	@Test
	void nullClearsAbsentStaysAndEqualValuesAreNoConflict() {
		capture("description", "One", 1);
		capture("tags", List.of("b", "a"), 1);
		describe("description: null, displayName: \"Cards\"");
		assertThat(asset("displayName description tags curated")).isEqualTo(mapOf("displayName", "Cards", "description",
				null, "tags", List.of("a", "b"), "curated", List.of("description", "displayName")));
		assertThat(conflicts()).hasSize(1);
		describe("description: \"One\"");
		assertThat(conflicts()).isEmpty();
		describe("displayName: null");
		assertThat(asset("displayName")).isEqualTo(Map.of("displayName", "card-transactions"));
	}

	@Test
	void mentionLeavesADescribedAssetDescribed() {
		capture("description", "One", 1);
		this.intake.write(List.of(new MetadataEvent.DataNamed(DataUse.of(Urn.data("editor-tests", "card-transactions")),
				YEAR.plusSeconds(7200), "openlineage")));
		assertThat(asset("described")).isEqualTo(Map.of("described", true));
	}

	/** Issue: ingest, manual correction, re-ingest three times. */
	@Test
	void acceptedConflictLeavesNoTraceOfTheCurationInTheGraph() {
		List<MetadataEvent> events = List.of(described(DATA, "documentation", "description", "One", 1),
				described(DATA, "tags", "tags", List.of("pii"), 1),
				described(DATA, "storage", "fileFormat", "parquet", 1));
		this.intake.write(events);
		Map<String, Object> before = content();
		describe("description: \"Mine\"");
		for (int time = 0; time < 3; time++) {
			this.intake.write(events);
		}
		assertThat(asset("description")).isEqualTo(Map.of("description", "Mine"));
		assertThat(conflicts()).hasSize(1);
		resolve("acceptConflict");
		Map<String, Object> after = content();
		assertThat(after).isEqualTo(before);
	}

	@Test
	void repeatedEditIsWrittenOnce() {
		describeNew("displayName: \"Cards\", tags: [\"pii\", \"gold\", \"pii\"]");
		Object first = revisions();
		describeNew("displayName: \"Cards\", tags: [\"gold\", \"pii\"]");
		assertThat(revisions()).isEqualTo(first);
		assertThat(asset("tags described")).isEqualTo(Map.of("tags", List.of("gold", "pii"), "described", true));
	}

	@Test
	void everyChangeIsStoredWithItsActor() {
		describeNew("description: \"One\"");
		describeNew("description: \"Two\"");
		assertThat(this.driver.executableQuery("""
				MATCH (r:Revision)-[:REVISES]->(:Entity {urn: $urn}) WHERE r.group = 'documentation'
				RETURN r.values AS values, r.kind AS kind, r.actors AS actors ORDER BY values""")
			.withParameters(Map.of("urn", DATA))
			.execute()
			.records()).extracting((row) -> row.asMap())
			.containsExactly(
					Map.of("values", "{\"description\":\"One\"}", "kind", "SET", "actors", List.of("ada@example.com")),
					Map.of("values", "{\"description\":\"Two\"}", "kind", "SET", "actors", List.of("ada@example.com")));
	}

	@Test
	void modelIsRegisteredWithAllItsProperties() {
		this.asking
			.ask("mutation { registerModel(input: {key: {namespace: \"editor-tests\", name: \"bert\"}}) { id } }");
		String card = """
				displayName: "Fraud", purpose: "Stop fraud", intendedUses: ["cards"], outOfScopeUses: ["loans"],
				limitations: ["new merchants"], failureModes: ["drift"], lifecycle: PRODUCTION, riskTier: "high",
				baseModels: ["data:editor-tests|bert"]""";
		String fields = """
				id kind described displayName purpose intendedUses outOfScopeUses limitations failureModes lifecycle riskTier""";
		Object registered = this.asking
			.value("mutation { registerModel(input: {key: {namespace: \"editor-tests\", name:"
					+ " \"fraud-detector\"}, " + card + "}) { " + fields + " } }", "registerModel");
		assertThat(registered).isEqualTo(Map.ofEntries(Map.entry("id", MODEL), Map.entry("kind", "MODEL"),
				Map.entry("described", true), Map.entry("displayName", "Fraud"), Map.entry("purpose", "Stop fraud"),
				Map.entry("intendedUses", List.of("cards")), Map.entry("outOfScopeUses", List.of("loans")),
				Map.entry("limitations", List.of("new merchants")), Map.entry("failureModes", List.of("drift")),
				Map.entry("lifecycle", "PRODUCTION"), Map.entry("riskTier", "high")));
		assertThat(bases()).containsExactly("data:editor-tests|bert", "job:editor-tests|declared:fraud-detector");
		this.asking.ask("mutation { registerModel(input: {key: {namespace: \"editor-tests\", name:"
				+ " \"fraud-detector\"}, riskTier: \"low\"}) { id } }");
		assertThat(this.asking.value("{ asset(id: \"" + MODEL + "\") { ... on Model { riskTier purpose } } }", "asset"))
			.isEqualTo(Map.of("riskTier", "low", "purpose", "Stop fraud"));
		assertThat(bases()).hasSize(2);
	}

	@Test
	void baseModelsReplaceTheEarlierList() {
		for (String model : List.of("bert", "llama", "fraud-detector")) {
			register(model, "");
		}
		register("fraud-detector", "baseModels: [\"data:editor-tests|bert\"]");
		register("fraud-detector", "baseModels: [\"data:editor-tests|llama\"]");
		assertThat(bases()).containsExactly("data:editor-tests|llama", "job:editor-tests|declared:fraud-detector");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'',
			textBlock = """
					describeAsset(id: "data:none|none", input: {description: "x"}) { id }; NOT_FOUND; id
					describeAsset(id: "data:editor-tests|card-transactions", input: {description: " "}) { id }; INVALID_ARGUMENT; input.description
					describeAsset(id: "data:editor-tests|card-transactions", input: {tags: ["a", ""]}) { id }; INVALID_ARGUMENT; input.tags[1]
					describeAsset(id: "data:editor-tests|card-transactions", input: {displayName: "a\\nb"}) { id }; INVALID_ARGUMENT; input.displayName
					registerDataset(input: {key: {namespace: "editor-tests", name: " "}}) { id }; INVALID_ARGUMENT; input.key.name
					registerModel(input: {key: {namespace: "editor-tests", name: "m"}, baseModels: ["data:editor-tests|card-transactions"]}) { id }; INVALID_ARGUMENT; input.baseModels[0]
					registerModel(input: {key: {namespace: "editor-tests", name: "m"}, baseModels: ["data:none|none"]}) { id }; NOT_FOUND; input.baseModels[0]
					acceptConflict(id: "conflict:none") { id }; NOT_FOUND; id
					""")
	void whatIsWrongIsNamedAndNothingIsWritten(String mutation, String code, String argument) {
		capture("description", "One", 1);
		Map<String, Object> before = content();
		this.asking.refused("mutation { " + mutation + " }", code, argument);
		assertThat(content()).isEqualTo(before);
	}

	/** Whatever the order in which sources and people spoke, and whoever was merged. */
	@Test
	void orderOfStatementsDoesNotMatter() {
		List<MetadataEvent> events = new ArrayList<>();
		Random random = new Random(7);
		Urn urn = Urn.data("editor-tests", "card-transactions");
		Urn other = Urn.data("editor-tests", "cards");
		for (int i = 0; i < 30; i++) {
			Instant at = YEAR.plusSeconds(random.nextInt(20));
			Urn of = random.nextBoolean() ? urn : other;
			String value = "v" + random.nextInt(3);
			events.add(new MetadataEvent.AssetDescribed(switch (random.nextInt(5)) {
				case 0 -> Statement.edited(of, Statement.StatementKind.SET, at, "documentation", "description", value);
				case 1 ->
					Statement.edited(of, Statement.StatementKind.WITHDRAWN, at, "documentation", "description", value);
				case 2 ->
					Statement.edited(of, Statement.StatementKind.DISMISSED, at, "documentation", "description", value);
				default -> Statement.captured(of, "documentation", at, "openlineage", Map.of("description", value));
			}));
		}
		events.add(new MetadataEvent.AssetDescribed(Statement.edited(other, Statement.StatementKind.SET,
				YEAR.plusSeconds(30), "documentation", "description", "mine")));
		events.add(described(DATA, "documentation", "description", "theirs", 1));
		events.add(new MetadataEvent.DataNamed(new DataUse(urn, java.util.Set.of(other), null, false,
				DataUse.WriteMode.UNKNOWN, null, null, false, null, null), YEAR, "openlineage"));
		Map<String, Object> first = null;
		for (int shuffle = 0; shuffle < Seeds.of(10); shuffle++) {
			clear();
			Collections.shuffle(events, new Random(shuffle));
			events.forEach((event) -> this.intake.write(List.of(event)));
			Map<String, Object> content = content();
			first = (first != null) ? first : content;
			assertThat(content).as("shuffle %s", shuffle).isEqualTo(first);
		}
		assertThat(String.valueOf(first)).contains("Conflict");
	}

	private void capture(String property, Object value, int hour) {
		this.intake
			.write(List.of(described(DATA, property.equals("tags") ? "tags" : "documentation", property, value, hour)));
	}

	private static MetadataEvent described(String urn, String group, String property, Object value, int hour) {
		String[] parts = urn.substring("data:".length()).split("\\|", -1);
		return new MetadataEvent.AssetDescribed(Statement.captured(Urn.data(parts[0], parts[1]), group,
				YEAR.plusSeconds(3600L * hour), "openlineage", Map.of(property, value)));
	}

	private void describe(String input) {
		this.asking.ask("mutation { describeAsset(id: \"" + DATA + "\", input: {" + input + "}) { id } }");
	}

	private void describeNew(String input) {
		this.asking.ask("mutation { registerDataset(input: {key: {namespace: \"editor-tests\", name:"
				+ " \"card-transactions\"}, " + input + "}) { id } }");
	}

	private void register(String model, String input) {
		this.asking.ask("mutation { registerModel(input: {key: {namespace: \"editor-tests\", name: \"" + model + "\"}, "
				+ input + "}) { id } }");
	}

	private void resolve(String mutation) {
		Object id = this.asking.value("{ conflicts(asset: \"" + DATA + "\") { edges { node { id } } } }",
				"conflicts.edges[0].node.id");
		this.asking.ask("mutation { " + mutation + "(id: \"" + id + "\") { id } }");
	}

	private @Nullable Object asset(String fields) {
		return this.asking.value("{ asset(id: \"" + DATA + "\") { " + fields + " } }", "asset");
	}

	private List<Object> conflicts() {
		return this.asking.list(
				"{ conflicts(asset: \"" + DATA
						+ "\") { edges { node { property curated curatedBy captured capturedFrom asset { id } } } } }",
				"conflicts.edges[*].node");
	}

	private List<String> bases() {
		return this.driver.executableQuery("""
				MATCH (:Entity {urn: $urn})(()<-[:FEEDS]-())+(up) RETURN DISTINCT up.urn AS urn ORDER BY urn""")
			.withParameters(Map.of("urn", MODEL))
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("urn").asString())
			.toList();
	}

	private Object revisions() {
		return this.driver.executableQuery(
				"MATCH (r:Revision)-[:REVISES]->(:Entity {urn: $urn}) WITH r ORDER BY r.key RETURN collect(properties(r)) AS all")
			.withParameters(Map.of("urn", DATA))
			.execute()
			.records()
			.getFirst()
			.get("all")
			.asObject();
	}

	/** The assets and conflicts of these tests, without who spoke when. */
	private Map<String, Object> content() {
		return Map.of("nodes", this.driver.executableQuery("""
				MATCH (n) WHERE n.namespace = 'editor-tests' OR n:Conflict AND n.asset STARTS WITH 'data:editor-tests'
				WITH labels(n) AS labels, properties(n) AS properties, coalesce(n.urn, n.key) AS key ORDER BY key
				RETURN labels, [name IN keys(properties) WHERE NOT name IN ['recordedAt', 'updatedAt', 'sources'] |
				  [name, properties[name]]] AS values""").execute().records().stream().map((row) -> {
			Map<String, Object> values = new java.util.TreeMap<>();
			row.get("values").values().forEach((pair) -> values.put(pair.get(0).asString(), pair.get(1).asObject()));
			return List.of(row.get("labels").asObject(), values);
		}).toList());
	}

	private static Map<String, @Nullable Object> mapOf(@Nullable Object... entries) {
		Map<String, @Nullable Object> map = new java.util.HashMap<>();
		for (int i = 0; i < entries.length; i += 2) {
			map.put(String.valueOf(entries[i]), entries[i + 1]);
		}
		return map;
	}

}
