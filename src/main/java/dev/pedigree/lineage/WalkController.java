package dev.pedigree.lineage;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
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

/** Queries of lineage, paths and suppressed edges. */
@Controller
class WalkController {

	private static final int MOST = 10_000;

	private static final int MOST_PATHS = 10;

	private static final int USUAL = 1000;

	private static final int USUAL_PATHS = 3;

	private final Walks walks;

	private final Edges edges;

	private final Catalog catalog;

	private final AssetHistory history;

	WalkController(Walks walks, Edges edges, Catalog catalog, AssetHistory history) {
		this.walks = walks;
		this.edges = edges;
		this.catalog = catalog;
		this.history = history;
	}

	@QueryMapping
	LineageAnswer lineage(@Argument String id, @Argument Direction direction, @Argument LineageLevel level,
			@Argument @Nullable Integer maxHops, @Argument @Nullable Set<AssetKind> kinds,
			@Argument @Nullable Instant asOf, @Argument @Nullable Instant knownAt, @Argument @Nullable Integer limit,
			DataFetchingFieldSelectionSet selection) {
		TemporalScope scope = new TemporalScope(asOf, knownAt);
		int most = range("limit", limit, USUAL, MOST);
		if (maxHops != null && maxHops < 0) {
			throw InvalidRequestException.invalid("maxHops", "must not be negative");
		}
		WalkQuestion question = new WalkQuestion(List.of(id), direction, level, Tense.at(scope), Start.ALL,
				new Extent(maxHops, most, (kinds != null) ? kinds : Set.of(), true));
		Walk walk = this.walks.walk(question);
		Map<String, Asset> assets = this.catalog
			.mapByUrns(Stream.concat(Stream.of(id), walk.steps().stream().map(Walk.Step::urn)).distinct().toList());
		Asset root = found(assets, "id", id);
		if (!root.urn().equals(id)) {
			return lineage(root.urn(), direction, level, maxHops, kinds, asOf, knownAt, limit, selection);
		}
		Map<String, Asset> shown = this.history.at(assets.values(), scope);
		List<LineageAnswer.LineageNode> nodes = walk.steps()
			.stream()
			.filter((step) -> shown.containsKey(step.urn()))
			.map((step) -> new LineageAnswer.LineageNode(Objects.requireNonNull(shown.get(step.urn())), step.hops()))
			.toList();
		return new LineageAnswer(root, nodes, edges(walk.links(), question.tense(), selection), walk.complete(),
				walk.truncation(), walk.assumptions());
	}

	@QueryMapping
	List<LineagePath> paths(@Argument String from, @Argument String to, @Argument LineageLevel level,
			@Argument @Nullable Integer first, DataFetchingFieldSelectionSet selection) {
		int count = range("first", first, USUAL_PATHS, MOST_PATHS);
		Map<String, Asset> ends = this.catalog.mapByUrns(List.of(from, to));
		Asset start = found(ends, "from", from);
		Asset end = found(ends, "to", to);
		if (start.urn().equals(end.urn())) {
			throw InvalidRequestException.invalid("to", "must differ from from");
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

	@QueryMapping
	List<LineageEdge> suppressedEdges(@Argument String asset) {
		return this.edges.suppressed(this.catalog.known("asset", asset).urn());
	}

	private static int range(String argument, @Nullable Integer stated, int usual, int most) {
		int value = (stated != null) ? stated : usual;
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

	private List<LineageEdge> edges(Collection<Link> links, Tense tense, DataFetchingFieldSelectionSet selection) {
		boolean stored = selection.containsAnyOf("edges/since", "edges/until", "edges/lastConfirmed", "edges/binding",
				"edges/sources");
		return stored ? this.edges.of(links, tense)
				: links.stream().map((link) -> LineageEdge.of(link, List.of())).toList();
	}

	/** A path along which data flows. */
	record LineagePath(List<Asset> assets, List<LineageEdge> edges) {

		static LineagePath of(List<String> urns, Map<String, Asset> assets, Map<Link, LineageEdge> edges) {
			return new LineagePath(urns.stream().map((urn) -> Objects.requireNonNull(assets.get(urn))).toList(),
					links(urns).stream().map((link) -> Objects.requireNonNull(edges.get(link))).toList());
		}

		static List<Link> links(List<String> urns) {
			return IntStream.range(1, urns.size()).mapToObj((i) -> new Link(urns.get(i - 1), urns.get(i))).toList();
		}

	}

	/** The lineage of an asset. */
	record LineageAnswer(Asset root, List<LineageNode> nodes, List<LineageEdge> edges, boolean complete,
			@Nullable Truncation truncation, List<String> assumptions) {

		/** A reached asset; its hops are negative upstream. */
		record LineageNode(Asset asset, int hops) {
		}

	}

}
