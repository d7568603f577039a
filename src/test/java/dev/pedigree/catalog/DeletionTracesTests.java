package dev.pedigree.catalog;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.TestToken;
import dev.pedigree.ingestion.FacetCoverage;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A marker is in every property that a source or a person can fill; after the deletion no
 * node and no edge has it.
 */
@GraphTest
class DeletionTracesTests {

	private static final String CARDS = "data:deletion-lake|MARKER-cards";

	private static final String FRAUD = "data:deletion-models|MARKER-fraud";

	private static final String FEATURES = "data:deletion-lake|NEIGHBOUR-features";

	private final String marker = "quokka" + Long.toString(System.nanoTime(), 36);

	private final String neighbour = "n" + this.marker.substring(6);

	@LocalServerPort
	int port;

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@Autowired
	FacetCoverage facets;

	@Test
	void noTraceOfDeletedAssetsIsLeft() throws Exception {
		fill();
		assertThat(traces()).as("nodes and edges that have the marker before").hasSizeGreaterThan(20);
		List.of("deployment:deletion-prod|MARKER-scorer", FRAUD, CARDS).forEach(this::delete);
		assertThat(traces()).as("nodes and edges that have the marker afterwards").isEmpty();
		assertThat(columns()).contains(this.neighbour + "-rates");
	}

	@Test
	void whatIsStatedAgainAfterwardsIsKeptAgain() throws Exception {
		fill();
		delete(CARDS);
		assertThat(post("deletion-complete.json")).isEqualTo(201);
		assertThat(columns()).contains(this.marker + "-cards", this.neighbour + "-rates");
	}

	/** The data whose columns feed those of the neighbour. */
	private String columns() {
		return String.valueOf(this.asking.value(
				named("{ asset(id: \"" + FEATURES
						+ "\") { ... on Dataset { fields { name upstream { name dataset { name } } } } } }"),
				"asset.fields"));
	}

	private void fill() throws Exception {
		assertThat(post("deletion-complete.json")).isEqualTo(201);
		assertThat(post("deletion-failed.json")).isEqualTo(201);
		assertThat(post("deletion-refused.json")).isEqualTo(422);
		this.asking.ask(named("mutation { describeAsset(id: \"" + CARDS
				+ "\", input: {displayName: \"MARKER\", description: \"MARKER\", tags: [\"MARKER\"]}) { id } }"));
		this.asking.ask(named("mutation { linkAssets(from: \"" + CARDS
				+ "\", to: \"data:deletion-lake|NEIGHBOUR-rates\", note: \"MARKER\") { from } }"));
		this.asking.ask(named("mutation { linkAssets(from: \"data:deletion-lake|NEIGHBOUR-rates\", to: \"" + CARDS
				+ "\", note: \"back to MARKER\") { from } }"));
		this.asking.ask(
				named("""
						mutation {
						  registerModel(input: {key: {namespace: "deletion-models", name: "NEIGHBOUR-base"}}) { id }
						  tuned: registerModel(input: {key: {namespace: "deletion-models", name: "MARKER-fraud"}, purpose: "MARKER",
						    limitations: ["MARKER"], baseModels: ["data:deletion-models|NEIGHBOUR-base"]}) { id }
						  registerModelVersion(input: {model: {namespace: "deletion-models", name: "MARKER-fraud"},
						    version: "mlflow:1", description: "MARKER", artifactUri: "s3://MARKER/1", digest: "sha256:d31e7e00d31e7e00d31e7e00d31e7e00d31e7e00d31e7e00d31e7e00d31e7e00",
						    dependencies: ["pkg:pypi/MARKER@1"]}) { id } }"""));
		this.asking.ask(
				named("""
						mutation { recordEvaluation(input: {modelVersion: "version:deletion-models|MARKER-fraud|mlflow:1",
						  name: "MARKER", metrics: [{name: "MARKER", value: 1, text: "MARKER", slice: "MARKER"}]}) { id } }"""));
		this.asking.ask(named("""
				mutation { recordDeployment(input: {key: {namespace: "deletion-prod", name: "MARKER-scorer"},
				  environment: "prod", endpoint: "https://MARKER",
				  version: "version:deletion-models|MARKER-fraud|mlflow:1"}) { id } }"""));
		this.facets.counts();
	}

	private void delete(String id) {
		assertThat(this.asking.as("ROLE_ADMIN", named("mutation { forget(id: \"" + id + "\", reason: \"asked to\") }"))
			.path("forget")
			.entity(Boolean.class)
			.get()).isTrue();
	}

	private int post(String file) throws Exception {
		try (InputStream payload = getClass().getResourceAsStream("/catalog/" + file);
				HttpClient client = HttpClient.newHttpClient()) {
			String body = named(new String(Objects.requireNonNull(payload).readAllBytes(), StandardCharsets.UTF_8));
			return client
				.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + "/api/v1/lineage"))
					.header("Authorization", TestToken.bearer(TestToken.CAPTURER))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(body))
					.build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
	}

	private String named(String text) {
		return text.replace("MARKER", this.marker).replace("NEIGHBOUR", this.neighbour);
	}

	/** Each property that has the marker, with the labels or type of what has it. */
	private List<String> traces() {
		return this.driver.executableQuery("""
				CALL () {
				  MATCH (n) RETURN labels(n) AS what, properties(n) AS properties
				  UNION ALL
				  MATCH ()-[r]->() RETURN [type(r)] AS what, properties(r) AS properties
				}
				UNWIND keys(properties) AS key
				WITH what, key, properties[key] AS value
				WHERE CASE WHEN value IS :: STRING THEN value CONTAINS $marker
				  WHEN value IS :: LIST<STRING> THEN any(text IN value WHERE text CONTAINS $marker) ELSE false END
				RETURN what, key, value""")
			.withParameters(Map.of("marker", this.marker))
			.execute()
			.records()
			.stream()
			.map((row) -> row.get("what").asList() + " " + row.get("key").asString() + ": " + row.get("value"))
			.toList();
	}

}
