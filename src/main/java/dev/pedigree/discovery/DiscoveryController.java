package dev.pedigree.discovery;

import java.util.List;

import dev.pedigree.catalog.AssetFilter;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.discovery.Discovery.SearchConnection;
import dev.pedigree.discovery.Discovery.SearchEdge;
import dev.pedigree.discovery.Discovery.SearchFacet;
import dev.pedigree.discovery.SearchQuestion.SearchKind;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** GraphQL queries for search, suggestions and facets. */
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
		return this.discovery.search(SearchQuestion.of(text, kinds, this.catalog.filter(filter)),
				PageRequest.of("search", first, after));
	}

	@QueryMapping
	List<Node> suggest(@Argument String prefix, @Argument @Nullable Integer first) {
		PageRequest page = PageRequest.of("suggest", (first != null) ? first : 10, null);
		return this.discovery.search(SearchQuestion.of(prefix, null, AssetFilter.NONE), page)
			.edges()
			.stream()
			.map(SearchEdge::node)
			.toList();
	}

	@SchemaMapping(typeName = "SearchConnection")
	List<SearchFacet> facets(SearchConnection connection) {
		return this.discovery.facets(connection);
	}

}
