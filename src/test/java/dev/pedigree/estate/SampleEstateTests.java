package dev.pedigree.estate;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The sample estate goes in, and is what the README says it is. */
@GraphTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleEstateTests {

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@BeforeAll
	void load() throws Exception {
		estate().load();
	}

	@Test
	void goesInThroughThePublicDoors() throws Exception {
		assertThat(estate().isWanted()).isFalse();
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

	@Test
	void saidAgainItIsTheSame() throws Exception {
		List<Object> once = sizes();
		estate().load();
		assertThat(sizes()).isEqualTo(once);
	}

	@Test
	void tellsItsStories() {
		Record answer = this.driver
			.executableQuery(
					"""
							RETURN COUNT { (m:Model) WHERE m.namespace IN ['mlflow://registry', 'hf'] AND (m.namespace <> 'hf' OR m.name IN ['models/mistralai/Mistral-7B-v0.3', 'models/BAAI/bge-m3']) } AS models,
							  COUNT { (d:Deployment {namespace: 'kserve'}) } AS deployments,
							  COUNT { (a:Application) WHERE a.namespace IN ['bank', 'shop'] } AS applications,
							  COLLECT { MATCH (:Entity {urn: 'data:hf|models/mistralai/Mistral-7B-v0.3'})-[:FEEDS]->(:Job)-[:FEEDS]->(m:Model) RETURN m.name } AS tuned,
							  COLLECT { MATCH (:Entity {urn: 'data:s3://lake|campaign-responses'})<-[:OWNS]-(o) RETURN o.name } AS handed,
							  COUNT { (:Entity {urn: 'data:s3://lake|customers'})-[:FEEDS]->(:Job) } AS readers
							""")
			.execute()
			.records()
			.getFirst();
		assertThat(answer.asMap())
			.containsExactlyInAnyOrderEntriesOf(Map.of("models", 13L, "deployments", 12L, "applications", 7L, "tuned",
					List.of("document-assistant"), "handed", List.of("Hana Sato"), "readers", 9L));
	}

	private SampleEstate estate() {
		return new SampleEstate(URI.create("http://localhost:" + this.port), TestToken.ADMIN);
	}

	/** Without what the catalog writes by itself, whenever it does. */
	private List<Object> sizes() {
		return List.copyOf(this.driver.executableQuery("""
				RETURN COUNT { (n) WHERE NOT n:FacetCount AND NOT n:Source AND NOT n:Watermark } AS nodes,
				  COUNT { ()-->() } AS edges, COUNT { (:Revision) } AS revisions""")
			.execute()
			.records()
			.getFirst()
			.asMap()
			.values());
	}

}
