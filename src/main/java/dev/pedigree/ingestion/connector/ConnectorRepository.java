package dev.pedigree.ingestion.connector;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What is kept of connected systems: how far they were asked, and what waits. */
@Repository
@Transactional(timeout = 30)
class ConnectorRepository {

	private static final CypherQuery SOURCES = CypherQuery.named("connector/sources");

	private static final CypherQuery LEASE = CypherQuery.named("connector/lease");

	private static final CypherQuery COUNT = CypherQuery.named("connector/count");

	private static final CypherQuery SETTLE_POLL = CypherQuery.named("connector/settle-poll");

	private static final CypherQuery ASK_NOW = CypherQuery.named("connector/ask-now");

	private static final CypherQuery REACHED = CypherQuery.named("connector/reached");

	private static final CypherQuery REACH = CypherQuery.named("connector/reach");

	private static final CypherQuery LISTED = CypherQuery.named("connector/listed");

	private static final CypherQuery LIST = CypherQuery.named("connector/list");

	private static final CypherQuery FORGET_LISTED = CypherQuery.named("connector/forget-listed");

	private static final CypherQuery REGISTERED = CypherQuery.named("connector/registered");

	private static final CypherQuery SERVING = CypherQuery.named("connector/serving");

	private static final CypherQuery DELIVER = CypherQuery.named("connector/deliver");

	private static final CypherQuery WAITING = CypherQuery.named("connector/waiting");

	private static final CypherQuery SETTLE_DELIVERIES = CypherQuery.named("connector/settle-deliveries");

	private static final CypherQuery PRUNE_DELIVERIES = CypherQuery.named("connector/prune-deliveries");

	private final GraphStore store;

	ConnectorRepository(GraphStore store) {
		this.store = store;
	}

	/** What is known of some sources, by name; a row of nothing else where nothing is. */
	@Transactional(readOnly = true, timeout = 10)
	public Map<String, Row> sources(Collection<String> names) {
		return SOURCES.read(this.store, Map.of("names", names))
			.stream()
			.collect(Collectors.toMap((row) -> row.text("name"), Function.identity()));
	}

	/**
	 * Takes or keeps the lease of a source, so that one process at a time asks it.
	 * @return whether it is held now
	 */
	boolean lease(String name, String by, Instant until) {
		return LEASE.read(this.store, Map.of("name", name, "by", by, "until", until)).getFirst().flag("held");
	}

	/** Takes what mentions a deleted asset out of what sources listed. */
	void forgetListed(Collection<String> patterns) {
		FORGET_LISTED.run(this.store, Map.of("patterns", patterns));
	}

	/** Adds to the payloads that came from a source; of none, no query. */
	void count(String name, long captured, long rejected) {
		if (captured + rejected > 0) {
			COUNT.run(this.store, Map.of("name", name, "captured", captured, "rejected", rejected));
		}
	}

	/** Ends a round and its lease. */
	void settle(String name, Map<String, @Nullable Object> round) {
		Map<String, @Nullable Object> parameters = new HashMap<>(round);
		parameters.put("name", name);
		SETTLE_POLL.run(this.store, parameters);
	}

	/** Has a source asked as soon as it can be. */
	void askNow(String name) {
		ASK_NOW.run(this.store, Map.of("name", name));
	}

	/** Whether somebody had a source asked later than at a moment. */
	@Transactional(readOnly = true, timeout = 10)
	public boolean isAskedSince(String name, Instant moment) {
		return SOURCES.read(this.store, Map.of("names", List.of(name)))
			.stream()
			.map((row) -> row.maybeTime("askedAt"))
			.anyMatch((asked) -> asked != null && asked.isAfter(moment));
	}

	@Transactional(readOnly = true, timeout = 10)
	public @Nullable Instant reached(String name, String collection) {
		return REACHED.read(this.store, Map.of("key", key(name, collection)))
			.stream()
			.map((row) -> row.maybeTime("upTo"))
			.findFirst()
			.orElse(null);
	}

	void reach(String name, String collection, Instant upTo) {
		REACH.run(this.store, Map.of("key", key(name, collection), "upTo", upTo));
	}

	@Transactional(readOnly = true, timeout = 10)
	public List<String> listed(String name, String collection) {
		return LISTED.read(this.store, Map.of("key", key(name, collection)))
			.stream()
			.flatMap((row) -> row.texts("listed").stream())
			.toList();
	}

	void list(String name, String collection, Collection<String> listed) {
		LIST.run(this.store, Map.of("key", key(name, collection), "listed", listed));
	}

	/** Rows of what is registered in a namespace as far as the catalog knows. */
	List<Row> registered(String source, String namespace) {
		return REGISTERED.read(this.store, Map.of("models", Urn.data(namespace, "").value(), "source", source));
	}

	/** The deployments under an address in which something serves, as a source stated. */
	List<Urn> serving(String source, String address) {
		return SERVING.read(this.store, Map.of("deployments", "deployment:" + address, "source", source))
			.stream()
			.map((row) -> Urn.deployment(row.text("namespace"), row.text("name")))
			.toList();
	}

	/** Whether the delivery is new. */
	boolean deliver(String name, String key, Collection<String> subjects) {
		return DELIVER
			.read(this.store, Map.of("key", key(name, key), "source", name, "subjects", subjects, "once",
					UUID.randomUUID().toString()))
			.getFirst()
			.flag("news");
	}

	@Transactional(readOnly = true, timeout = 10)
	public List<Inbox.Delivery> waiting(String name) {
		return WAITING.read(this.store, Map.of("source", name))
			.stream()
			.map((row) -> new Inbox.Delivery(row.text("key"), row.texts("subjects")))
			.toList();
	}

	void settle(Collection<String> deliveries) {
		SETTLE_DELIVERIES.run(this.store, Map.of("keys", deliveries));
	}

	void pruneDeliveries(Instant before) {
		PRUNE_DELIVERIES.run(this.store, Map.of("before", before));
	}

	private static String key(String name, String what) {
		return name + "\n" + what;
	}

}
