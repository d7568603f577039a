package dev.pedigree.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.pedigree.GraphTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.test.tester.ExecutionGraphQlServiceTester;
import org.springframework.graphql.test.tester.GraphQlTester;

import static org.assertj.core.api.Assertions.assertThat;

@GraphTest
class CatalogTests {

	private static final String SPACE = "catalog-tests";

	@Autowired
	Driver driver;

	@Autowired
	Catalog catalog;

	@Autowired
	ExecutionGraphQlService service;

	GraphQlTester graphQl;

	@BeforeEach
	void graph() {
		this.graphQl = ExecutionGraphQlServiceTester.builder(this.service)
			.responseTimeout(Duration.ofSeconds(60))
			.build();
		this.driver.executableQuery("""
				MERGE (d:Entity {urn: 'data:catalog-tests|card-transactions'})
				SET d:Asset:Standing:Dataset, d += {namespace: $space, name: 'card-transactions', described: true,
				  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-02T00:00:00Z'),
				  sources: ['openlineage'], tags: ['pii', 'cards'], description: 'Every card payment', owner: 'x',
				  recordedAt: datetime()}
				MERGE (k:Alias {key: 'data:catalog-tests|symlinked'}) MERGE (k)-[:IDENTIFIES]->(d)
				MERGE (s:Entity {urn: 'data:catalog-tests|stub'})
				SET s:Asset:Standing:Dataset, s += {namespace: $space, name: 'stub', described: false,
				  recordedAt: datetime()}
				MERGE (m:Entity {urn: 'data:catalog-tests|fraud-detector'})
				SET m:Asset:Standing:Model, m += {namespace: $space, name: 'fraud-detector', described: true,
				  createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-01-02T00:00:00Z')}
				FOREACH (version IN ['mlflow:1', 'ol:1', 'mlflow:2'] |
				  MERGE (v:Entity {urn: 'version:catalog-tests|fraud-detector|' + version})
				  SET v:Asset:Recorded:Version:ModelVersion, v += {namespace: $space, name: 'fraud-detector',
				    version: version, asset: m.urn, at: datetime('2026-01-05T00:00:00Z')}
				  MERGE (v)-[:VERSION_OF]->(m))
				""").withParameters(Map.of("space", SPACE)).execute();
	}

	@Test
	void anAssetIsFoundByIdByAliasAndByName() {
		for (String question : List.of("asset(id: \"data:catalog-tests|card-transactions\")",
				"asset(id: \"data:catalog-tests|symlinked\")", "assetByAlias(key: \"catalog-tests|symlinked\")",
				"asset(kind: DATASET, namespace: \"catalog-tests\", name: \"card-transactions\")",
				"asset(kind: MODEL, namespace: \"catalog-tests\", name: \"card-transactions\")",
				"asset(namespace: \"catalog-tests\", name: \"card-transactions\")")) {
			this.graphQl
				.document("{ found: " + question + " { id kind name description tags aliases described createdAt } }")
				.execute()
				.path("found")
				.matchesJsonStrictly("""
						{"id": "data:catalog-tests|card-transactions", "kind": "DATASET", "name": "card-transactions",
						 "description": "Every card payment", "tags": ["cards", "pii"], "described": true,
						 "aliases": ["data:catalog-tests|symlinked"], "createdAt": "2026-01-01T00:00:00.000Z"}""");
		}
	}

	@Test
	void aUniqueNameNeedsNoNamespace() {
		this.driver
			.executableQuery(
					"""
							UNWIND [['one', 'catalog-tests-unique'], ['one', 'catalog-tests-shared'], ['two', 'catalog-tests-shared']] AS row
							MERGE (d:Entity {urn: 'data:catalog-tests-' + row[0] + '|' + row[1]})
							SET d:Asset:Standing:Dataset, d += {namespace: 'catalog-tests-' + row[0], name: row[1]}
							""")
			.execute();
		String found = "{ asset(%s name: \"catalog-tests-%s\") { id } }";
		for (String kind : List.of("", "kind: DATASET,", "kind: MODEL,")) {
			this.graphQl.document(found.formatted(kind, "unique"))
				.execute()
				.path("asset.id")
				.entity(String.class)
				.isEqualTo("data:catalog-tests-one|catalog-tests-unique");
		}
		this.graphQl.document(found.formatted("kind: JOB,", "unique")).execute().path("asset").valueIsNull();
		this.graphQl.document(found.formatted("", "shared"))
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getMessage()).startsWith("namespace: several assets"));
		this.graphQl.document("{ asset(kind: RUN, name: \"x\") { id } }")
			.execute()
			.errors()
			.satisfy((errors) -> assertThat(errors.getFirst().getMessage()).isEqualTo("namespace: required for RUN"));
	}

	@Test
	void whatIsNotThereIsNull() {
		this.graphQl.document("{ node(id: \"data:catalog-tests|none\") { id } }").execute().path("node").valueIsNull();
		this.graphQl.document("{ assetByAlias(key: \"catalog-tests|none\") { id } }")
			.execute()
			.path("assetByAlias")
			.valueIsNull();
	}

	@Test
	void aBareVersionIsFoundWhileItIsUnambiguous() {
		assertThat(this.catalog.named(AssetKind.MODEL_VERSION, SPACE, "fraud-detector", "2")).isNotNull()
			.extracting(Asset::version)
			.isEqualTo("mlflow:2");
		refused("asset(namespace: \"catalog-tests\", name: \"fraud-detector\", version: \"1\")", "version");
		assertThat(this.catalog.named(null, SPACE, "fraud-detector", "ol:1")).isNotNull()
			.extracting(Asset::kind)
			.isEqualTo(AssetKind.MODEL_VERSION);
	}

	@Test
	void aStubHasTimesToo() {
		this.graphQl.document("{ asset(id: \"data:catalog-tests|stub\") { described createdAt updatedAt } }")
			.execute()
			.path("asset.described")
			.entity(Boolean.class)
			.isEqualTo(false);
	}

	@Test
	void pagesFollowEachOther() {
		String page = """
				query($after: String) { datasets(filter: {namespace: "catalog-tests"}, first: 1, after: $after) {
				  totalCount edges { cursor node { name } } pageInfo { hasNextPage hasPreviousPage endCursor } } }""";
		var first = this.graphQl.document(page).execute();
		first.path("datasets.edges[0].node.name").entity(String.class).isEqualTo("card-transactions");
		first.path("datasets.totalCount").entity(Integer.class).isEqualTo(2);
		first.path("datasets.pageInfo.hasNextPage").entity(Boolean.class).isEqualTo(true);
		String cursor = first.path("datasets.pageInfo.endCursor").entity(String.class).get();
		var second = this.graphQl.document(page).variable("after", cursor).execute();
		second.path("datasets.edges[*].node.name").entityList(String.class).containsExactly("stub");
		second.path("datasets.pageInfo.hasNextPage").entity(Boolean.class).isEqualTo(false);
		second.path("datasets.pageInfo.hasPreviousPage").entity(Boolean.class).isEqualTo(true);
		refused("models(after: \"" + cursor + "\")", "after");
	}

	@Test
	void badPagesAreRefused() {
		refused("datasets(first: 0)", "first");
		refused("datasets(first: 1001)", "first");
		refused("datasets(after: \"no cursor\")", "after");
		refused("datasets(after: \"bm9uZQ\")", "after");
	}

	@Test
	void anAssetNeedsAnIdOrAName() {
		refused("asset(namespace: \"catalog-tests\")", "name");
		refused("asset(id: \"data:catalog-tests|stub\", name: \"stub\")", "id");
		refused("asset(kind: MODEL_VERSION, namespace: \"catalog-tests\", name: \"fraud-detector\")", "version");
	}

	private void refused(String question, String argument) {
		String selection = question.contains("asset") ? "{ id }" : "{ totalCount }";
		this.graphQl.document("{ " + question + " " + selection + " }").execute().errors().satisfy((errors) -> {
			assertThat(errors).hasSize(1);
			assertThat(errors.getFirst().getExtensions()).containsEntry("code", "INVALID_ARGUMENT")
				.containsEntry("argument", argument);
		});
	}

}
