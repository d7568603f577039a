package dev.pedigree.lineage;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Descriptions;
import dev.pedigree.description.Statement;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.identity.Identities;
import dev.pedigree.identity.Identity;
import dev.pedigree.lineage.Walk.Link;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people say of edges: that one is there although nobody captured it, or that one is
 * not there although somebody did. A link stays apart from what is captured; what is
 * unlinked stays suppressed, whatever is captured later, until it is linked again.
 */
@Service
@Transactional(timeout = 30)
public class Links {

	/** The source of the edges that people link. */
	static final String SOURCE = "link";

	private static final Set<AssetKind> DATA = Set.of(AssetKind.DATASET, AssetKind.MODEL);

	private final LineageRepository repository;

	private final Identity identity;

	private final Descriptions descriptions;

	private final Catalog catalog;

	private final ApplicationEventPublisher events;

	private final Clock clock = Clock.systemUTC();

	Links(LineageRepository repository, Identity identity, Descriptions descriptions, Catalog catalog,
			ApplicationEventPublisher events) {
		this.events = events;
		this.repository = repository;
		this.identity = identity;
		this.descriptions = descriptions;
		this.catalog = catalog;
	}

	/** Writes that data flows from one asset to another; lifts a suppression. */
	Link link(String from, String to, @Nullable String note, String actor) {
		return say(this.catalog.known("from", from), this.catalog.known("to", to), true, note, actor);
	}

	/** Writes that no data flows from one asset to another, whatever is captured. */
	Link unlink(String from, String to, @Nullable String note, String actor) {
		Asset producer = this.catalog.known("from", from);
		Asset consumer = this.catalog.known("to", to);
		if (isThroughJob(producer, consumer) && this.repository.links(List.of(producer.urn()))
			.stream()
			.noneMatch((row) -> row.text("from").equals(producer.urn()) && row.text("to").equals(consumer.urn()))) {
			throw InvalidRequestException.invalid("to",
					"nobody linked these by hand; unlink one of them from the job between them");
		}
		return say(producer, consumer, false, note, actor);
	}

	private Link say(Asset from, Asset to, boolean linked, @Nullable String note, String actor) {
		check(from, to);
		Instant at = InputValidation.at("at", null, this.clock);
		List<AssetReference> mentions = new ArrayList<>(List.of(mention(from, at), mention(to, at)));
		Statement statement = null;
		if (isThroughJob(from, to)) {
			Urn job = job(from.urn(), to.urn());
			mentions.add(new AssetReference(job, AssetKind.JOB, Set.of(), at, SOURCE, true));
			statement = Statement.declaredJob(job, at, SOURCE).by(actor);
		}
		Identities identities = this.identity.claim(mentions);
		if (statement != null) {
			this.descriptions.state(List.of(statement), identities);
		}
		Map<String, @Nullable Object> said = new HashMap<>();
		said.put("from", from.urn());
		said.put("to", to.urn());
		said.put("linked", linked);
		said.put("note", (note != null) ? InputValidation.text("note", note) : null);
		said.put("at", at);
		said.put("actor", actor);
		this.repository.stateLink(said);
		if (derive(List.of(from.urn()))) {
			this.events.publishEvent(new AssetsChanged(AssetsChanged.What.LINEAGE, List.of(from.urn(), to.urn())));
		}
		return new Link(from.urn(), to.urn());
	}

	/**
	 * Derives the edges again, in the transaction of the caller, who holds the locks:
	 * after a merge, when what was said under two keys is said of one asset.
	 * @param assets urns
	 * @return whether an edge changed
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public boolean derive(Collection<String> assets) {
		return derive(assets, Set.of());
	}

	/**
	 * Derives the edges of assets again that were one, in the transaction of the caller:
	 * what was said of the one no longer holds of the other.
	 * @param assets urns
	 */
	@Transactional(propagation = Propagation.MANDATORY)
	public void split(Collection<String> assets) {
		derive(assets, this.repository.linked(assets));
	}

	private boolean derive(Collection<String> assets, Set<Link> formerly) {
		Map<Link, List<Timeline.TimedFacts<Boolean>>> said = new HashMap<>();
		formerly.forEach((link) -> said.put(link, new ArrayList<>()));
		Map<Link, String> notes = new HashMap<>();
		Set<Link> direct = new HashSet<>();
		List<Row> rows = this.repository.links(assets);
		Map<Link, Set<Link>> pairs = new HashMap<>();
		rows.forEach((row) -> pairs.computeIfAbsent(new Link(row.text("from"), row.text("to")), (_) -> new HashSet<>())
			.addAll(edges(row)));
		for (Row row : rows) {
			Link link = new Link(row.text("from"), row.text("to"));
			// What is said of a pair under any of its keys is said of all its edges.
			Set<Link> edges = Objects.requireNonNull(pairs.get(link));
			for (Row statement : row.rows("statements")) {
				boolean linked = statement.flag("linked");
				edges.forEach((edge) -> said.computeIfAbsent(edge, (_) -> new ArrayList<>())
					.add(new Timeline.TimedFacts<>(statement.time("at"), linked ? "0" : "1",
							linked ? Set.of(true) : Set.of())));
				String note = statement.maybeText("note");
				if (note != null) {
					edges.forEach((edge) -> notes.put(edge, note));
				}
			}
			if (!row.flag("throughJob")) {
				direct.add(link);
			}
		}
		List<Map<String, ?>> edges = new ArrayList<>();
		List<Map<String, ?>> suppressed = new ArrayList<>();
		said.forEach((link, statements) -> {
			List<Timeline.Interval<Boolean>> intervals = Timeline.fold(statements);
			edges.add(Map.of("from", link.from(), "to", link.to(), "edges",
					intervals.stream().map((interval) -> edge(interval, notes.get(link))).toList()));
			boolean ended = !statements.isEmpty()
					&& intervals.stream().noneMatch((interval) -> interval.until() == null);
			suppressed.add(Map.of("from", link.from(), "to", link.to(), "suppressed", direct.contains(link) && ended));
		});
		return !edges.isEmpty() && this.repository.relink(edges, suppressed);
	}

	private static List<Link> edges(Row row) {
		Link link = new Link(row.text("from"), row.text("to"));
		if (!row.flag("throughJob")) {
			return List.of(link);
		}
		String job = job(row.text("statedFrom"), row.text("statedTo")).value();
		return List.of(new Link(link.from(), job), new Link(job, link.to()));
	}

	private static Map<String, ?> edge(Timeline.Interval<Boolean> interval, @Nullable String note) {
		Map<String, @Nullable Object> properties = new TreeMap<>();
		properties.put("source", SOURCE);
		properties.put("since", interval.since());
		properties.put("until", interval.until());
		properties.put("lastConfirmed", interval.since());
		properties.put("note", note);
		return Map.of("type", (interval.until() != null) ? "FED" : "FEEDS", "properties", properties);
	}

	/** The job that stands for a link, by the keys that it was stated under. */
	static Urn job(String from, String to) {
		return Urn.job(SOURCE, from + " -> " + to);
	}

	private static boolean isThroughJob(Asset from, Asset to) {
		return DATA.contains(from.kind()) && DATA.contains(to.kind());
	}

	/** Between which kinds data can flow by design (semantics, Levels and tense). */
	private static void check(Asset from, Asset to) {
		boolean possible = switch (from.kind()) {
			case DATASET -> DATA.contains(to.kind()) || to.kind() == AssetKind.JOB || to.kind() == AssetKind.DEPLOYMENT;
			case MODEL -> DATA.contains(to.kind()) || to.kind() == AssetKind.JOB;
			case JOB -> DATA.contains(to.kind());
			case DEPLOYMENT -> to.kind() == AssetKind.DATASET;
			case APPLICATION, DATASET_VERSION, MODEL_VERSION, RUN, OTHER -> false;
		};
		if (from.urn().equals(to.urn())) {
			throw InvalidRequestException.invalid("to", "data does not flow from an asset to itself");
		}
		for (Asset job : List.of(from, to)) {
			if (job.kind() == AssetKind.JOB && job.namespace().equals(SOURCE)) {
				throw InvalidRequestException.invalid(job.equals(from) ? "from" : "to",
						"'" + job.urn() + "' only stands for a link; name the two assets that it links");
			}
		}
		if (!possible) {
			throw InvalidRequestException
				.invalid("to", "data does not flow by design from a " + from.kind() + " to a " + to.kind()
						+ ((from.kind() == AssetKind.MODEL && to.kind() == AssetKind.DEPLOYMENT)
								? "; record a deployment of one of its versions" : "")
						+ ((to.kind() == AssetKind.APPLICATION) ? "; registerApplication says what it consumes" : ""));
		}
	}

	private static AssetReference mention(Asset asset, Instant at) {
		return new AssetReference(Urn.of(asset), asset.kind(), Set.of(), at, AssetReference.MANUAL, false);
	}

}
