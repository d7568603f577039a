package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Asset;
import dev.pedigree.lineage.Walk.Link;

/**
 * A way along which data flows.
 *
 * @param assets the nodes on it, in order
 * @param edges the edges between one node and the next
 */
record LineagePath(List<Asset> assets, List<LineageEdge> edges) {

	static LineagePath of(List<String> urns, Map<String, Asset> assets, Map<Link, LineageEdge> edges) {
		return new LineagePath(urns.stream().map((urn) -> Objects.requireNonNull(assets.get(urn))).toList(),
				links(urns).stream().map((link) -> Objects.requireNonNull(edges.get(link))).toList());
	}

	/** The links between one node and the next. */
	static List<Link> links(List<String> urns) {
		List<Link> links = new ArrayList<>();
		for (int i = 1; i < urns.size(); i++) {
			links.add(new Link(urns.get(i - 1), urns.get(i)));
		}
		return links;
	}

}
