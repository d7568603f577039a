package dev.pedigree.ownership;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.ingestion.Submission;
import dev.pedigree.run.DataUse;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An erased person's name and address are nowhere, and do not come back with the next
 * statement.
 */
@GraphTest
class PersonErasureTests {

	private final String marker = "wombat" + Long.toString(System.nanoTime(), 36);

	private final String email = "Lin." + this.marker + "@example.com";

	private final String person = "person:" + this.email.toLowerCase(Locale.ROOT);

	private final Urn cards = Urn.data("erasure-" + this.marker.substring(6), "cards");

	private final Urn rates = Urn.data("erasure-" + this.marker.substring(6), "rates");

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	@Test
	void nameAndAddressAreReplacedEverywhereAndSuppressedAfterwards() {
		fill();
		assertThat(traces()).as("nodes and edges that name the person before").hasSizeGreaterThan(8);
		erase();
		assertThat(traces()).as("nodes and edges that name the person afterwards").isEmpty();
		assertThat(owners(this.cards)).containsExactly("a former owner");
		state("2026-03-06T00:00:00Z");
		assertThat(traces()).as("nodes and edges that name the person after the next statement").isEmpty();
		assertThat(owners(this.cards)).containsExactly("a former owner");
		assertThat(this.asking.value("{ asset(id: \"" + this.cards + "\") { description } }", "asset.description"))
			.isEqualTo("Questions to a former owner. (or to bob@example.com)");
		this.asking.refused(register(), "INVALID_ARGUMENT", "input.email");
	}

	@Test
	void adminLiftsTheErasure() {
		fill();
		erase();
		String lift = "mutation { liftErasure(email: \"" + this.email + "\", reason: \"is back\") }";
		this.asking.refused(lift, "FORBIDDEN", null);
		assertThat(this.asking.as("ROLE_ADMIN", lift).path("liftErasure").entity(Boolean.class).get()).isTrue();
		this.asking.ask(register());
		state("2026-03-07T00:00:00Z");
		assertThat(owners(this.cards)).containsExactly(this.marker + " Lovelace");
	}

	@Test
	void transferredAssetsStayWithTheSuccessor() {
		fill();
		this.asking
			.ask("""
					mutation { registerPerson(input: {name: "Bo", email: "bo-%s@example.net"}) { id }
					  transferOwnership(from: "%s", to: "person:bo-%s@example.net", at: "2026-03-05T12:00:00Z") { role } }"""
				.formatted(this.cards.namespace(), this.person, this.cards.namespace()));
		erase();
		state("2026-03-06T00:00:00Z");
		assertThat(owners(this.cards)).containsExactly("Bo");
	}

	private void fill() {
		this.asking.ask(register());
		this.asking.ask("mutation { registerTeam(input: {name: \"team-" + this.cards.namespace() + "\"}) { id } }");
		this.asking.ask("mutation { joinTeam(person: \"" + this.person + "\", team: \"team:team-"
				+ this.cards.namespace() + "\") { id } }");
		state("2026-03-05T00:00:00Z");
		this.intake.write(List
			.of(new MetadataEvent.DataNamed(DataUse.of(this.rates), Instant.parse("2026-03-05T00:00:00Z"), "manual")));
		this.asking.ask("mutation { assignOwner(asset: \"" + this.rates + "\", owner: \"" + this.person
				+ "\", role: CONTACT, at: \"2026-03-05T00:00:00Z\") { role } }");
		this.asking.ask("mutation { linkAssets(from: \"" + this.cards + "\", to: \"" + this.rates + "\", note: \"says "
				+ this.marker + " Lovelace\") { from } }");
	}

	private void state(String at) {
		Instant time = Instant.parse(at);
		this.intake
			.write(List.<MetadataEvent>of(new MetadataEvent.DataNamed(DataUse.of(this.cards), time, "openlineage"),
					new MetadataEvent.AssetDescribed(Statement.documentation(this.cards, time, "openlineage",
							"Questions to " + this.email + ". (or to bob@example.com)")),
					new MetadataEvent.OwnersNamed(new OwnersStatement(this.cards, time, "openlineage",
							List.of(new OwnersStatement.NamedOwner("user:" + this.email, "OWNER"))))));
		this.intake.submit(List.of(new Submission(at.startsWith("2026-03-05") ? this.email : "airflow", List
			.of(new MetadataEvent.AssetDescribed(
					Statement.captured(this.cards, "tags", time, "openlineage", Map.of("tags", List.of("pii"))))))));
	}

	private String register() {
		return "mutation { registerPerson(input: {name: \"" + this.marker + " Lovelace\", email: \"" + this.email
				+ "\"}) { id } }";
	}

	private void erase() {
		String erase = "mutation { erasePerson(id: \"" + this.person + "\", reason: \"asked to\") }";
		this.asking.refused(erase, "FORBIDDEN", null);
		assertThat(this.asking.as("ROLE_ADMIN", erase).path("erasePerson").entity(Boolean.class).get()).isTrue();
	}

	private List<Object> owners(Urn asset) {
		return this.asking.list("{ asset(id: \"" + asset + "\") { owners { owner { ... on Person { name } } } } }",
				"asset.owners[*].owner.name");
	}

	private List<String> traces() {
		return this.driver
			.executableQuery(
					"""
							CALL () {
							  MATCH (n) RETURN labels(n) AS what, properties(n) AS properties
							  UNION ALL
							  MATCH ()-[r]->() RETURN [type(r)] AS what, properties(r) AS properties
							}
							UNWIND keys(properties) AS key
							WITH what, key, properties[key] AS value
							WHERE CASE WHEN value IS :: STRING THEN toLower(value) CONTAINS $marker
							  WHEN value IS :: LIST<STRING> THEN any(text IN value WHERE toLower(text) CONTAINS $marker) ELSE false END
							RETURN what, key, value""")
			.withParameters(Map.of("marker", this.marker))
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("what").asList() + " " + row.get("key").asString() + ": " + row.get("value"))
			.toList();
	}

}
