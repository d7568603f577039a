package dev.pedigree.ingestion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.pedigree.MovableClock;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.limits.RequestLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.data.neo4j.core.Neo4jClient;

import static org.assertj.core.api.Assertions.assertThat;

class IngestionServiceTests {

	private final RequestLimits limits = new Binder().bindOrCreate("pedigree", RequestLimits.class);

	private final MovableClock clock = new MovableClock();

	/**
	 * The writer is idle while a request is translated, and must not begin with a part of
	 * it. A clock that is set meanwhile does not end the patience of the request.
	 */
	@Test
	void batchRequestIsOneTransaction() {
		List<Integer> commits = Collections.synchronizedList(new ArrayList<>());
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		WriteBatch batch = new WriteBatch((payloads) -> commits.add(payloads.size()), this.limits.ingestion(), meters);
		batch.start();
		try (Driver driver = GraphDatabase.driver("bolt://127.0.0.1:1")) {
			ParserPool parsers = new ParserPool(this.limits);
			IngestionRepository repository = new IngestionRepository(
					new GraphStore(Neo4jClient.create(driver), this.clock));
			IngestionService reception = new IngestionService(List.of(new SlowSource(this.clock)), batch,
					new RejectedPayloads(repository, this.limits, parsers, this.clock),
					new FacetCoverage(repository, this.limits, this.clock), this.limits, meters, parsers, this.clock);
			List<JsonNode> payloads = IntStream.range(0, 20)
				.mapToObj((i) -> (JsonNode) JsonNodeFactory.instance.stringNode("asset" + i))
				.toList();
			assertThat(reception.receiveAll("slow", "ada@example.com", payloads)).hasSize(20)
				.hasOnlyElementsOfType(PayloadOutcome.Accepted.class);
		}
		finally {
			batch.stop();
		}
		assertThat(commits).containsExactly(20);
	}

	/** A source that needs longer for a payload than the writer for a transaction. */
	private record SlowSource(MovableClock clock) implements MetadataSource {

		@Override
		public String name() {
			return "slow";
		}

		@Override
		public Translation translate(JsonNode payload) {
			this.clock.advance(Duration.ofDays(1));
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
			return new Translation(List.of(new MetadataEvent.AssetDescribed(Statement.captured(
					Urn.job("reception-tests", payload.stringValue()), "jobType", Instant.EPOCH, "test", Map.of()))),
					List.of());
		}

	}

}
