package dev.pedigree.estate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small bank, some 150 assets and a week of runs: card fraud, credit scoring under
 * regulation, churn in batch, an assistant on a fine-tuned base model. It goes in through
 * the doors that everyone has: OpenLineage events, the documents of delivery pipelines
 * and GraphQL mutations.
 */
public final class SampleEstate {

	private static final JsonMapper json = JsonMapper.shared();

	private static final Pattern DAY = Pattern.compile("\\{day (-\\d+)}");

	private static final Pattern BETWEEN = Pattern.compile("(?m)^---$");

	/** How many events a request holds. */
	private static final int BATCH = 100;

	private final URI catalog;

	private final String token;

	private final HttpClient http = HttpClient.newHttpClient();

	/**
	 * The estate for one catalog.
	 * @param catalog its address
	 * @param token of the role editor at least
	 */
	public SampleEstate(URI catalog, String token) {
		this.catalog = catalog;
		this.token = token;
	}

	/** Whether the catalog knows of no dataset and no team yet. */
	public boolean isWanted() throws IOException, InterruptedException {
		JsonNode data = ask("{ datasets(first: 1) { totalCount } teams(first: 1) { totalCount } }").path("data");
		return data.path("datasets").path("totalCount").asInt() == 0
				&& data.path("teams").path("totalCount").asInt() == 0;
	}

	/** Tells the catalog the estate's last week, as of now. */
	public void load() throws IOException, InterruptedException {
		LocalDate today = LocalDate.now(ZoneOffset.UTC);
		List<Map<String, Object>> events = new EstateEvents(json.readTree(resource("estate.json")), today).all();
		for (int i = 0; i < events.size(); i += BATCH) {
			post("/api/v1/lineage/batch", events.subList(i, Math.min(i + BATCH, events.size())));
		}
		for (String mutation : BETWEEN.splitAsStream(dated("people.graphql", today)).toList()) {
			ask(mutation);
		}
		for (String document : List.of("evaluations", "deployments")) {
			post("/api/v1/" + document, json.readTree(dated(document + ".json", today)));
		}
		for (String mutation : BETWEEN.splitAsStream(dated("stories.graphql", today)).toList()) {
			ask(mutation);
		}
	}

	/** A resource in which {@code {day -3}} is nine o'clock three days ago. */
	private static String dated(String name, LocalDate today) throws IOException {
		return DAY.matcher(resource(name))
			.replaceAll((day) -> today.plusDays(Integer.parseInt(day.group(1))).atTime(9, 0) + ":00Z");
	}

	private JsonNode ask(String document) throws IOException, InterruptedException {
		JsonNode answer = post("/graphql", Map.of("query", document));
		if (answer.has("errors")) {
			throw new IllegalStateException("Refused: " + document.strip() + ": " + answer.path("errors"));
		}
		return answer;
	}

	private JsonNode post(String path, Object body) throws IOException, InterruptedException {
		HttpResponse<String> response = this.http.send(HttpRequest.newBuilder(this.catalog.resolve(path))
			.header("Authorization", "Bearer " + this.token)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
			.build(), HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() > 201) {
			throw new IllegalStateException(path + " answers " + response.statusCode() + ": " + response.body());
		}
		return json.readTree(response.body());
	}

	private static String resource(String name) throws IOException {
		try (InputStream file = SampleEstate.class.getResourceAsStream("/estate/" + name)) {
			return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
