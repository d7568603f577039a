package dev.pedigree.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.pedigree.GraphTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
@TestPropertySource(properties = "pedigree.open-reads=true")
class OpenReadsTests {

	@LocalServerPort
	int port;

	@Test
	void anyoneAsksAndNobodyUnknownChanges() throws Exception {
		assertThat(post("/graphql", "{\"query\":\"{__typename}\"}", null).body()).contains("Query");
		assertThat(post("/graphql", "{\"query\":\"mutation { retryRejected(id: \\\"x\\\") }\"}", null).body())
			.contains("\"code\":\"UNAUTHENTICATED\"");
		assertThat(post("/api/v1/lineage", "{}", null).statusCode()).isEqualTo(401);
	}

	@Test
	void callerWithoutATokenIsNoPrincipalAndMayExport() throws Exception {
		assertThat(post("/graphql", "{\"query\":\"{ me { name } }\"}", null).body())
			.contains("\"code\":\"UNAUTHENTICATED\"");
		HttpRequest export = HttpRequest
			.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1/export/assets.json"))
			.build();
		assertThat(HttpClient.newHttpClient().send(export, HttpResponse.BodyHandlers.ofString()).statusCode())
			.isEqualTo(200);
	}

	/** Who shows a token wants to be known by it. */
	@Test
	void anUnknownTokenIsRefusedAllTheSame() throws Exception {
		assertThat(post("/graphql", "{\"query\":\"{__typename}\"}", "guessed").statusCode()).isEqualTo(401);
	}

	private HttpResponse<String> post(String path, String body, @Nullable String token)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body));
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
