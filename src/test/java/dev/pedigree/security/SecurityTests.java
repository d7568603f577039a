package dev.pedigree.security;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class SecurityTests {

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Test
	void healthIsOpen() throws Exception {
		assertThat(get("/actuator/health", null).statusCode()).isEqualTo(200);
	}

	@Test
	void questionsNeedAToken() throws Exception {
		HttpResponse<String> answer = graphql(null, "{__typename}");
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
		assertThat(answer.headers().firstValue("WWW-Authenticate"))
			.hasValueSatisfying((challenge) -> assertThat(challenge).startsWith("Bearer"));
		assertThat(answer.body()).contains("\"status\":401");
	}

	@Test
	void anUnknownTokenIsRefusedAndNotRepeated() throws Exception {
		HttpResponse<String> answer = graphql("guessed-token", "{__typename}");
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(answer.body()).doesNotContain("guessed-token");
	}

	@Test
	void aReaderAsks() throws Exception {
		HttpResponse<String> answer = graphql(TestToken.READER, "{__typename}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("Query");
	}

	@Test
	void aReaderSendsNoEvents() throws Exception {
		HttpResponse<String> answer = post("/api/v1/lineage", TestToken.READER, "{}");
		assertThat(answer.statusCode()).isEqualTo(403);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
	}

	@Test
	void aCapturerChangesNothing() throws Exception {
		HttpResponse<String> answer = graphql(TestToken.CAPTURER, "mutation { retryRejected(id: \\\"x\\\") }");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"code\":\"FORBIDDEN\"");
	}

	@Test
	void schemasAreOpen() throws Exception {
		HttpResponse<String> answer = get("/schemas/pedigree-model.json", null);
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("pedigree_model");
		assertThat(get("/api/v1/lineage", null).statusCode()).isEqualTo(401);
	}

	@Test
	void everyPageHasItsPolicies() throws Exception {
		for (String page : List.of("/graphiql", "/graphiql/page.js", "/actuator/health", "/graphql", "/nowhere")) {
			HttpHeaders headers = get(page, null).headers();
			assertThat(headers.firstValue("Content-Security-Policy").orElse("")).as(page)
				.contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
			assertThat(headers.firstValue("Referrer-Policy")).as(page).hasValue("no-referrer");
			assertThat(headers.firstValue("Permissions-Policy").orElse("")).as(page).contains("camera=()");
		}
	}

	@Test
	void aReaderReadsTheSchema() throws Exception {
		assertThat(get("/graphql/schema", null).statusCode()).isEqualTo(401);
		HttpResponse<String> schema = get("/graphql/schema", TestToken.READER);
		assertThat(schema.statusCode()).isEqualTo(200);
		assertThat(schema.body()).contains("type Query", "deployments(");
	}

	@Test
	void theBillOfMaterialsIsForAdmins() throws Exception {
		assertThat(get("/actuator/sbom", null).statusCode()).isEqualTo(401);
		assertThat(get("/actuator/sbom", TestToken.EDITOR).statusCode()).isEqualTo(403);
		assertThat(get("/actuator/sbom/application", TestToken.EDITOR).statusCode()).isEqualTo(403);
		assertThat(get("/actuator/sbom", TestToken.ADMIN).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> graphql(@Nullable String token, String query)
			throws IOException, InterruptedException {
		return post("/graphql", token, "{\"query\":\"" + query + "\"}");
	}

	private HttpResponse<String> post(String path, @Nullable String token, String body)
			throws IOException, InterruptedException {
		return send(request(path, token).header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> get(String path, @Nullable String token) throws IOException, InterruptedException {
		return send(request(path, token).GET());
	}

	private HttpRequest.Builder request(String path, @Nullable String token) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
		return (token != null) ? request.header("Authorization", TestToken.bearer(token)) : request;
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
