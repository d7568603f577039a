package dev.pedigree.ingestion.connector;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** Health and metrics of sources. */
@GraphTest
public class SourceHealthTests {

	private static final Connected connected = new Connected("watched");

	private static volatile int status = 200;

	private static final StubServer server = new StubServer((exchange) -> StubServer.send(exchange, status, "[]"));

	@Autowired
	Asking asking;

	@Autowired
	SourceHealth health;

	@LocalServerPort
	int port;

	/** Adds the settings of the stub source. */
	public static void connect(DynamicPropertyRegistry registry) {
		connected.connect(registry, "gitlab", server::url);
		connected.set(registry, "projects[0]", "acme/watched");
	}

	private String get(String path, @Nullable String token) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
		if (token != null) {
			request.header("Authorization", TestToken.bearer(token));
		}
		try (HttpClient client = HttpClient.newHttpClient()) {
			HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
			return answer.statusCode() + " " + answer.body();
		}
	}

	@Test
	void unavailableSourceDoesNotMakeTheCatalogUnhealthy() throws Exception {
		assertThat(connected.poll(this.asking).get("problem")).isNull();
		this.health.refresh();
		assertThat(get("/actuator/prometheus", TestToken.READER)).startsWith("200")
			.contains("pedigree_source_failing{source=\"watched\",type=\"gitlab\"} 0.0",
					"pedigree_source_lag_seconds{source=\"watched\",type=\"gitlab\"}",
					"pedigree_source_poll_seconds_count{outcome=\"done\",source=\"watched\"}");
		status = 403;
		assertThat(connected.poll(this.asking).get("problem")).isNotNull();
		this.health.refresh();
		assertThat(get("/actuator/prometheus", TestToken.READER))
			.contains("pedigree_source_failing{source=\"watched\",type=\"gitlab\"} 1.0");
		assertThat(get("/actuator/health", TestToken.READER)).startsWith("200")
			.contains(
					"\"watched\":{\"type\":\"gitlab\",\"problem\":\"/api/v4/projects/acme/watched/deployments was answered with 403; the credentials lack permission\"");
		assertThat(get("/actuator/health", null)).startsWith("200").doesNotContain("watched");
		assertThat(get("/actuator/prometheus", null)).startsWith("401");
	}

}
