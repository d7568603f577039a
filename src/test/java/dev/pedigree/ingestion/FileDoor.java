package dev.pedigree.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;

import dev.pedigree.TestToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends whole files as a pipeline does.
 *
 * @param port of the catalog
 */
record FileDoor(int port) {

	/** A file of the tests. */
	static byte[] file(String name) {
		try (InputStream file = FileDoor.class.getResourceAsStream("/files/" + name)) {
			return Objects.requireNonNull(file, name).readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	HttpResponse<String> post(String path, byte[] body) throws Exception {
		return send("ingest/" + path, body);
	}

	/** Sends an event, or a list of events. */
	HttpResponse<String> event(byte[] body) throws Exception {
		return send("lineage", body);
	}

	private HttpResponse<String> send(String path, byte[] body) throws Exception {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1/" + path))
				.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
				.POST(HttpRequest.BodyPublishers.ofByteArray(body))
				.build(), HttpResponse.BodyHandlers.ofString());
		}
	}

	/** The same, of what must be accepted: the answer. */
	JsonNode taken(String path, byte[] body) throws Exception {
		HttpResponse<String> answer = post(path, body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
		return JsonMapper.shared().readTree(answer.body());
	}

}
