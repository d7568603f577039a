package dev.pedigree.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.RunObservation;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** The one real deletion. */
@GraphTest
class AssetDeletionTests {

	private static final String CARDS = "data:forgetting-tests|cards";

	private static final String FRAUD = "data:forgetting-tests|fraud";

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
	void anAssetGoesWithAllThatHangsOnItAndTheRestStays() {
		estate();
		for (String id : List.of(CARDS, FRAUD, "deployment:forgetting-tests|scorer", "job:forgetting-tests|train")) {
			forget(id);
			assertThat(this.asking.value("{ asset(id: \"" + id + "\") { id } }", "asset")).isNull();
		}
		assertThat(left()).as("nodes that still speak of it").isEmpty();
		assertThat(this.driver
			.executableQuery("MATCH (f:Forgotten) RETURN f.kind AS kind, f.actor AS actor, f.reason AS reason")
			.execute()
			.records()).extracting((row) -> row.get("kind").asString() + " " + row.get("actor").asString())
			.containsExactlyInAnyOrder("DATASET ada@example.com", "MODEL ada@example.com", "DEPLOYMENT ada@example.com",
					"JOB ada@example.com");
	}

	@Test
	void whatOthersHaveStays() {
		estate();
		forget(CARDS);
		assertThat(this.asking.list("{ asset(id: \"" + FRAUD
				+ "\") { ... on Model { versions { edges { node { version evaluations { name } dependencies { name } } } } } } }",
				"asset.versions.edges[*].node"))
			.singleElement()
			.asString()
			.contains("mlflow:1", "offline", "ft-torch");
		this.intake.write(List.of(new MetadataEvent.DataNamed(DataUse.of(Urn.data("forgetting-tests", "cards")),
				Instant.EPOCH, "openlineage")));
		assertThat(this.asking.value("{ asset(id: \"" + CARDS + "\") { described description } }", "asset")).asString()
			.contains("described=false", "description=null");
	}

	@Test
	void aCallThatWasCutShortIsFinishedByTheNext() {
		estate();
		this.driver.executableQuery("MATCH (v:Version)-[:VERSION_OF]->(:Entity {urn: $urn}) DETACH DELETE v")
			.withParameters(Map.of("urn", CARDS))
			.execute();
		forget(CARDS);
		assertThat(this.asking.value("{ asset(id: \"" + CARDS + "\") { id } }", "asset")).isNull();
	}

	@Test
	void onlyAnAdminForgetsAndOnlyWhatIsThere() {
		estate();
		this.asking.refused("mutation { forget(id: \"" + CARDS + "\", reason: \"x\") }", "FORBIDDEN", null);
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"data:none|none\", reason: \"x\") }")
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.extracting((error) -> error.getExtensions().get("code"))
				.isEqualTo("NOT_FOUND"));
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"" + CARDS + "\", reason: \" \") }")
			.errors()
			.satisfy((errors) -> assertThat(errors).singleElement()
				.extracting((error) -> error.getExtensions().get("code"))
				.isEqualTo("INVALID_ARGUMENT"));
		assertThat(this.asking.value("{ asset(id: \"" + CARDS + "\") { id } }", "asset.id")).isEqualTo(CARDS);
	}

	private void estate() {
		Urn cards = Urn.data("forgetting-tests", "cards");
		Urn fraud = Urn.data("forgetting-tests", "fraud");
		List<MetadataEvent> events = new ArrayList<>();
		for (int day = 1; day < 4; day++) {
			Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
			events.add(run("load", "r" + day, at, List.of(), List.of(DataUse.of(cards))));
			events.add(run("train", "r" + day, at.plusSeconds(60), List.of(DataUse.of(cards)),
					List.of(DataUse.of(fraud).version("mlflow:1").asModel())));
		}
		events.add(new MetadataEvent.DataNamed(new DataUse(cards, Set.of(Urn.data("forgetting-tests", "zz.cards")),
				null, false, DataUse.WriteMode.UNKNOWN, null, null, false, null, null), Instant.EPOCH, "openlineage"));
		events.add(new MetadataEvent.AssetDescribed(Statement.captured(cards, "schema", Instant.EPOCH, "openlineage",
				Map.of("schema", "[{\"name\":\"pan\"}]"))));
		events.add(new MetadataEvent.AssetDescribed(Statement.captured(cards, "documentation", Instant.EPOCH,
				"openlineage", Map.of("description", "Cards"))));
		this.intake.write(events);
		this.asking.ask("mutation { describeAsset(id: \"" + CARDS + "\", input: {description: \"Mine\"}) { id } }");
		this.asking.ask("mutation { linkAssets(from: \"" + CARDS
				+ "\", to: \"job:forgetting-tests|load\", note: \"x\") { from } }");
		this.asking.ask("""
				mutation { registerModelVersion(input: {model: {namespace: "forgetting-tests", name: "fraud"},
				  version: "mlflow:1", dependencies: ["pkg:pypi/ft-torch@1"]}) { id } }""");
		this.asking
			.ask("""
					mutation { recordEvaluation(input: {modelVersion: "version:forgetting-tests|fraud|mlflow:1", name: "offline",
					  metrics: [{name: "auc", value: 1}]}) { id } }""");
		this.asking
			.ask("""
					mutation { recordDeployment(input: {key: {namespace: "forgetting-tests", name: "scorer"}, environment: "prod",
					  version: "version:forgetting-tests|fraud|mlflow:1"}) { id } }""");
	}

	private static MetadataEvent run(String job, String id, Instant at, List<DataUse> in, List<DataUse> out) {
		return new MetadataEvent.RunObserved(new RunObservation(Urn.job("forgetting-tests", job), id, at, "openlineage",
				RunObservation.RunEventType.COMPLETE, null, null, null, false, null, null, in, out));
	}

	private void forget(String id) {
		assertThat(this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"" + id + "\", reason: \"asked to\") }")
			.path("forget")
			.entity(Boolean.class)
			.get()).isTrue();
	}

	/**
	 * Whatever still names what was forgotten, but the news that it was; the other job,
	 * its runs and executions may be there.
	 */
	private List<String> left() {
		return this.driver
			.executableQuery(
					"""
							MATCH (n) WHERE coalesce(n.change <> 'FORGOTTEN', true) AND any(key IN keys(n) WHERE n[key] IS :: STRING AND (n[key] CONTAINS 'forgetting-tests|cards'
							    OR n[key] CONTAINS 'forgetting-tests|zz' OR n[key] CONTAINS 'forgetting-tests|fraud'
							    OR n[key] CONTAINS 'forgetting-tests|scorer' OR n[key] CONTAINS 'forgetting-tests|train'))
							  OR n:Package AND n.urn CONTAINS '/ft-'
							  OR any(list IN [n.inputs, n.outputs] WHERE any(key IN coalesce(list, []) WHERE key CONTAINS 'forgetting-tests|cards'))
							RETURN labels(n) AS labels, properties(n) AS properties""")
			.execute()
			.records()
			.stream()
			.map(String::valueOf)
			.toList();
	}

}
