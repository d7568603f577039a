package dev.pedigree.lineage;

import java.util.List;

import dev.pedigree.catalog.Catalog;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Queries of suppressed edges. */
@Controller
class LinksController {

	private final Edges edges;

	private final Catalog catalog;

	LinksController(Edges edges, Catalog catalog) {
		this.edges = edges;
		this.catalog = catalog;
	}

	@QueryMapping
	List<LineageEdge> suppressedEdges(@Argument String asset) {
		return this.edges.suppressed(this.catalog.known("asset", asset).urn());
	}

}
