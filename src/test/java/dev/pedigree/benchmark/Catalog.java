package dev.pedigree.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running catalog, asked over HTTP as any client would. */
final class Catalog {

	private static final JsonMapper json = new JsonMapper();

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

	/**
	 * On the thread that asks, over a connection that stays open: what a client does on
	 * threads of its own is no time of the catalog's.
	 */
	private String post(String path, String body, int expected) {
		try {
			HttpURLConnection request = (HttpURLConnection) this.address.resolve(path).toURL().openConnection();
			request.setDoOutput(true);
			request.setRequestProperty("Content-Type", "application/json");
			request.setRequestProperty("Authorization", "Bearer " + this.token);
			byte[] sent = body.getBytes(StandardCharsets.UTF_8);
			request.setFixedLengthStreamingMode(sent.length);
			request.getOutputStream().write(sent);
			int status = request.getResponseCode();
			try (InputStream answer = (status < 400) ? request.getInputStream() : request.getErrorStream()) {
				String text = (answer != null) ? new String(answer.readAllBytes(), StandardCharsets.UTF_8) : "";
				if (status != expected) {
					throw new IllegalStateException(status + " " + text);
				}
				return text;
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
