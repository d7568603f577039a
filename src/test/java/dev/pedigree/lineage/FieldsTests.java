package dev.pedigree.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Columns, which of them feed which, and how they changed. */
@GraphTest
class FieldsTests {

	private static final String CARDS = "data:fields-tests|cards";

	private static final String FEATURES = "data:fields-tests|features";

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
	void theFieldsOfADatasetAreThoseOfItsNewestSchema() {
		this.intake.write(List.of(schema("cards", 1, "pan", "amount"), schema("cards", 2, "pan", "amount", "country")));
		this.intake.write(List.of(schema("cards", 3, "country", "pan")));
		assertThat(names(CARDS)).containsExactly("country", "pan");
		assertThat(spans()).containsExactly("amount HAD_FIELD 2026-01-01T01:00:00Z 2026-01-01T03:00:00Z",
				"country HAS_FIELD 2026-01-01T02:00:00Z null", "pan HAS_FIELD 2026-01-01T01:00:00Z null");
	}

	@Test
	void nestedFieldsAreNamedByTheirPathAndHaveTypeAndDescription() {
		this.intake.write(List.of(statement("cards", "schema", 1, List.of(Map.of("name", "holder", "type", "struct",
				"fields", List.of(Map.of("name", "name", "type", "string", "description", "Who holds the card")))))));
		assertThat(this.asking.list(
				"{ asset(id: \"" + CARDS
						+ "\") { ... on Dataset { fields { name type description dataset { id } } } } }",
				"asset.fields[*]"))
			.extracting(String::valueOf)
			.satisfiesExactly((holder) -> assertThat(holder).contains("name=holder", "type=struct"),
					(name) -> assertThat(name).contains("name=holder.name", "description=Who holds the card", CARDS));
	}

	@Test
	void fieldsFeedFields() {
		this.intake
			.write(List.of(schema("cards", 1, "pan", "amount", "country"), schema("features", 1, "spend", "card")));
		this.intake.write(List.of(columns("features", 1, "spend<cards.amount", "card<cards.pan", "*<cards.country")));
		assertThat(neighbours(CARDS, "amount", "downstream")).containsExactly("spend");
		assertThat(neighbours(CARDS, "country", "downstream")).containsExactly("*");
		assertThat(neighbours(FEATURES, "spend", "upstream")).containsExactly("amount");
		assertThat(neighbours(FEATURES, "card", "downstream")).isEmpty();
		assertThat(names(FEATURES)).containsExactly("spend", "card");
		Object id = this.asking.value("{ asset(id: \"" + FEATURES + "\") { ... on Dataset { fields { id } } } }",
				"asset.fields[0].id");
		assertThat(this.asking
			.value("{ node(id: \"" + id + "\") { ... on Field { name upstream { name dataset { name } } } } }", "node"))
			.isEqualTo(Map.of("name", "spend", "upstream",
					List.of(Map.of("name", "amount", "dataset", Map.of("name", "cards")))));
		this.intake.write(List.of(columns("features", 2, "card<cards.pan")));
		assertThat(neighbours(CARDS, "amount", "downstream")).isEmpty();
	}

	@Test
	void aFieldThatIsOnlyMentionedIsThereUntilASchemaSaysOtherwise() {
		this.intake.write(List.of(columns("features", 1, "spend<cards.amount"), new MetadataEvent.DataNamed(
				DataUse.of(Urn.data("fields-tests", "cards")), Instant.EPOCH, "openlineage")));
		assertThat(names(CARDS)).containsExactly("amount");
		assertThat(names(FEATURES)).containsExactly("spend");
		this.intake.write(List.of(schema("cards", 1, "pan")));
		assertThat(names(CARDS)).containsExactly("pan");
	}

	@Test
	void theOrderDoesNotMatter() {
		List<List<MetadataEvent>> messages = new ArrayList<>(
				List.of(List.of(schema("cards", 1, "pan", "amount")), List.of(schema("cards", 2, "pan")),
						List.of(schema("cards", 3, "pan", "amount")), List.of(schema("zz.cards", 2, "pan", "colour")),
						List.of(schema("features", 1, "spend")),
						List.of(columns("features", 1, "spend<cards.amount",
								"card<zz.cards.pan"), named("cards"), named("zz.cards")),
						List.of(columns("features", 4, "spend<zz.cards.amount", "*<cards.country"), named("cards"),
								named("zz.cards")),
						List.of(columns("scores", 2, "score<features.spend"), named("features")),
						List.of(new MetadataEvent.DataNamed(
								new DataUse(Urn.data("fields-tests", "cards"),
										Set.of(Urn.data("fields-tests", "zz.cards")), null, false,
										DataUse.WriteMode.UNKNOWN, null, null, false, null, null),
								Instant.EPOCH, "openlineage"))));
		Object first = null;
		for (int shuffle = 0; shuffle < Seeds.of(12); shuffle++) {
			clear();
			Collections.shuffle(messages, new Random(shuffle));
			messages.forEach(this.intake::write);
			messages.subList(0, 3).forEach(this.intake::write);
			first = (first != null) ? first : content();
			assertThat(content()).as("shuffle %s", shuffle).isEqualTo(first);
		}
		assertThat(String.valueOf(first)).contains("HAD_FIELD", "FED", "FEEDS");
	}

	private static MetadataEvent named(String name) {
		return new MetadataEvent.DataNamed(DataUse.of(Urn.data("fields-tests", name)), Instant.EPOCH, "openlineage");
	}

	private static MetadataEvent schema(String data, int hour, String... fields) {
		return statement(data, "schema", hour,
				Arrays.stream(fields).map((field) -> Map.of("name", field, "type", "string")).toList());
	}

	/** Columns written as {@code to<data.from}. */
	private static MetadataEvent columns(String data, int hour, String... flows) {
		Map<String, List<Object>> fields = new TreeMap<>();
		for (String flow : flows) {
			String to = flow.substring(0, flow.indexOf('<'));
			String from = flow.substring(flow.indexOf('<') + 1);
			fields.computeIfAbsent(to, (any) -> new ArrayList<>())
				.add(Map.of("namespace", "fields-tests", "name", from.substring(0, from.lastIndexOf('.')), "field",
						from.substring(from.lastIndexOf('.') + 1)));
		}
		Map<String, Object> lineage = new TreeMap<>();
		List<Object> everyRow = fields.remove("*");
		lineage.put("fields", fields);
		if (everyRow != null) {
			lineage.put("dataset", everyRow);
		}
		return statement(data, "columnLineage", hour, lineage);
	}

	private static MetadataEvent statement(String data, String group, int hour, Object value) {
		return new MetadataEvent.AssetDescribed(Statement.captured(Urn.data("fields-tests", data), group,
				Instant.parse("2026-01-01T00:00:00Z").plusSeconds(3600L * hour), "openlineage",
				Map.of(group, JsonMapper.shared().writeValueAsString(value))));
	}

	private List<Object> names(String dataset) {
		return this.asking.list("{ asset(id: \"" + dataset + "\") { ... on Dataset { fields { name } } } }",
				"asset.fields[*].name");
	}

	private List<Object> neighbours(String dataset, String field, String way) {
		return this.asking.list(
				"{ asset(id: \"" + dataset + "\") { ... on Dataset { fields { name " + way + " { name } } } } }",
				"asset.fields[?(@.name == '" + field + "')]." + way + "[*].name");
	}

	private List<String> spans() {
		return this.driver
			.executableQuery(
					"""
							MATCH (:Entity {urn: $urn})-[has:HAS_FIELD|HAD_FIELD]->(field)
							RETURN field.name + ' ' + type(has) + ' ' + toString(has.since) + ' ' + coalesce(toString(has.until), 'null') AS span
							ORDER BY span""")
			.withParameters(Map.of("urn", CARDS))
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("span").asString())
			.toList();
	}

	private List<String> content() {
		return this.driver
			.executableQuery(
					"""
							MATCH (a)-[r:HAS_FIELD|HAD_FIELD|FEEDS|FED]->(f:Field) WHERE f.urn CONTAINS 'fields-tests'
							RETURN a.urn + ' ' + type(r) + ' ' + f.urn + ' ' + coalesce(toString(r.since), '') + ' '
							  + coalesce(toString(r.until), '') + ' ' + coalesce(toString(r.mentioned), '') + ' ' + coalesce(f.type, '')
							  + ' ' + coalesce(toString(f.position), '') AS edge
							ORDER BY edge""")
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("edge").asString())
			.toList();
	}

}
