package dev.pedigree.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.EventWriter;
import dev.pedigree.ingestion.MetadataEvent;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Which deployments applications use and used, from all that was said of them. */
@GraphTest
class ApplicationsTests {

	@Autowired
	Driver driver;

	@Autowired
	EventWriter intake;

	@Autowired
	Asking asking;

	/** A source ends only what it said itself, whatever the order it is heard in. */
	@Test
	void usedDeploymentsDoNotDependOnTheOrderOfMessages() {
		Urn application = Urn.of(AssetKind.APPLICATION, "application-tests", "router");
		List<MetadataEvent> told = new ArrayList<>();
		told.add(uses(application, 1, "cluster", "a", "b"));
		told.add(uses(application, 3, "cluster", "b", "c"));
		told.add(uses(application, 5, "cluster"));
		told.add(uses(application, 7, "cluster", "c"));
		told.add(uses(application, 2, "other", "b"));
		for (int seed = 0; seed < Seeds.of(6); seed++) {
			Collections.shuffle(told, new Random(seed));
			told.forEach((event) -> this.intake.write(List.of(event)));
			this.intake.write(told);
			assertThat(this.driver.executableQuery(
					"""
							MATCH (d:Deployment)-[e:FEEDS|FED]->(:Application {urn: $urn})
							RETURN d.name + ' ' + e.source + ' ' + e.since.day + '-' + coalesce(e.until.day, '') + ' ' + type(e) AS line""")
				.withParameters(Map.of("urn", application.value()))
				.execute()
				.records()).extracting((row) -> row.get("line").asString())
				.containsExactlyInAnyOrder("a cluster 1-3 FED", "b cluster 1-5 FED", "b other 2- FEEDS",
						"c cluster 3-5 FED", "c cluster 7- FEEDS");
			forget(application.value());
			assertThat(count(
					"MATCH (s:ConsumptionStated {application: '" + application.value() + "'}) RETURN count(s) AS n"))
				.isZero();
		}
	}

	private void forget(String id) {
		this.asking.as("ROLE_ADMIN", "mutation { forget(id: \"" + id + "\", reason: \"asked to\") }");
	}

	private long count(String query) {
		return this.driver.executableQuery(query).execute().records().getFirst().get("n").asLong();
	}

	private static MetadataEvent uses(Urn application, int day, String source, String... deployments) {
		return new MetadataEvent.ApplicationObserved(new ApplicationObservation(application,
				Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day - 1)), source,
				Stream.of(deployments)
					.map((name) -> Urn.deployment("application-tests/router", name))
					.collect(Collectors.toSet())));
	}

	/** What is forgotten is named by nothing that was said of others either. */
	@Test
	void deletedDeploymentIsNotUsedByApplications() {
		Urn application = Urn.of(AssetKind.APPLICATION, "application-tests", "forgetter");
		this.intake.write(List.of(uses(application, 1, "cluster", "kept", "secret-name")));
		forget("deployment:application-tests/router|secret-name");
		assertThat(count("MATCH (s:ConsumptionStated) WHERE any(name IN keys(s) WHERE toStringOrNull(s[name]) CONTAINS "
				+ "'secret-name' OR any(one IN s.consumes WHERE one CONTAINS 'secret-name')) RETURN count(s) AS n"))
			.isZero();
		this.intake.write(List.of(uses(application, 2, "cluster", "kept")));
		assertThat(count("MATCH (:Deployment)-[:FEEDS]->(a:Application {urn: '" + application.value()
				+ "'}) RETURN count(*) AS n"))
			.isEqualTo(1);
	}

	/** What was kept as edges before is stated by the migration, each change of them. */
	@Test
	void migrationStatesEarlierEdges() throws IOException {
		this.driver.executableQuery("""
				CREATE (a:Entity:Asset:Application {urn: 'application:application-tests|older'})
				CREATE (x:Entity:Asset:Deployment {urn: 'deployment:application-tests|x'})-[:FEEDS {source: 'manual',
				  since: datetime('2026-01-01T00:00Z')}]->(a)
				CREATE (y:Entity:Asset:Deployment {urn: 'deployment:application-tests|y'})-[:FED {source: 'manual',
				  since: datetime('2026-01-01T00:00Z'), until: datetime('2026-02-01T00:00Z')}]->(a)""").execute();
		String migration = Files.readString(Path.of("cypher/migrations/V161__State_consumption.cypher"));
		this.driver.executableQuery(migration.substring(0, migration.lastIndexOf(';'))).execute();
		assertThat(this.driver.executableQuery("""
				MATCH (s:ConsumptionStated {application: 'application:application-tests|older'})
				RETURN s.at.month + ' ' + reduce(all = '', one IN s.consumes | all + right(one, 1)) AS line""")
			.execute()
			.records()).extracting((row) -> row.get("line").asString()).containsExactlyInAnyOrder("1 xy", "2 x");
	}

}
