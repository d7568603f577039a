package dev.pedigree.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

import dev.pedigree.graph.StoredTime;
import dev.pedigree.lineage.Walk.Link;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads what is stored of the edges that a walk shows, and folds those of several
 * sources.
 */
@Component
class Edges {

	/** How a read found its version, the most certain first. */
	private static final List<String> BINDINGS = List.of("STATED", "NEWEST", "INFERRED", "INITIAL", "CARRIED",
			"DECLARED");

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
		Map<Link, List<Map<String, Object>>> stored = new HashMap<>();
		for (Map<String, Object> row : this.repository.edges(urns, tense)) {
			stored.computeIfAbsent(new Link(text(row, "from"), text(row, "to")), (link) -> new ArrayList<>()).add(row);
		}
		return links.stream().map((link) -> fold(link, stored.getOrDefault(link, List.of()))).toList();
	}

	/** The edges of these links without what is stored of them. */
	static List<LineageEdge> bare(Collection<Link> links) {
		return links.stream().map((link) -> fold(link, List.of())).toList();
	}

	private static LineageEdge fold(Link link, List<Map<String, Object>> rows) {
		boolean open = rows.stream().anyMatch((row) -> row.get("until") == null);
		String binding = BINDINGS.stream()
			.filter((name) -> rows.stream().anyMatch((row) -> name.equals(row.get("binding"))))
			.findFirst()
			.orElse(null);
		List<String> sources = rows.stream()
			.map((row) -> row.get("source"))
			.filter(Objects::nonNull)
			.map(String::valueOf)
			.distinct()
			.sorted()
			.toList();
		return new LineageEdge(link.from(), link.to(), times(rows, "since", BinaryOperator.minBy(Instant::compareTo)),
				open ? null : times(rows, "until", BinaryOperator.maxBy(Instant::compareTo)),
				times(rows, "lastConfirmed", BinaryOperator.maxBy(Instant::compareTo)), binding, sources);
	}

	private static @Nullable Instant times(List<Map<String, Object>> rows, String column,
			BinaryOperator<Instant> choice) {
		return rows.stream()
			.flatMap((row) -> Stream.ofNullable(StoredTime.orNull(row, column)))
			.reduce(choice)
			.orElse(null);
	}

	private static String text(Map<String, Object> row, String column) {
		return (String) Objects.requireNonNull(row.get(column));
	}

}
