package dev.pedigree.ingestion.connector;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import dev.pedigree.graph.GraphStore;
import dev.pedigree.ingestion.Translation;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Validation of the settings of sources, without a store. */
class ConnectorsTests {

	/** A connector that requires projects. */
	private static final class Letters implements Connector {

		@Override
		public String name() {
			return "letters";
		}

		@Override
		public List<String> captures() {
			return List.of("letters");
		}

		@Override
		public Set<String> needs() {
			return Set.of("projects");
		}

		@Override
		public void poll(PollRound poll) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Translation translate(JsonNode payload) {
			return new Translation(List.of(), List.of());
		}

	}

	private static Connectors connectors(String... more) {
		MockEnvironment environment = new MockEnvironment().withProperty("pedigree.sources.post.type", "letters")
			.withProperty("pedigree.sources.post.url", "https://post.example.com");
		for (int i = 0; i < more.length; i += 2) {
			environment.setProperty("pedigree.sources.post." + more[i], more[i + 1]);
		}
		return connectors(environment);
	}

	private static Connectors connectors(MockEnvironment environment) {
		Driver none = org.neo4j.driver.GraphDatabase.driver("bolt://localhost:1");
		return new Connectors(List.of(new Letters()),
				new ConnectorRepository(new GraphStore(Neo4jClient.create(none), Clock.systemUTC())), environment,
				Clock.systemUTC());
	}

	@Test
	void completeSettingsAreAccepted() {
		assertThat(
				connectors("projects[0]", "box-1", "locations[pvc://models/]", "s3://models/", "every", "1m").configs())
			.extracting(SourceConfig::name)
			.containsExactly("post");
	}

	@Test
	void unknownSettingStopsTheStart() {
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> connectors("projects[0]", "box-1", "tokn", "env:TOKEN"))
			.havingCause()
			.withMessageContaining("pedigree.sources.post.tokn");
	}

	@Test
	void invalidNameStopsTheStart() {
		MockEnvironment environment = new MockEnvironment().withProperty("pedigree.sources[Post_1].type", "letters")
			.withProperty("pedigree.sources[Post_1].url", "https://post.example.com");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> connectors(environment))
			.withMessageContaining("lower case letters");
	}

	@Test
	void missingProjectsStopTheStart() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(ConnectorsTests::connectors)
			.satisfies((refused) -> assertThat(refused.getName()).isEqualTo("pedigree.sources.post.projects"))
			.withMessageContaining("letters requires it");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> connectors("type", "parcels"))
			.withMessageContaining("allowed are [letters]");
	}

}
