package dev.pedigree.lineage;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Attributed;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.summary.SummaryCounters;

import org.springframework.stereotype.Repository;

/** What people said of edges, and what was stated of columns. */
@Repository
class LineageRepository {

	private static final CypherQuery STATE_LINK = CypherQuery.named("lineage/state-link");

	private static final CypherQuery LINKS = CypherQuery.named("lineage/links");

	private static final CypherQuery LINKED = CypherQuery.named("lineage/linked");

	private static final CypherQuery LINK_EDGES = CypherQuery.named("lineage/link-edges");

	private static final CypherQuery SUPPRESS = CypherQuery.named("lineage/suppress");

	private static final CypherQuery FIELD_STATEMENTS = CypherQuery.named("lineage/field-statements");

	private static final CypherQuery FORGET_FIELDS = CypherQuery.named("lineage/forget-fields");

	private static final CypherQuery DATA_FED_BY = CypherQuery.named("lineage/data-fed-by");

	private static final CypherQuery SAVE_FIELDS = CypherQuery.named("lineage/save-fields");

	private final GraphStore store;

	LineageRepository(GraphStore store) {
		this.store = store;
	}

	/** Keeps that a curator linked or unlinked two assets. */
	void stateLink(Attributed<Links.LinkStatement> link) {
		Links.LinkStatement statement = link.statement();
		Map<String, @Nullable Object> row = new HashMap<>();
		row.put("from", statement.from().urn().value());
		row.put("to", statement.to().urn().value());
		row.put("linked", statement.linked());
		row.put("note", statement.note());
		row.put("at", statement.at());
		row.put("actor", link.actor());
		STATE_LINK.run(this.store, Map.of("said", row));
	}

	/** Rows of what people said of the edges of assets. */
	List<Row> links(Collection<String> assets) {
		return LINKS.read(this.store, Map.of("assets", assets));
	}

	/** Between what people linked or unlinked edges of assets. */
	Set<Walk.Link> linked(Collection<String> assets) {
		return LINKED.read(this.store, Map.of("assets", assets))
			.stream()
			.map((row) -> row.as(Walk.Link.class))
			.collect(Collectors.toSet());
	}

	/** The edges between pairs of assets that curators linked. */
	List<Row> linkEdges(Collection<Walk.Link> pairs) {
		return LINK_EDGES.read(this.store, Map.of("pairs", pairs));
	}

	/**
	 * Suppresses the edges that sources state between pairs of assets, or shows them.
	 * @return whether an edge changed
	 */
	boolean suppress(Collection<? extends Map<String, ?>> pairs) {
		SummaryCounters wrote = SUPPRESS.run(this.store, Map.of("pairs", pairs));
		return wrote.relationshipsCreated() + wrote.relationshipsDeleted() > 0;
	}

	/** Rows of what was stated of schemas and columns. */
	List<Row> fieldStatements(Collection<String> datasets) {
		return FIELD_STATEMENTS.read(this.store, Map.of("datasets", datasets));
	}

	/** Takes away the fields of data; gives the urns of the data that they fed. */
	List<String> forgetFields(Collection<String> datasets) {
		return FORGET_FIELDS.read(this.store, Map.of("datasets", datasets))
			.stream()
			.map((row) -> row.text("dataset"))
			.toList();
	}

	/** Urns of the data whose columns an asset may feed. */
	List<String> fedBy(String urn) {
		return DATA_FED_BY.read(this.store, Map.of("urn", urn)).stream().map((row) -> row.text("dataset")).toList();
	}

	void saveFields(Collection<String> datasets, List<Map<String, ?>> fields, List<Map<String, ?>> feeds) {
		SAVE_FIELDS.run(this.store, Map.of("datasets", datasets, "fields", fields, "feeds", feeds));
	}

}
