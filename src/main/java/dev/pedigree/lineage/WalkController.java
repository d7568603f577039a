package dev.pedigree.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.description.AssetHistory;
import dev.pedigree.lineage.Walk.Link;
import dev.pedigree.lineage.WalkQuestion.Extent;
import dev.pedigree.lineage.WalkQuestion.Start;
import dev.pedigree.lineage.WalkQuestion.Tense;
import graphql.schema.DataFetchingFieldSelectionSet;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Questions for what an asset comes from and goes to. */
@Controller
class WalkController {

	/** The most nodes that one answer shows. */
	static final int MOST = 10_000;

	/** The most paths of one answer. */
	static final int MOST_PATHS = 10;

	/** How many nodes and paths an answer has when the question does not say. */
	private static final int USUAL = 1000;

	private static final int USUAL_PATHS = 3;

	private final Walks walks;

	private final Edges edges;

	private final Catalog catalog;

	private final AssetHistory history;

	WalkController(Walks walks, Edges edges, Catalog catalog, AssetHistory history) {
		this.history = history;
		this.walks = walks;
		this.edges = edges;
		this.catalog = catalog;
	}

	@QueryMapping
	LineageAnswer lineage(@Argument String id, @Argument Direction direction, @Argument LineageLevel level,
			@Argument @Nullable Integer maxHops, @Argument @Nullable Set<AssetKind> kinds,
			@Argument @Nullable Instant asOf, @Argument @Nullable Instant knownAt, @Argument @Nullable Integer limit,
			DataFetchingFieldSelectionSet selection) {
		TemporalScope moment = new TemporalScope(asOf, knownAt);
		int most = range("limit", limit, USUAL, MOST);
		if (maxHops != null && maxHops < 0) {
			throw InvalidRequestException.invalid("maxHops", "must not be negative");
		}
		WalkQuestion question = new WalkQuestion(List.of(id), direction, level, Tense.at(moment), Start.ALL,
				new Extent(maxHops, most, (kinds != null) ? kinds : Set.of(), true));
		Walk walk = this.walks.walk(question);
		Map<String, Asset> assets = assets(id, walk);
		Asset root = found(assets, "id", id);
		if (!root.urn().equals(id)) {
			return lineage(root.urn(), direction, level, maxHops, kinds, asOf, knownAt, limit, selection);
		}
		return answer(root, walk, this.history.at(assets.values(), moment),
				edges(walk.links(), question.tense(), selection));
	}

	@QueryMapping
	List<LineagePath> paths(@Argument String from, @Argument String to, @Argument LineageLevel level,
			@Argument @Nullable Integer first, DataFetchingFieldSelectionSet selection) {
		int count = range("first", first, USUAL_PATHS, MOST_PATHS);
		Map<String, Asset> ends = this.catalog.mapByUrns(List.of(from, to));
		Asset start = found(ends, "from", from);
		Asset end = found(ends, "to", to);
		if (start.urn().equals(end.urn())) {
			throw InvalidRequestException.invalid("to", "is where the path begins");
		}
		List<List<String>> paths = this.walks.paths(start.urn(), end.urn(), level, count);
		Map<String, Asset> assets = this.catalog.mapByUrns(paths.stream().flatMap(List::stream).distinct().toList());
		Set<Link> links = new LinkedHashSet<>();
		paths.forEach((path) -> links.addAll(LineagePath.links(path)));
		Map<Link, LineageEdge> edges = new HashMap<>();
		edges(links, Tense.NOW, selection).forEach((edge) -> edges.put(new Link(edge.from(), edge.to()), edge));
		return paths.stream()
			.filter((path) -> assets.keySet().containsAll(path))
			.map((path) -> LineagePath.of(path, assets, edges))
			.toList();
	}

	private static int range(String argument, @Nullable Integer given, int otherwise, int most) {
		int value = (given != null) ? given : otherwise;
		if (value < 1 || value > most) {
			throw InvalidRequestException.invalid(argument, "must be 1 to " + most + ", not " + value);
		}
		return value;
	}

	private static Asset found(Map<String, Asset> assets, String argument, String id) {
		Asset asset = assets.get(id);
		if (asset == null) {
			throw InvalidRequestException.notFound(argument, id);
		}
		return asset;
	}

	private LineageAnswer answer(Asset root, Walk walk, Map<String, Asset> assets, List<LineageEdge> edges) {
		List<LineageAnswer.LineageNode> nodes = new ArrayList<>();
		for (Walk.Step step : walk.steps()) {
			Asset asset = assets.get(step.urn());
			if (asset != null) {
				nodes.add(new LineageAnswer.LineageNode(asset, step.hops()));
			}
		}
		return new LineageAnswer(root, nodes, edges, walk.complete(), walk.truncation(), walk.assumptions());
	}

	/** The root and all nodes, with one query. */
	private Map<String, Asset> assets(String root, Walk walk) {
		return this.catalog
			.mapByUrns(Stream.concat(Stream.of(root), walk.steps().stream().map(Walk.Step::urn)).distinct().toList());
	}

	private List<LineageEdge> edges(Collection<Link> links, Tense tense, DataFetchingFieldSelectionSet selection) {
		boolean stored = selection.containsAnyOf("edges/since", "edges/until", "edges/lastConfirmed", "edges/binding",
				"edges/sources");
		return stored ? this.edges.of(links, tense) : Edges.bare(links);
	}

}
