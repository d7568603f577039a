package dev.pedigree.ingestion;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class DoorTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Test
	void anEventIsAccepted() throws Exception {
		assertThat(post("/api/v1/lineage", run("2026-11-20T10:00:00Z")).statusCode()).isEqualTo(201);
	}

	@Test
	void anEventWithoutRunIdIsRefused() throws Exception {
		HttpResponse<String> answer = post("/api/v1/lineage", run("2026-11-20T10:00:00Z").replace("runId", "id"));
		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("/run/runId");
	}

	private static String run(String time) {
		return """
				{"eventType": "COMPLETE", "eventTime": "%s", "producer": "https://example.com/door-tests",
				 "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
				 "run": {"runId": "0197a7a0-0000-7000-8000-000000000001"},
				 "job": {"namespace": "door-tests", "name": "train-fraud-detector"},
				 "inputs": [{"namespace": "s3://door-tests", "name": "card-transactions"}],
				 "outputs": [{"namespace": "s3://door-tests", "name": "fraud-detector"}]}
				""".formatted(time);
	}

	private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
