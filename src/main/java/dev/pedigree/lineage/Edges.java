package dev.pedigree.lineage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.graph.Row;
import dev.pedigree.lineage.Walk.Link;

import org.springframework.stereotype.Component;

/** Reads stored edges; the edges of several sources between two assets are one. */
@Component
public class Edges {

	private final WalkRepository repository;

	Edges(WalkRepository repository) {
		this.repository = repository;
	}

	List<LineageEdge> of(Collection<Link> links, WalkQuestion.Tense tense) {
		if (links.isEmpty()) {
			return List.of();
		}
		Set<String> urns = new LinkedHashSet<>();
		links.forEach((link) -> urns.addAll(List.of(link.from(), link.to())));
		Map<Link, List<Row>> stored = byLink(this.repository.edges(urns, tense));
		return links.stream().map((link) -> LineageEdge.of(link, stored.getOrDefault(link, List.of()))).toList();
	}

	/** The edge between two assets, past and suppressed ones included. */
	public LineageEdge ever(String from, String to) {
		return LineageEdge.of(new Link(from, to), this.repository.edgesEver(from, to, Links.job(from, to).value()));
	}

	/** The edges of an asset that sources state and a curator unlinked. */
	List<LineageEdge> suppressed(String asset) {
		return byLink(this.repository.suppressed(asset)).entrySet()
			.stream()
			.map((edge) -> LineageEdge.of(edge.getKey(), edge.getValue()))
			.toList();
	}

	private static Map<Link, List<Row>> byLink(List<Row> rows) {
		return rows.stream().collect(Collectors.groupingBy(Link::of, LinkedHashMap::new, Collectors.toList()));
	}

}
