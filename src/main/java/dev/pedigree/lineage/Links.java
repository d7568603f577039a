package dev.pedigree.lineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.graph.EdgeReconciler;
import dev.pedigree.graph.EdgeType;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.lineage.Walk.Link;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Edges that curators link or unlink. A link is stored beside the edges of sources; an
 * unlinked edge stays suppressed, whatever sources state later, until it is linked again.
 */
@Service
public class Links {

	/** The source of the edges that curators link. */
	public static final String SOURCE = "link";

	private final LineageRepository repository;

	private final EdgeReconciler edges;

	private final ApplicationEventPublisher events;

	Links(LineageRepository repository, EdgeReconciler edges, ApplicationEventPublisher events) {
		this.repository = repository;
		this.edges = edges;
		this.events = events;
	}

	/** Writes statements of curators, in the transaction of the caller. */
	@Transactional(propagation = Propagation.MANDATORY)
	public void state(List<Attributed<LinkStatement>> links) {
		for (Attributed<LinkStatement> link : links) {
			this.repository.stateLink(link);
			String from = link.statement().from().urn().value();
			if (derive(List.of(from))) {
				this.events.publishEvent(new AssetsChanged(AssetsChanged.What.LINEAGE,
						List.of(from, link.statement().to().urn().value())));
			}
		}
	}

	/** Whether a curator linked or unlinked two assets. */
	@Transactional(readOnly = true, timeout = 10)
	public boolean isStated(String from, String to) {
		return this.repository.links(List.of(from))
			.stream()
			.anyMatch((row) -> row.text("from").equals(from) && row.text("to").equals(to));
	}

	/**
	 * Derives the edges again, in the transaction of the caller, which holds the locks:
	 * after a merge the statements under all keys are about one asset.
	 * @param assets urns
	 * @return whether an edge changed
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean derive(Collection<String> assets) {
		return derive(assets, Set.of());
	}

	/**
	 * Derives the edges of split assets again, in the transaction of the caller.
	 * @param assets urns
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void split(Collection<String> assets) {
		derive(assets, this.repository.linked(assets));
	}

	private boolean derive(Collection<String> assets, Set<Link> formerly) {
		Map<Link, List<Timeline.TimedFacts<Boolean>>> stated = new HashMap<>();
		formerly.forEach((link) -> stated.put(link, new ArrayList<>()));
		Map<Link, String> notes = new HashMap<>();
		Set<Link> direct = new HashSet<>();
		List<Row> rows = this.repository.links(assets);
		Map<Link, Set<Link>> pairs = new HashMap<>();
		rows.forEach((row) -> pairs.computeIfAbsent(Link.of(row), (_) -> new HashSet<>()).addAll(edges(row)));
		for (Row row : rows) {
			// A statement of a pair under any of its keys is one of all its edges.
			for (Link edge : Objects.requireNonNull(pairs.get(Link.of(row)))) {
				for (Row statement : row.rows("statements")) {
					stated.computeIfAbsent(edge, (_) -> new ArrayList<>())
						.add(Timeline.TimedFacts.of(statement.time("at"), statement.flag("linked")));
					Optional.ofNullable(statement.maybeText("note")).ifPresent((note) -> notes.put(edge, note));
				}
			}
			if (!row.flag("throughJob")) {
				direct.add(Link.of(row));
			}
		}
		return !stated.isEmpty() && reconcile(stated, notes, direct);
	}

	private boolean reconcile(Map<Link, List<Timeline.TimedFacts<Boolean>>> stated, Map<Link, String> notes,
			Set<Link> direct) {
		List<GraphEdge> wanted = new ArrayList<>();
		List<Map<String, ?>> suppressed = new ArrayList<>();
		stated.forEach((link, statements) -> {
			List<Timeline.Interval<Boolean>> intervals = Timeline.fold(statements);
			intervals.forEach((interval) -> wanted.add(edge(link, interval, notes.get(link))));
			boolean ended = !statements.isEmpty()
					&& intervals.stream().allMatch((interval) -> interval.until() != null);
			suppressed.add(Map.of("from", link.from(), "to", link.to(), "suppressed", direct.contains(link) && ended));
		});
		EdgeReconciler.EdgeChanges edges = this.edges.changes();
		edges.add(wanted, GraphEdge.stored(this.repository.linkEdges(stated.keySet())));
		boolean hidden = this.repository.suppress(suppressed);
		return !edges.write().isEmpty() || hidden;
	}

	private static List<Link> edges(Row row) {
		Link link = Link.of(row);
		if (!row.flag("throughJob")) {
			return List.of(link);
		}
		String job = job(row.text("statedFrom"), row.text("statedTo")).value();
		return List.of(new Link(link.from(), job), new Link(job, link.to()));
	}

	private static GraphEdge edge(Link link, Timeline.Interval<Boolean> linked, @Nullable String note) {
		return GraphEdge.of(EdgeType.FEEDS, link.from(), link.to(), linked.since(), linked.until(),
				Row.map("source", SOURCE, "lastConfirmed", linked.since(), "note", note));
	}

	/** The job that represents a link, by the keys that it was stated under. */
	static Urn job(String from, String to) {
		return Urn.job(SOURCE, from + " -> " + to);
	}

	/**
	 * A curator links a producer and a consumer, or unlinks them.
	 *
	 * @param linked false to unlink them
	 */
	public record LinkStatement(AssetReference from, AssetReference to, boolean linked, @Nullable String note,
			Instant at) {

		/** A statement about existing assets. */
		public static LinkStatement of(Asset from, Asset to, boolean linked, @Nullable String note, Instant at) {
			return new LinkStatement(reference(from, at), reference(to, at), linked, note, at);
		}

		private static AssetReference reference(Asset asset, Instant at) {
			return new AssetReference(Urn.of(asset), asset.kind(), Set.of(), at, AssetReference.MANUAL, false);
		}

		/** The assets, to be upserted before the statement is written. */
		public List<AssetReference> references() {
			return List.of(this.from, this.to);
		}

		/** The statement that declares the job of the link; empty for a direct edge. */
		public Optional<Statement> job() {
			return isThroughJob(this.from.kind(), this.to.kind()) ? Optional
				.of(Statement.declaredJob(Links.job(this.from.urn().value(), this.to.urn().value()), this.at, SOURCE))
					: Optional.empty();
		}

	}

	/** Whether a declared job represents the link (semantics, Levels and tense). */
	public static boolean isThroughJob(AssetKind from, AssetKind to) {
		return from.isData() && to.isData();
	}

}
