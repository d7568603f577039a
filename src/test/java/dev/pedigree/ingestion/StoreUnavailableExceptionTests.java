package dev.pedigree.ingestion;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import dev.pedigree.TestToken;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The catalog while its store is unavailable, and after. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "pedigree.ingestion.patience=5s")
class StoreUnavailableExceptionTests {

	private static final CuttableLine line = line();

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@DynamicPropertySource
	static void store(DynamicPropertyRegistry registry) {
		TestStore.register(registry);
		TestToken.register(registry);
		registry.add("spring.neo4j.uri", line::uri);
	}

	@AfterAll
	static void close() throws IOException {
		line.close();
	}

	@Test
	void senderIsToldToComeBackAndThenServed() throws Exception {
		assertThat(post("away-1").statusCode()).isEqualTo(201);
		line.cut();
		HttpResponse<String> answer = post("away-2");
		assertThat(answer.statusCode()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After"))
			.hasValueSatisfying((seconds) -> assertThat(Integer.parseInt(seconds)).isPositive());
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(refused().statusCode()).as("what is wrong is wrong, store or not").isEqualTo(422);
		line.mend();
		await().atMost(Duration.ofSeconds(20)).until(() -> post("away-2").statusCode() == 201);
	}

	private HttpResponse<String> post(String job) throws IOException, InterruptedException {
		return send("""
				{"eventTime": "2026-11-20T10:00:00Z", "run": {"runId": "0197a7a0-0000-7000-8000-000000000002"},
				 "job": {"namespace": "store-away-tests", "name": "%s"}}
				""".formatted(job));
	}

	private HttpResponse<String> refused() throws IOException, InterruptedException {
		return send("{\"job\": {}}");
	}

	private HttpResponse<String> send(String event) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1/lineage"))
			.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
			.POST(HttpRequest.BodyPublishers.ofString(event))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static CuttableLine line() {
		try {
			return new CuttableLine(TestStore.uri());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
