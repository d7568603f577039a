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
import dev.pedigree.discovery.SearchFacet.FacetValue;
import dev.pedigree.graph.Row;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds assets, teams and people. */
@Service
@Transactional(readOnly = true, timeout = 10)
class Discovery {

	/** More hits than these are neither listed nor counted. */
	static final int MOST = 10_000;

	private static final int MOST_VALUES = 100;

	private final DiscoveryRepository repository;

	private final Catalog catalog;

	Discovery(DiscoveryRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/**
	 * One page of hits, the best first. Every word must be there; when nothing has them
	 * all, what has most of them is found.
	 */
	Hits search(SearchQuestion question, PageRequest slice) {
		int from = position(slice);
		String query = question.lucene(true);
		Row page = this.repository.search(query, question, from, slice.fetch());
		if (page.number("total") == 0 && question.words().size() > 1) {
			query = question.lucene(false);
			page = this.repository.search(query, question, from, slice.fetch());
		}
		List<Row> rows = page.rows("hits");
		Map<String, Node> nodes = this.catalog.nodes(rows.stream().map((row) -> row.text("urn")).toList());
		List<Hit> hits = new ArrayList<>();
		for (int i = 0; i < rows.size(); i++) {
			Row row = rows.get(i);
			Node node = nodes.get(row.text("urn"));
			if (node != null) {
				hits.add(new Hit(node, (Double) Objects.requireNonNull(row.value("score")), from + i + 1));
			}
		}
		return new Hits(question, query, slice, hits, page.number("total"));
	}

	/** How many hits have which values. */
	List<SearchFacet> facets(Hits hits) {
		boolean lowerBound = hits.total() > MOST;
		return this.repository.facets(hits.query(), hits.question()).stream().map((row) -> {
			List<FacetValue> values = row.rows("values")
				.stream()
				.map((value) -> new FacetValue(value.text("value"), Math.toIntExact(value.number("count"))))
				.toList();
			return new SearchFacet(row.text("name"), values.stream().limit(MOST_VALUES).toList(),
					Math.max(0, values.size() - MOST_VALUES), lowerBound);
		}).toList();
	}

	private static int position(PageRequest slice) {
		try {
			return slice.after().isEmpty() ? 0 : Integer.parseInt(slice.after());
		}
		catch (NumberFormatException ex) {
			throw InvalidRequestException.invalid("after", "is no cursor of this list");
		}
	}

	/**
	 * Something that was found.
	 *
	 * @param position its place in the list, from 1
	 */
	record Hit(Node node, double score, int position) {
	}

	/**
	 * A page of what was found.
	 *
	 * @param query the question in the language of the index
	 * @param rows the hits, maybe one more than asked
	 * @param total all hits, at most {@value Discovery#MOST} and one
	 */
	record Hits(SearchQuestion question, String query, PageRequest slice, List<Hit> rows, long total) {

		/** Whether there are more hits than are counted. */
		boolean totalIsLowerBound() {
			return this.total > MOST;
		}

		/** The page as a connection has it. */
		Connection<Hit> page() {
			return Connection.of(this.slice, this.rows, (hit) -> String.valueOf(hit.position()),
					Math.min(MOST, this.total));
		}

	}

}
