package dev.pedigree.estate;

import java.net.URI;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The sample estate goes in, and is what the README says it is. */
@GraphTest
class SampleEstateTests {

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@Test
	void goesInThroughThePublicDoors() throws Exception {
		SampleEstate estate = new SampleEstate(URI.create("http://localhost:" + this.port), TestToken.ADMIN);
		estate.load();
		assertThat(estate.isWanted()).isFalse();
		Record answer = this.driver
			.executableQuery(
					"""
							MATCH (start:Entity {urn: 'data:s3://lake|card-transactions'})-[:FEEDS]->+(reached:Standing)
							RETURN count(DISTINCT reached) AS reached,
							  COLLECT { MATCH (v:ModelVersion {asset: 'data:mlflow://registry|fraud-detector'})-[r:FEEDS]->(d:Deployment)
							    RETURN r.role + ' ' + v.version + ' ' + d.name ORDER BY d.name, v.version } AS serving,
							  COUNT { MATCH (:ModelVersion {version: 'mlflow:2'})-[:FED]->(:Deployment {name: 'fraud-scoring'}) } AS retired
							""")
			.execute()
			.records()
			.getFirst();
		assertThat(answer.get("reached").asInt()).isGreaterThan(15);
		assertThat(answer.get("serving").asList()).containsExactly("primary mlflow:3 fraud-scoring",
				"canary mlflow:4 fraud-scoring", "primary mlflow:4 fraud-scoring-staging");
		assertThat(answer.get("retired").asInt()).isOne();
	}

}
