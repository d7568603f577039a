package dev.pedigree.changes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.description.AssetHistory;
import dev.pedigree.graph.Row;
import dev.pedigree.lineage.Direction;
import dev.pedigree.lineage.LineageEdge;
import dev.pedigree.lineage.LineageLevel;
import dev.pedigree.lineage.Truncation;
import dev.pedigree.lineage.Walk;
import dev.pedigree.lineage.Walk.Link;
import dev.pedigree.lineage.WalkQuestion;
import dev.pedigree.lineage.Walks;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

/**
 * Reports what changed in a period, by valid time, in an asset or in everything that fed
 * it during the period. The number of queries does not depend on the number of changes.
 */
@Service
class ChangeReport {

	private final ChangesRepository repository;

	private final Catalog catalog;

	private final AssetHistory history;

	private final Walks walks;

	ChangeReport(ChangesRepository repository, Catalog catalog, AssetHistory history, Walks walks) {
		this.repository = repository;
		this.catalog = catalog;
		this.history = history;
		this.walks = walks;
	}

	/**
	 * The period and the filter of a report.
	 *
	 * @param after start, exclusive
	 * @param until end, inclusive
	 * @param only names of changes; empty for all
	 * @param limit maximum number of events
	 */
	record ReportPeriod(Instant after, Instant until, Set<String> only, int limit) {

		boolean matches(Changes.ChangeEvent event) {
			return this.only.isEmpty() || this.only.contains(event.change());
		}

	}

	/** Returns the changes of an asset. */
	Changes of(Asset asset, ReportPeriod period) {
		return changes(List.of(asset.urn()), true, period, null);
	}

	/** Returns the changes of an asset and of everything that fed it by design. */
	Changes upstreamOf(Asset asset, ReportPeriod period) {
		Walk walk = this.walks.walk(new WalkQuestion(List.of(asset.urn()), Direction.UPSTREAM, LineageLevel.STANDING,
				WalkQuestion.Tense.between(period.after(), period.until()), WalkQuestion.Start.ALL,
				new WalkQuestion.Extent(null, period.limit(), Set.of(), true)));
		return changes(walk.steps().stream().map(Walk.Step::urn).toList(), false, period, walk.truncation());
	}

	private Changes changes(List<String> urns, boolean alone, ReportPeriod period,
			@Nullable Truncation walkTruncation) {
		Instant after = period.after();
		Instant until = period.until();
		int limit = period.limit();
		Set<String> about = new HashSet<>(urns);
		List<LineageEdge> edges = edges(urns, alone, after, until);
		List<Row> rows = this.repository.between(urns, after, until, limit + 1);
		List<AssetHistory.PropertyChange> described = this.history.between(urns, after, until);
		Map<String, Node> nodes = this.catalog.nodes(Stream
			.of(urns.stream(), rows.stream().flatMap((row) -> Stream.ofNullable(row.maybeText("other"))),
					edges.stream().flatMap((edge) -> Stream.of(edge.from(), edge.to())))
			.flatMap((ids) -> ids)
			.toList());
		List<Changes.ChangeEvent> events = new ArrayList<>();
		rows.forEach((row) -> add(events, nodes, row.time("at"), row.text("asset"), row.text("change"),
				row.maybeText("other"), row.maybeText("detail")));
		described.forEach((change) -> events.add(new Changes.ChangeEvent(change.at(), asset(nodes, change.asset()),
				"DESCRIBED", null, null, change.property(), change.before(), change.now())));
		edges.forEach((edge) -> ends(edge, after, until).forEach((change, at) -> {
			String of = about.contains(edge.from()) ? edge.from() : edge.to();
			add(events, nodes, at, of, change, of.equals(edge.from()) ? edge.to() : edge.from(), null);
		}));
		events.removeIf((event) -> !period.matches(event));
		events.sort(Changes.ChangeEvent.ORDER);
		// The number of further events is unknown.
		Truncation truncation = (events.size() > limit)
				? new Truncation(Truncation.TruncationReason.LIMIT, null, List.of())
				: (walkTruncation != null) ? walkTruncation : summarised(urns, after, until);
		Set<Link> before = links(edges, after);
		Set<Link> now = links(edges, until);
		return new Changes(List.copyOf(events.subList(0, Math.min(limit, events.size()))),
				edges.stream().filter((edge) -> holds(edge, until) && !before.contains(link(edge))).toList(),
				edges.stream().filter((edge) -> holds(edge, after) && !now.contains(link(edge))).toList(),
				rebound(nodes.values(), after, until), truncation);
	}

	/** The truncation by assets whose runs or versions in the period are summarised. */
	private @Nullable Truncation summarised(List<String> urns, Instant after, Instant until) {
		List<String> where = this.repository.summarised(urns, after, until);
		return where.isEmpty() ? null : new Truncation(Truncation.TruncationReason.COMPACTED, null, where);
	}

	private static Set<Link> links(List<LineageEdge> edges, Instant at) {
		return edges.stream().filter((edge) -> holds(edge, at)).map(ChangeReport::link).collect(Collectors.toSet());
	}

	private static Link link(LineageEdge edge) {
		return new Link(edge.from(), edge.to());
	}

	private static void add(List<Changes.ChangeEvent> events, Map<String, Node> nodes, Instant at, String asset,
			String change, @Nullable String other, @Nullable String detail) {
		events.add(new Changes.ChangeEvent(at, asset(nodes, asset), change, (other != null) ? nodes.get(other) : null,
				detail, null, null, null));
	}

	private static Asset asset(Map<String, Node> nodes, String urn) {
		return (Asset) Objects.requireNonNull(nodes.get(urn), urn);
	}

	/**
	 * Returns the edges that existed during the period. Equal edges of several sources
	 * are one; an edge that ended and began again is two.
	 */
	private List<LineageEdge> edges(Collection<String> urns, boolean alone, Instant after, Instant until) {
		Map<Link, List<Row>> pairs = this.repository.edges(urns, alone, after, until)
			.stream()
			.collect(Collectors.groupingBy(Link::of, LinkedHashMap::new, Collectors.toList()));
		List<LineageEdge> edges = new ArrayList<>();
		pairs.forEach((link, rows) -> Timeline
			.union(link,
					rows.stream()
						.map((row) -> new Timeline.Interval<>(link, row.time("since"), row.maybeTime("until")))
						.toList())
			.forEach((interval) -> edges
				.add(LineageEdge.of(link, rows.stream().filter((row) -> interval.holds(row.time("since"))).toList()))));
		return edges;
	}

	private static Map<String, Instant> ends(LineageEdge edge, Instant after, Instant until) {
		Map<String, Instant> ends = new TreeMap<>();
		if (edge.since() != null && edge.since().isAfter(after) && !edge.since().isAfter(until)) {
			ends.put("EDGE_ADDED", edge.since());
		}
		if (edge.until() != null && edge.until().isAfter(after) && !edge.until().isAfter(until)) {
			ends.put("EDGE_ENDED", edge.until());
		}
		return ends;
	}

	private static boolean holds(LineageEdge edge, Instant at) {
		return (edge.since() == null || !edge.since().isAfter(at))
				&& (edge.until() == null || edge.until().isAfter(at));
	}

	private List<Changes.Rebinding> rebound(Collection<Node> nodes, Instant after, Instant until) {
		List<String> consumers = nodes.stream()
			.filter(Asset.class::isInstance)
			.map(Asset.class::cast)
			.filter((asset) -> asset.kind() == AssetKind.JOB || asset.kind() == AssetKind.DEPLOYMENT)
			.map(Asset::urn)
			.distinct()
			.toList();
		Map<List<String>, List<String>> before = bound(consumers, after);
		Map<List<String>, List<String>> now = bound(consumers, until);
		Set<List<String>> changed = new HashSet<>(now.keySet());
		changed.retainAll(before.keySet());
		changed.removeIf((binding) -> Objects.equals(before.get(binding), now.get(binding)));
		Set<String> ids = new TreeSet<>();
		changed.forEach((binding) -> Stream.of(binding, before.get(binding), now.get(binding)).forEach(ids::addAll));
		Map<String, Asset> assets = this.catalog.mapByUrns(ids);
		return changed.stream()
			.sorted(Comparator.comparing(List::toString))
			.map((binding) -> new Changes.Rebinding(Objects.requireNonNull(assets.get(binding.getFirst())),
					Objects.requireNonNull(assets.get(binding.getLast())), all(assets, before.get(binding)),
					all(assets, now.get(binding))))
			.toList();
	}

	/** Returns the bound versions, by consumer and asset. */
	private Map<List<String>, List<String>> bound(List<String> consumers, Instant at) {
		return this.repository.bound(consumers, at)
			.stream()
			.collect(Collectors.toMap((row) -> List.of(row.text("consumer"), row.text("of")),
					(row) -> row.texts("versions")));
	}

	private static List<Asset> all(Map<String, Asset> assets, @Nullable List<String> urns) {
		return (urns != null) ? urns.stream().map(assets::get).filter(Objects::nonNull).toList() : List.of();
	}

}
