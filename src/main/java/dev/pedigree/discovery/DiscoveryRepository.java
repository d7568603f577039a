package dev.pedigree.discovery;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.discovery.SearchQuestion.SearchKind;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/** Reads the full-text index and writes its words. */
@Repository
class DiscoveryRepository {

	private static final CypherQuery NAMES = CypherQuery.named("discovery/names");

	private static final CypherQuery SAVE_WORDS = CypherQuery.named("discovery/save-words");

	private static final CypherQuery SEARCH = CypherQuery.named("discovery/search");

	private static final CypherQuery FACETS = CypherQuery.named("discovery/facets");

	private final GraphStore store;

	DiscoveryRepository(GraphStore store) {
		this.store = store;
	}

	/** Rows of the names of nodes. */
	List<Row> names(Collection<String> urns) {
		return NAMES.read(this.store, Map.of("urns", urns));
	}

	void save(Collection<? extends Map<String, ?>> rows) {
		SAVE_WORDS.run(this.store, Map.of("rows", rows));
	}

	/** The row of a page: total, hits. */
	Row search(String query, SearchQuestion question, int skip, int fetch) {
		Map<String, @Nullable Object> parameters = parameters(query, question);
		parameters.put("skip", skip);
		parameters.put("fetch", fetch);
		return SEARCH.read(this.store, parameters).getFirst();
	}

	List<Row> facets(String query, SearchQuestion question) {
		return FACETS.read(this.store, parameters(query, question));
	}

	private static Map<String, @Nullable Object> parameters(String query, SearchQuestion question) {
		Map<String, @Nullable Object> parameters = question.filter().parameters();
		parameters.put("query", query);
		parameters.put("labels", question.kinds().stream().map(SearchKind::label).toList());
		parameters.put("assetsOnly", !question.filter().equals(AssetFilter.NONE));
		parameters.put("most", Discovery.MOST + 1);
		return parameters;
	}

}
