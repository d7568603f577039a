package dev.pedigree.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running catalog, asked over HTTP as any client would. */
final class Catalog {

	private static final JsonMapper json = new JsonMapper();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI address;

	private final String token;

	Catalog(int port, String token) {
		this.address = URI.create("http://127.0.0.1:" + port);
		this.token = token;
	}

	/** The answer to a question in GraphQL, which must have no errors. */
	JsonNode ask(String question) {
		String body = post("/graphql", json.writeValueAsString(Map.of("query", question)), 200);
		JsonNode answer = json.readTree(body);
		if (answer.has("errors")) {
			throw new IllegalStateException(body);
		}
		return answer.path("data");
	}

	/** Sends an OpenLineage event, which must be accepted. */
	void send(String event) {
		post("/api/v1/lineage", event, 201);
	}

	/** Sends OpenLineage events in one request, which must all be accepted. */
	void sendAll(List<String> events) {
		post("/api/v1/lineage/batch", "[" + String.join(",", events) + "]", 201);
	}

	/** Reads a file while it is sent. */
	InputStream get(String path) throws IOException {
		HttpRequest request = HttpRequest.newBuilder(this.address.resolve(path))
			.header("Authorization", "Bearer " + this.token)
			.build();
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private String post(String path, String body, int expected) {
		HttpRequest request = HttpRequest.newBuilder(this.address.resolve(path))
			.header("Content-Type", "application/json")
			.header("Authorization", "Bearer " + this.token)
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != expected) {
				throw new IllegalStateException(response.statusCode() + " " + response.body());
			}
			return response.body();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
