package dev.pedigree.discovery;

import java.util.List;

import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.discovery.Discovery.Hit;
import dev.pedigree.discovery.Discovery.Hits;
import dev.pedigree.discovery.SearchQuestion.SearchKind;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Questions for what one remembers only in part. */
@Controller
class DiscoveryController {

	private final Discovery discovery;

	private final Catalog catalog;

	DiscoveryController(Discovery discovery, Catalog catalog) {
		this.discovery = discovery;
		this.catalog = catalog;
	}

	@QueryMapping
	SearchConnection search(@Argument String text, @Argument @Nullable List<SearchKind> kinds,
			@Argument @Nullable AssetFilter filter, @Argument @Nullable Integer first,
			@Argument @Nullable String after) {
		Hits hits = this.discovery.search(SearchQuestion.of(text, kinds, this.catalog.filter(filter)),
				PageRequest.of("search", first, after));
		Connection<Hit> page = hits.page();
		return new SearchConnection(page.edges()
			.stream()
			.map((edge) -> new SearchEdge(edge.node().node(), edge.node().score(), edge.cursor()))
			.toList(), page.pageInfo(), page.totalCount(), hits.totalIsLowerBound(), hits);
	}

	@QueryMapping
	List<Node> suggest(@Argument String prefix, @Argument @Nullable Integer first) {
		PageRequest slice = PageRequest.of("suggest", (first != null) ? first : 10, null);
		return this.discovery.search(SearchQuestion.of(prefix, null, AssetFilter.NONE), slice)
			.rows()
			.stream()
			.limit(slice.first())
			.map(Hit::node)
			.toList();
	}

	@SchemaMapping(typeName = "SearchConnection")
	List<SearchFacet> facets(SearchConnection connection) {
		return this.discovery.facets(connection.hits());
	}

	/**
	 * A page of what was found.
	 */
	record SearchConnection(List<SearchEdge> edges, Connection.PageInfo pageInfo, @Nullable Long totalCount,
			boolean totalIsLowerBound, Hits hits) {
	}

	/**
	 * Something that was found.
	 */
	record SearchEdge(Node node, double score, String cursor) {
	}

}
