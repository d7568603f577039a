package dev.pedigree.impact;

import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.lineage.FieldSketch;
import dev.pedigree.lineage.Sketch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody drops a column. */
@GraphTest
class FieldImpactTests {

	private static final String SPACE = "field-impact-tests";

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	/**
	 * Cards have an amount, a country, a note and a status. Features are made of amount,
	 * and only of rows whose status is settled; totals of the country. Their hour alone
	 * is published. Training says nothing of columns.
	 */
	@BeforeEach
	void estate() {
		Sketch sketch = new Sketch(this.driver, SPACE);
		String cards = sketch.dataset("cards");
		String features = sketch.dataset("features");
		String totals = sketch.dataset("totals");
		String model = sketch.model("fraud-detector");
		sketch.feeds(cards, sketch.job("build"), features, sketch.job("train"), model, sketch.deployment("scoring"))
			.feeds(features, sketch.job("publish"), sketch.dataset("online"))
			.feeds(cards, sketch.job("sum"), totals, sketch.job("report"))
			.draw();
		FieldSketch columns = new FieldSketch(this.driver, SPACE);
		String amount = columns.field("cards", "amount");
		String country = columns.field("cards", "country");
		String status = columns.field("cards", "status");
		columns.field("cards", "note");
		columns.feeds(amount, columns.field("features", "mean_amount"))
			.feeds(status, columns.field("features", "*"))
			.feeds(country, columns.field("totals", "country"));
		columns.feeds(columns.field("features", "hour"), columns.field("online", "hour")).draw();
		this.driver.executableQuery("""
				MATCH (d:Deployment {urn: $urn}) MERGE (o:Entity {urn: 'team:field-impact'})
				SET o:Owner:Team, o.name = 'field-impact'
				MERGE (o)-[:OWNS {role: 'MAINTAINER', source: 'manual', since: datetime()}]->(d)""")
			.withParameters(Map.of("urn", "deployment:" + SPACE + "|scoring"))
			.execute();
	}

	@Test
	void aColumnReachesWhatIsMadeOfItAndNotItsNeighbours() {
		assertThat(affected("cards|country")).containsExactly("data totals 1", "job report 1", "job sum 0");
		assertThat(assumptions("cards|country"))
			.containsExactly("column lineage of job:" + SPACE + "|report is unknown: it is counted as a reader");
	}

	@Test
	void aReaderThatSaysNothingOfColumnsIsCountedAndNamed() {
		assertThat(affected("cards|amount")).containsExactly("data features 1", "data fraud-detector 2",
				"deployment scoring 3", "job build 0", "job train 1");
		assertThat(assumptions("cards|amount"))
			.containsExactly("column lineage of job:" + SPACE + "|train is unknown: it is counted as a reader");
	}

	@Test
	void whatFiltersDecidesOverAllOfTheRows() {
		assertThat(affected("cards|status")).containsExactly("data features 1", "data fraud-detector 2",
				"data online 2", "deployment scoring 3", "job build 0", "job publish 1", "job train 1");
	}

	@Test
	void aColumnThatNothingUsesReachesNothing() {
		assertThat(affected("cards|note")).isEmpty();
		assertThat(assumptions("cards|note")).isEmpty();
		assertThat(value("cards|note", "complete")).isEqualTo("{complete=true}");
	}

	@Test
	void itsOwnersAreToldAndTheRootIsTheColumn() {
		assertThat(String.valueOf(value("cards|amount", "contacts { owner { ... on Team { name } } reasons }")))
			.contains("name=field-impact");
		assertThat(String.valueOf(value("cards|amount", "roots { ... on Field { id name dataset { name } } }")))
			.contains("name=amount", "name=cards");
		assertThat(String.valueOf(value("cards|amount", "unowned { edges { node { name } } }"))).contains("features")
			.doesNotContain("cards");
	}

	@Test
	void whatIsCutOffIsSaid() {
		Object cut = this.asking.value("{ impact(roots: [\"field:" + SPACE
				+ "|cards|amount\"], change: RETIREMENT, maxHops: 1) { total complete truncation { reason omitted frontier } } }",
				"impact");
		assertThat(String.valueOf(cut)).contains("total=3", "complete=false", "reason=HOPS",
				"frontier=[job:" + SPACE + "|train]");
	}

	@ParameterizedTest
	@CsvSource({ "BAD_DATA, cards|amount, INVALID_ARGUMENT", "CONSENT_WITHDRAWN, cards|amount, INVALID_ARGUMENT",
			"VULNERABILITY, cards|amount, INVALID_ARGUMENT", "SCHEMA_CHANGE, cards|none, NOT_FOUND" })
	void whatCannotHappenToAColumnIsRefused(String change, String field, String code) {
		this.asking.refused(
				"{ impact(roots: [\"field:" + SPACE + "|" + field + "\"], change: " + change + ") { total } }", code,
				"roots");
		this.asking.refused("{ impact(roots: [\"data:" + SPACE + "|cards\", \"field:" + SPACE
				+ "|cards|amount\"], change: SCHEMA_CHANGE) { total } }", "INVALID_ARGUMENT", "roots");
	}

	private List<String> affected(String field) {
		return this.asking
			.list("{ impact(roots: [\"field:" + SPACE + "|" + field
					+ "\"], change: SCHEMA_CHANGE) { affected { edges { node { hops asset { id name } } } } } }",
					"impact.affected.edges[*].node")
			.stream()
			.map((node) -> (Map<?, ?>) node)
			.map((node) -> String.valueOf(node.get("asset")).replaceAll("\\{id=(\\w+):.*name=(.*)}", "$1 $2") + " "
					+ node.get("hops"))
			.sorted()
			.toList();
	}

	private List<Object> assumptions(String field) {
		return this.asking.list(
				"{ impact(roots: [\"field:" + SPACE + "|" + field + "\"], change: SCHEMA_CHANGE) { assumptions } }",
				"impact.assumptions");
	}

	private Object value(String field, String of) {
		return String.valueOf(this.asking.value(
				"{ impact(roots: [\"field:" + SPACE + "|" + field + "\"], change: SCHEMA_CHANGE) { " + of + " } }",
				"impact"));
	}

}
