package dev.pedigree.ingestion;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The catalog while its store is read-only, as with a full disk. */
@GraphTest
class UnwritableStoreTests {

	private static final String EVENT = """
			{"eventTime": "2026-11-20T10:00:00Z", "run": {"runId": "0197a7a0-0000-7000-8000-00000000000%d"},
			 "job": {"namespace": "unwritable-store", "name": "job"}}
			""";

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	Asking asking;

	@BeforeEach
	void fill() {
		assumeTrue(TestStore.readOnly(true), "the store is embedded");
	}

	@AfterEach
	void free() {
		TestStore.readOnly(false);
	}

	@Test
	void everyDoorAnswersThatTheRequestMayBeSentAgain() throws Exception {
		assertLater(post("/lineage", EVENT.formatted(1)));
		assertLater(post("/lineage/batch", "[" + EVENT.formatted(1) + "," + EVENT.formatted(2) + "]"));
		assertLater(post("/deployments",
				"""
						{"deployment": {"namespace": "unwritable-store", "name": "d"}, "environment": "production",
						 "at": "2026-11-20T10:00:00Z", "modelVersion": {"namespace": "unwritable-store", "name": "m", "version": "mlflow:1"}}
						"""));
		assertLater(post("/inventory", "namespace,model,description\nunwritable-store,m,words\n"));
		HttpResponse<String> refused = post("/lineage", "{\"job\": {}}");
		assertThat(refused.statusCode()).isEqualTo(422);
		assertThat(refused.body()).as("it is not kept").doesNotContain("rejected", "kept");
		this.asking.refused("mutation { registerTeam(input: {name: \"unwritable-store\"}) { id } }", "UNAVAILABLE",
				null);
		TestStore.readOnly(false);
		assertThat(post("/lineage", EVENT.formatted(1)).statusCode()).isEqualTo(201);
	}

	private static void assertLater(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		assertThat(answer.headers().firstValue("Retry-After")).isPresent();
		assertThat(answer.body()).doesNotContain("kept");
	}

	private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
		boolean inventory = path.equals("/inventory");
		return this.client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1" + path))
			.header("Authorization", TestToken.bearer(inventory ? TestToken.EDITOR : TestToken.CAPTURER))
			.header("Content-Type", inventory ? "text/csv" : "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
