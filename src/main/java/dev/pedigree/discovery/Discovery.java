package dev.pedigree.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.PropertyRegistry;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Full-text search for assets, teams and people. */
@Service
@Transactional(readOnly = true, timeout = 10)
class Discovery {

	/** Further hits are neither listed nor counted. */
	static final int MOST = 10_000;

	private static final int MOST_VALUES = 100;

	private final DiscoveryRepository repository;

	private final Catalog catalog;

	private final PropertyRegistry properties;

	Discovery(DiscoveryRepository repository, Catalog catalog, PropertyRegistry properties) {
		this.repository = repository;
		this.catalog = catalog;
		this.properties = properties;
	}

	/** A page of hits with every word, best first; if there is none, with most words. */
	SearchConnection search(SearchQuestion question, PageRequest page) {
		int from = position(page);
		String query = question.lucene(true, this.properties.searched());
		Row result = this.repository.search(query, question, from, page.fetch());
		if (result.number("total") == 0 && question.words().size() > 1) {
			query = question.lucene(false, this.properties.searched());
			result = this.repository.search(query, question, from, page.fetch());
		}
		List<Row> rows = result.rows("hits");
		Map<String, Node> nodes = this.catalog.nodes(rows.stream().map((row) -> row.text("urn")).toList());
		List<Hit> hits = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			Row row = rows.get(i);
			Node node = nodes.get(row.text("urn"));
			if (node != null) {
				hits.add(new Hit(node, (Double) Objects.requireNonNull(row.value("score")), from + i + 1));
			}
		}
		Connection<Hit> connection = Connection.of(page, hits, (hit) -> String.valueOf(hit.position()),
				Math.min(MOST, result.number("total")));
		return new SearchConnection(
				connection.edges()
					.stream()
					.map((edge) -> new SearchEdge(edge.node().node(), edge.node().score(), edge.cursor()))
					.toList(),
				connection.pageInfo(), connection.totalCount(), result.number("total") > MOST, question, query);
	}

	List<SearchFacet> facets(SearchConnection hits) {
		return this.repository.facets(hits.query(), hits.question()).stream().map((row) -> {
			List<FacetValue> values = row.rows("values")
				.stream()
				.map((value) -> new FacetValue(value.text("value"), Math.toIntExact(value.number("count"))))
				.toList();
			return new SearchFacet(row.text("name"), values.stream().limit(MOST_VALUES).toList(),
					Math.max(0, values.size() - MOST_VALUES), hits.totalIsLowerBound());
		}).toList();
	}

	private static int position(PageRequest page) {
		try {
			return page.after().isEmpty() ? 0 : Integer.parseInt(page.after());
		}
		catch (NumberFormatException ex) {
			throw InvalidRequestException.invalid("after", "is no cursor of this list");
		}
	}

	/**
	 * A facet: the number of hits of each value of a property, the most frequent first.
	 *
	 * @param name kind, team, tag, namespace, lifecycle or environment
	 * @param omitted the number of further values
	 * @param lowerBound whether there are more hits than were counted
	 */
	record SearchFacet(String name, List<FacetValue> values, int omitted, boolean lowerBound) {
	}

	/** A value and the number of its hits. */
	record FacetValue(String value, int count) {
	}

	/** A hit, with its position in the list from 1. */
	private record Hit(Node node, double score, int position) {
	}

	/** A page of hits, with the query in the language of the index. */
	record SearchConnection(List<SearchEdge> edges, Connection.PageInfo pageInfo, @Nullable Long totalCount,
			boolean totalIsLowerBound, SearchQuestion question, String query) {
	}

	/** A hit and its cursor. */
	record SearchEdge(Node node, double score, String cursor) {
	}

}
