package dev.pedigree.curation;

import java.util.List;
import java.util.Map;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import dev.pedigree.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Mutations that are only tried answer what would happen and write nothing. */
@GraphTest
class DryRunTests {

	private static final String CARDS = "data:dry-run-tests|cards";

	private static final String COPY = "data:dry-run-tests|zz-cards";

	@Autowired
	Driver driver;

	@Autowired
	Asking asking;

	@BeforeEach
	void estate() {
		TestStore.clear();
		for (String name : List.of("cards", "zz-cards")) {
			this.asking
				.ask("mutation { registerDataset(input: {key: {namespace: \"dry-run-tests\", name: \"%s\"}}) { id } }"
					.formatted(name));
		}
		for (String team : List.of("dry-run-tests", "dry-run-tests-2")) {
			this.asking.ask("mutation { registerTeam(input: {name: \"%s\"}) { id } }".formatted(team));
		}
		this.asking.ask("mutation { assignOwner(asset: \"%s\", owner: \"team:dry-run-tests\", role: CONTACT) { role } }"
			.formatted(CARDS));
		this.asking.ask("mutation { linkAssets(from: \"%s\", to: \"%s\") { from } }".formatted(CARDS, COPY));
	}

	@Test
	void mergeAndSplit() {
		String merge = "mutation { mergeAssets(keep: \"" + CARDS + "\", merge: \"" + COPY + "\"%s) { id aliases } }";
		tried(merge, "mergeAssets", Map.of("id", CARDS, "aliases", List.of(COPY)));
		this.asking.ask(merge.formatted(""));
		tried("mutation { splitAsset(alias: \"" + COPY + "\"%s) { id aliases } }", "splitAsset",
				Map.of("id", COPY, "aliases", List.of()));
	}

	@Test
	void transfer() {
		tried("mutation { transferOwnership(from: \"team:dry-run-tests\", to: \"team:dry-run-tests-2\"%s)"
				+ " { role owner { ... on Team { id } } } }", "transferOwnership",
				List.of(Map.of("role", "CONTACT", "owner", Map.of("id", "team:dry-run-tests-2"))));
	}

	@Test
	void unlink() {
		tried("mutation { unlinkAssets(from: \"" + CARDS + "\", to: \"" + COPY + "\"%s) { from to } }", "unlinkAssets",
				Map.of("from", CARDS, "to", COPY));
	}

	@Test
	void forget() {
		tried("mutation { forget(id: \"" + CARDS + "\", reason: \"A test\"%s) }", "forget", true);
	}

	/** The dry run answers what the mutation then answers, and changes nothing. */
	private void tried(String mutation, String field, Object answer) {
		List<String> before = content();
		assertThat(answer(mutation.formatted(", dryRun: true"), field)).isEqualTo(answer);
		assertThat(content()).isEqualTo(before);
		assertThat(answer(mutation.formatted(""), field)).isEqualTo(answer);
		assertThat(content()).isNotEqualTo(before);
	}

	private Object answer(String mutation, String field) {
		String role = field.equals("forget") ? "ROLE_ADMIN" : "ROLE_EDITOR";
		return this.asking.as(role, mutation).path(field).entity(Object.class).get();
	}

	private List<String> content() {
		return this.driver.executableQuery("""
				MATCH (n)
				WHERE any(key IN keys(n) WHERE toStringOrNull(n[key]) CONTAINS 'dry-run-tests')
				CALL (n) {
				  OPTIONAL MATCH (n)-[r]-(other)
				  WITH type(r) AS type, properties(r) AS properties, coalesce(other.urn, '') AS other
				  ORDER BY type, other, toStringOrNull(properties.since)
				  RETURN collect([type, other, properties]) AS edges
				}
				RETURN labels(n) AS labels, properties(n) AS properties, edges
				ORDER BY coalesce(n.urn, n.key, ''), labels
				""").execute().records().stream().map((row) -> row.asMap().toString()).toList();
	}

}
