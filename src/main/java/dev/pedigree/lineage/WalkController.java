package dev.pedigree.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Refusal;
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

	private final Walks walks;

	private final Edges edges;

	private final Catalog catalog;

	WalkController(Walks walks, Edges edges, Catalog catalog) {
		this.walks = walks;
		this.edges = edges;
		this.catalog = catalog;
	}

	@QueryMapping
	LineageAnswer lineage(@Argument String id, @Argument Direction direction, @Argument LineageLevel level,
			@Argument @Nullable Integer maxHops, @Argument @Nullable Set<AssetKind> kinds,
			@Argument @Nullable Instant asOf, @Argument int limit, DataFetchingFieldSelectionSet selection) {
		if (limit < 1 || limit > MOST) {
			throw Refusal.invalid("limit", "must be 1 to " + MOST + ", not " + limit);
		}
		if (maxHops != null && maxHops < 0) {
			throw Refusal.invalid("maxHops", "must not be negative");
		}
		WalkQuestion question = new WalkQuestion(List.of(id), direction, level, new Tense(asOf, false), Start.ALL,
				new Extent(maxHops, limit, (kinds != null) ? kinds : Set.of(), true));
		Walk walk = this.walks.walk(question);
		Map<String, Asset> assets = assets(id, walk);
		Asset root = assets.get(id);
		if (root == null) {
			throw Refusal.notFound("id", id);
		}
		if (!root.urn().equals(id)) {
			return lineage(root.urn(), direction, level, maxHops, kinds, asOf, limit, selection);
		}
		return answer(root, walk, assets, edges(walk, question.tense(), selection));
	}

	private LineageAnswer answer(Asset root, Walk walk, Map<String, Asset> assets, List<LineageEdge> edges) {
		List<LineageAnswer.Node> nodes = new ArrayList<>();
		for (Walk.Step step : walk.steps()) {
			Asset asset = assets.get(step.urn());
			if (asset != null) {
				nodes.add(new LineageAnswer.Node(asset, step.hops()));
			}
		}
		return new LineageAnswer(root, nodes, edges, walk.complete(), walk.truncation(), walk.assumptions());
	}

	/** The root and all nodes, with one query. */
	private Map<String, Asset> assets(String root, Walk walk) {
		return this.catalog
			.mapByUrns(Stream.concat(Stream.of(root), walk.steps().stream().map(Walk.Step::urn)).distinct().toList());
	}

	private List<LineageEdge> edges(Walk walk, Tense tense, DataFetchingFieldSelectionSet selection) {
		boolean stored = selection.containsAnyOf("edges/since", "edges/until", "edges/lastConfirmed", "edges/binding",
				"edges/sources");
		return stored ? this.edges.of(walk.links(), tense) : Edges.bare(walk.links());
	}

}
