package dev.pedigree.lineage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Attributed;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.neo4j.driver.summary.SummaryCounters;

import org.springframework.stereotype.Repository;

/** Reads and writes links by curators and column lineage. */
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

	void stateLink(Attributed<Links.LinkStatement> link) {
		Links.LinkStatement statement = link.statement();
		STATE_LINK.run(this.store,
				Map.of("link",
						Row.map("from", statement.from().urn().value(), "to", statement.to().urn().value(), "linked",
								statement.linked(), "note", statement.note(), "at", statement.at(), "actor",
								link.actor())));
	}

	List<Row> links(Collection<String> assets) {
		return LINKS.read(this.store, Map.of("assets", assets));
	}

	/** Returns the links of assets that curators stated or ended. */
	Set<Walk.Link> linked(Collection<String> assets) {
		return LINKED.read(this.store, Map.of("assets", assets))
			.stream()
			.map(Walk.Link::of)
			.collect(Collectors.toSet());
	}

	List<Row> linkEdges(Collection<Walk.Link> pairs) {
		return LINK_EDGES.read(this.store, Map.of("pairs", pairs));
	}

	/**
	 * Hides or shows the edges that sources state between pairs of assets.
	 * @return whether an edge changed
	 */
	boolean suppress(Collection<? extends Map<String, ?>> pairs) {
		SummaryCounters wrote = SUPPRESS.run(this.store, Map.of("pairs", pairs));
		return wrote.relationshipsCreated() + wrote.relationshipsDeleted() > 0;
	}

	List<Row> fieldStatements(Collection<String> datasets) {
		return FIELD_STATEMENTS.read(this.store, Map.of("datasets", datasets));
	}

	/** Deletes the fields of data; returns the urns of the data that they fed. */
	List<String> deleteFields(Collection<String> datasets) {
		return FORGET_FIELDS.texts(this.store, Map.of("datasets", datasets), "dataset");
	}

	List<String> fedBy(String urn) {
		return DATA_FED_BY.texts(this.store, Map.of("urn", urn), "dataset");
	}

	void saveFields(Collection<String> datasets, List<Map<String, ?>> fields, List<Map<String, ?>> feeds) {
		SAVE_FIELDS.run(this.store, Map.of("datasets", datasets, "fields", fields, "feeds", feeds));
	}

}
