package dev.pedigree.ingestion.connector;

import java.time.Instant;
import java.util.Collection;
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

/** Stores the state of sources: leases, cursors, snapshots, webhook deliveries. */
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

	/** Reads the state of sources by name, also of sources that were never polled. */
	@Transactional(readOnly = true, timeout = 10)
	public Map<String, Row> sources(Collection<String> names) {
		return SOURCES.read(this.store, Map.of("names", names))
			.stream()
			.collect(Collectors.toMap((row) -> row.text("name"), Function.identity()));
	}

	/** Acquires or extends the lease of a source; returns whether the process has it. */
	boolean lease(String name, String by, Instant until) {
		return LEASE.read(this.store, Map.of("name", name, "by", by, "until", until)).getFirst().flag("held");
	}

	void deleteFromSnapshots(Collection<String> patterns) {
		FORGET_LISTED.run(this.store, Map.of("patterns", patterns));
	}

	void count(String name, long captured, long rejected) {
		if (captured + rejected > 0) {
			COUNT.run(this.store, Map.of("name", name, "captured", captured, "rejected", rejected));
		}
	}

	/**
	 * Writes the result of a round, the parameters of the query, and releases its lease.
	 */
	void endRound(Map<String, @Nullable Object> round) {
		SETTLE_POLL.run(this.store, round);
	}

	void requestPoll(String name) {
		ASK_NOW.run(this.store, Map.of("name", name));
	}

	@Transactional(readOnly = true, timeout = 10)
	public boolean isRequestedSince(String name, Instant time) {
		Instant requested = SOURCES.read(this.store, Map.of("names", List.of(name))).getFirst().maybeTime("askedAt");
		return requested != null && requested.isAfter(time);
	}

	@Transactional(readOnly = true, timeout = 10)
	public @Nullable Instant cursor(String name, String collection) {
		return REACHED.read(this.store, Map.of("key", key(name, collection)))
			.stream()
			.map((row) -> row.maybeTime("upTo"))
			.findFirst()
			.orElse(null);
	}

	void saveCursor(String name, String collection, Instant upTo) {
		REACH.run(this.store, Map.of("key", key(name, collection), "upTo", upTo));
	}

	@Transactional(readOnly = true, timeout = 10)
	public List<String> snapshot(String name, String collection) {
		return LISTED.read(this.store, Map.of("key", key(name, collection)))
			.stream()
			.flatMap((row) -> row.texts("listed").stream())
			.toList();
	}

	void saveSnapshot(String name, String collection, Collection<String> entries) {
		LIST.run(this.store, Map.of("key", key(name, collection), "listed", entries));
	}

	/** Reads the registered models and versions of a namespace. */
	List<PollRound.RegisteredKeys> registered(String source, String namespace) {
		return REGISTERED.read(this.store, Map.of("models", Urn.data(namespace, "").value(), "source", source))
			.stream()
			.map((row) -> row.as(PollRound.RegisteredKeys.class))
			.toList();
	}

	/** Reads the deployments with a namespace prefix that serve, as a source stated. */
	List<Urn> serving(String source, String prefix) {
		return SERVING.read(this.store, Map.of("deployments", "deployment:" + prefix, "source", source))
			.stream()
			.map((row) -> Urn.deployment(row.text("namespace"), row.text("name")))
			.toList();
	}

	/** Adds a webhook delivery; returns false for a repetition of its key. */
	boolean addDelivery(String name, String key, Collection<String> subjects) {
		return DELIVER
			.read(this.store, Map.of("key", key(name, key), "source", name, "subjects", subjects, "once",
					UUID.randomUUID().toString()))
			.getFirst()
			.flag("news");
	}

	@Transactional(readOnly = true, timeout = 10)
	public List<WaitingDelivery> waiting(String name) {
		return WAITING.read(this.store, Map.of("source", name))
			.stream()
			.map((row) -> row.as(WaitingDelivery.class))
			.toList();
	}

	void settleDeliveries(Collection<String> deliveries) {
		SETTLE_DELIVERIES.run(this.store, Map.of("keys", deliveries));
	}

	void pruneDeliveries(Instant before) {
		PRUNE_DELIVERIES.run(this.store, Map.of("before", before));
	}

	/** A webhook delivery whose subjects wait for a poll. */
	record WaitingDelivery(String key, List<String> subjects) {
	}

	private static String key(String name, String what) {
		return name + "\n" + what;
	}

}
