package dev.pedigree.lineage;

import java.security.Principal;
import java.util.List;

import dev.pedigree.catalog.Catalog;
import dev.pedigree.graph.LockContention;
import dev.pedigree.lineage.Walk.Link;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What people say of edges. */
@Controller
class LinksController {

	private final Links links;

	private final Edges edges;

	private final Catalog catalog;

	LinksController(Links links, Edges edges, Catalog catalog) {
		this.links = links;
		this.edges = edges;
		this.catalog = catalog;
	}

	@MutationMapping
	LineageEdge linkAssets(@Argument String from, @Argument String to, @Argument @Nullable String note,
			Principal actor) {
		return edge(LockContention.retried(() -> this.links.link(from, to, note, actor.getName())));
	}

	@MutationMapping
	LineageEdge unlinkAssets(@Argument String from, @Argument String to, @Argument @Nullable String note,
			Principal actor) {
		return edge(LockContention.retried(() -> this.links.unlink(from, to, note, actor.getName())));
	}

	@QueryMapping
	List<LineageEdge> suppressedEdges(@Argument String asset) {
		return this.edges.suppressed(this.catalog.known("asset", asset).urn());
	}

	private LineageEdge edge(Link link) {
		return this.edges.ever(link);
	}

}
