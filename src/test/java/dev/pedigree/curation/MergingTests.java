package dev.pedigree.curation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.Seeds;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** That people say of two assets that they are one. */
@GraphTest
class MergingTests {

	private static final String KEPT = "data:merging-tests|fraud-detector";

	private static final String OTHER = "data:merging-tests|zz-fraud";

	private static final String MERGE = "mutation { mergeAssets(keep: \"%s\", merge: \"%s\") { id aliases } }";

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@BeforeEach
	void clear() {
		TestStore.clear();
	}

	@Test
	void bothKeysFindTheMergedAssetWithAllStatements() {
		estate();
		assertThat(this.asking.value(MERGE.formatted(OTHER, KEPT), "mergeAssets"))
			.isEqualTo(Map.of("id", KEPT, "aliases", List.of(OTHER)));
		for (String id : List.of(KEPT, OTHER)) {
			assertThat(this.asking.value("""
					{ asset(id: "%s") { id description owners { owner { ... on Team { id } } }
					    ... on Model { purpose versions { edges { node { id } } } deployments { id } } } }"""
				.formatted(id), "asset"))
				.isEqualTo(Map.of("id", KEPT, "description", "Finds fraud", "purpose", "To find fraud", "owners",
						List.of(Map.of("owner", Map.of("id", "team:merging-tests"))), "versions",
						Map.of("edges",
								List.of(Map.of("node", Map.of("id", version(KEPT, "v:2"))),
										Map.of("node", Map.of("id", version(KEPT, "v:1"))))),
						"deployments", List.of(Map.of("id", "deployment:merging-tests|api"))));
		}
		assertThat(this.asking.value("{ asset(id: \"%s\") { id } }".formatted(version(OTHER, "v:2")), "asset.id"))
			.isEqualTo(version(KEPT, "v:2"));
		assertThat(this.asking.value("{ node(id: \"%s\") { id } }".formatted(version(OTHER, "v:9")), "node")).isNull();
	}

	@Test
	void repeatedMergeChangesNothing() {
		estate();
		this.asking.ask(MERGE.formatted(KEPT, OTHER));
		List<String> once = content();
		for (String again : List.of(MERGE.formatted(KEPT, OTHER), MERGE.formatted(OTHER, KEPT))) {
			assertThat(this.asking.value(again, "mergeAssets.id")).isEqualTo(KEPT);
		}
		assertThat(content()).isEqualTo(once);
		assertThat(once).filteredOn((line) -> line.startsWith("[MergeStated]"))
			.singleElement()
			.asString()
			.contains("actor=ada@example.com", KEPT, OTHER);
	}

	@Test
	void orderOfStatementsDoesNotMatter() {
		List<String> messages = messages();
		List<String> first = null;
		for (int shuffle = 0; shuffle < Seeds.of(6); shuffle++) {
			clear();
			Collections.shuffle(messages, new Random(shuffle));
			// Both are there before somebody can say that they are one.
			register(KEPT);
			register(OTHER);
			messages.forEach(this.asking::ask);
			List<String> content = content().stream().filter((line) -> !line.startsWith("[MergeStated]")).toList();
			first = (first != null) ? first : content;
			assertThat(content).as("shuffle %s", shuffle).isEqualTo(first);
		}
	}

	@Test
	void invalidMergesAreRejected() {
		estate();
		this.asking
			.ask("mutation { registerDataset(input: {key: {namespace: \"merging-tests\", name: \"cards\"}}) { id } }");
		this.asking.refused(MERGE.formatted("data:merging-tests|nothing", KEPT), "NOT_FOUND", "keep");
		this.asking.refused(MERGE.formatted(KEPT, "data:merging-tests|nothing"), "NOT_FOUND", "merge");
		this.asking.refused(MERGE.formatted(KEPT, KEPT), "INVALID_ARGUMENT", "merge");
		this.asking.refused(MERGE.formatted(KEPT, "data:merging-tests|cards"), "INVALID_ARGUMENT", "merge");
		this.asking.refused(MERGE.formatted(KEPT, "deployment:merging-tests|api"), "INVALID_ARGUMENT", "merge");
		this.asking.refused(MERGE.formatted(version(KEPT, "v:1"), KEPT), "INVALID_ARGUMENT", "keep");
		assertThat(this.asking.value("{ asset(id: \"%s\") { id } }".formatted(OTHER), "asset.id")).isEqualTo(OTHER);
	}

	private void estate() {
		register(KEPT);
		register(OTHER);
		messages().stream().filter((message) -> !message.contains("mergeAssets")).forEach(this.asking::ask);
	}

	private void register(String id) {
		this.asking.ask("mutation { registerModel(input: {key: {namespace: \"merging-tests\", name: \"%s\"}}) { id } }"
			.formatted(id.substring(id.indexOf('|') + 1)));
	}

	private static List<String> messages() {
		return new ArrayList<>(List.of(
				"mutation { describeAsset(id: \"%s\", input: {description: \"Finds fraud\"}) { id } }".formatted(OTHER),
				"mutation { registerModel(input: {key: {namespace: \"merging-tests\", name: \"fraud-detector\"}, purpose: \"To find fraud\"}) { id } }",
				"mutation { registerModelVersion(input: {model: {namespace: \"merging-tests\", name: \"fraud-detector\"}, version: \"1\"}) { id } }",
				"mutation { registerModelVersion(input: {model: {namespace: \"merging-tests\", name: \"zz-fraud\"}, version: \"2\"}) { id } }",
				"""
						mutation { registerTeam(input: {name: "merging-tests"}) { id }
						  assignOwner(asset: "%s", owner: "team:merging-tests", role: ACCOUNTABLE, at: "2026-01-01T00:00:00Z") { role } }"""
					.formatted(OTHER),
				"""
						mutation { recordDeployment(input: {key: {namespace: "merging-tests", name: "api"}, environment: "prod",
						  version: "%s", at: "2026-01-02T00:00:00Z"}) { id } }"""
					.formatted(version(OTHER, "v:2")),
				MERGE.formatted(KEPT, OTHER)));
	}

	private static String version(String data, String version) {
		return "version:" + data.substring("data:".length()) + "|" + version;
	}

	/**
	 * All nodes of these tests with their edges, without when they were said and
	 * recorded: mutations are said now.
	 */
	private List<String> content() {
		return this.driver
			.executableQuery(
					"""
							MATCH (n) WHERE any(key IN keys(n) WHERE n[key] IS :: STRING AND n[key] CONTAINS 'merging-tests') AND NOT n:Change
							RETURN labels(n) AS labels, properties(n) AS properties,
							  COLLECT { MATCH (n)-[r]->(m) WHERE NOT r:TOLD RETURN type(r) + ' ' + coalesce(m.urn, m.key) } AS edges
							""")
			.execute()
			.records()
			.stream()
			.map((row) -> {
				Map<String, Object> properties = new TreeMap<>(row.get("properties").asMap());
				if (row.get("labels").asList().stream().anyMatch(List.of("OwnersStated", "Revision")::contains)) {
					// Stated under the key that the asset had then.
					properties.remove("asset");
				}
				// Likewise.
				properties.remove("registeredAs");
				if (row.get("labels").asList().contains("ServingStated")) {
					properties.remove("data");
				}
				properties.keySet()
					.removeAll(List.of("recordedAt", "lastRecordedAt", "newsAt", "first", "last", "key", "at",
							"registeredAt", "createdAt", "updatedAt"));
				return row.get("labels").asList() + " " + properties + " "
						+ row.get("edges")
							.asList(String::valueOf)
							.stream()
							.map((edge) -> edge.replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z?", "now"))
							.sorted()
							.toList();
			})
			.sorted()
			.toList();
	}

}
