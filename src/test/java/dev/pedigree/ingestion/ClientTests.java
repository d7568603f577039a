package dev.pedigree.ingestion;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.transports.HttpTransport;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenLineage client of Spark and Flink sends events to the REST API. */
@GraphTest
class ClientTests {

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@Test
	void openLineageClientEventsAreAccepted() throws Exception {
		OpenLineage events = new OpenLineage(URI.create("https://example.com/client-tests"));
		UUID run = UUID.fromString("0197a7a0-0000-7000-8000-000000000003");
		OpenLineageClient client = client();
		try {
			client.emit(events.newRunEventBuilder()
				.eventType(OpenLineage.RunEvent.EventType.COMPLETE)
				.eventTime(ZonedDateTime.ofInstant(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC))
				.run(events.newRunBuilder().runId(run).build())
				.job(events.newJobBuilder().namespace("client-tests").name("train").build())
				.inputs(List.of(events.newInputDatasetBuilder()
					.namespace("s3://client-tests")
					.name("card-transactions")
					.build()))
				.outputs(List.of(events.newOutputDatasetBuilder()
					.namespace("s3://client-tests")
					.name("features")
					.facets(events.newDatasetFacetsBuilder().version(events.newDatasetVersionDatasetFacet("3")).build())
					.build()))
				.build());
			client.emit(events.newJobEventBuilder()
				.eventTime(ZonedDateTime.ofInstant(Instant.parse("2026-11-20T11:00:00Z"), ZoneOffset.UTC))
				.job(events.newJobBuilder().namespace("client-tests").name("designed").build())
				.build());
		}
		finally {
			client.close();
		}
		assertThat(isThere("version:s3://client-tests|features|ol:3")).isTrue();
		assertThat(isThere("run:client-tests|train|" + run)).isTrue();
		assertThat(isThere("job:client-tests|designed")).isTrue();
	}

	private OpenLineageClient client() {
		HttpConfig config = new HttpConfig();
		config.setUrl(URI.create("http://localhost:" + this.port));
		ApiKeyTokenProvider token = new ApiKeyTokenProvider();
		token.setApiKey(TestToken.CAPTURER);
		config.setAuth(token);
		// The first event of a cold catalog.
		config.setTimeoutInMillis(60_000);
		config.setCompression(HttpConfig.Compression.GZIP);
		return OpenLineageClient.builder().transport(new HttpTransport(config)).build();
	}

	private boolean isThere(String urn) {
		return !this.driver.executableQuery("MATCH (n:Entity {urn: $urn}) RETURN n.urn")
			.withParameters(Map.of("urn", urn))
			.execute()
			.records()
			.isEmpty();
	}

}
