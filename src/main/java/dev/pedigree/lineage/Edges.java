package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.graph.Row;
import dev.pedigree.lineage.Walk.Link;

import org.springframework.stereotype.Component;

/**
 * Reads what is stored of the edges that a walk shows, and folds those of several
 * sources.
 */
@Component
public class Edges {

	private final WalkRepository repository;

	Edges(WalkRepository repository) {
		this.repository = repository;
	}

	/** The edges of these links, in their order, with one query. */
	List<LineageEdge> of(Collection<Link> links, WalkQuestion.Tense tense) {
		if (links.isEmpty()) {
			return List.of();
		}
		Set<String> urns = new LinkedHashSet<>();
		links.forEach((link) -> urns.addAll(List.of(link.from(), link.to())));
		Map<Link, List<Row>> stored = new HashMap<>();
		for (Row row : this.repository.edges(urns, tense)) {
			stored.computeIfAbsent(new Link(row.text("from"), row.text("to")), (_) -> new ArrayList<>()).add(row);
		}
		return links.stream().map((link) -> LineageEdge.of(link, stored.getOrDefault(link, List.of()))).toList();
	}

	/** The edge between two assets, past and suppressed ones included. */
	public LineageEdge ever(String from, String to) {
		return LineageEdge.of(new Link(from, to), this.repository.edgesEver(from, to, Links.job(from, to).value()));
	}

	/** The edges of an asset that sources state and a person unlinked. */
	List<LineageEdge> suppressed(String asset) {
		Map<Link, List<Row>> stored = new LinkedHashMap<>();
		for (Row row : this.repository.suppressed(asset)) {
			stored.computeIfAbsent(new Link(row.text("from"), row.text("to")), (_) -> new ArrayList<>()).add(row);
		}
		return stored.entrySet().stream().map((one) -> LineageEdge.of(one.getKey(), one.getValue())).toList();
	}

	/** The edges of these links without what is stored of them. */
	static List<LineageEdge> bare(Collection<Link> links) {
		return links.stream().map((link) -> LineageEdge.of(link, List.of())).toList();
	}

}
