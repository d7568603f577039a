package dev.pedigree.changes;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads and writes the change log, which all instances share, and reads the changes of a
 * period.
 */
@Repository
class ChangesRepository {

	private static final CypherQuery APPEND = CypherQuery.named("changes/append");

	private static final CypherQuery AFTER = CypherQuery.named("changes/after");

	private static final CypherQuery NEWEST = CypherQuery.named("changes/newest");

	private static final CypherQuery PRUNE = CypherQuery.named("changes/prune");

	private static final CypherQuery BETWEEN = CypherQuery.named("changes/between");

	private static final CypherQuery SUMMARISED = CypherQuery.named("changes/summarised");

	private static final CypherQuery EDGES = CypherQuery.named("changes/edges");

	private static final CypherQuery BOUND = CypherQuery.named("changes/bound");

	private final GraphStore store;

	ChangesRepository(GraphStore store) {
		this.store = store;
	}

	/** Appends changes, in the caller's transaction; locks the end of the log. */
	void append(Collection<? extends Map<String, ?>> rows) {
		APPEND.run(this.store, Map.of("rows", rows, "kinds", AssetKind.labels()));
	}

	@Transactional(readOnly = true, timeout = 10)
	public List<Row> after(long seq, int most) {
		return AFTER.read(this.store, Map.of("after", seq, "most", most));
	}

	@Transactional(readOnly = true, timeout = 10)
	public long newest() {
		return NEWEST.read(this.store, Map.of()).stream().mapToLong((row) -> row.number("seq")).sum();
	}

	@Transactional(timeout = 30)
	public long prune(Instant before, int most) {
		return PRUNE.read(this.store, Map.of("before", before, "most", most)).getFirst().number("gone");
	}

	/** Returns the events of assets in a period, without edges and descriptions. */
	@Transactional(readOnly = true, timeout = 10)
	public List<Row> between(Collection<String> urns, Instant after, Instant until, int most) {
		return BETWEEN.read(this.store, Map.of("urns", urns, "after", after, "until", until, "most", most));
	}

	/** Returns the assets whose runs or versions in a period are summarised. */
	@Transactional(readOnly = true, timeout = 10)
	public List<String> summarised(Collection<String> urns, Instant after, Instant until) {
		return SUMMARISED.texts(this.store, Map.of("urns", urns, "after", after, "until", until), "urn");
	}

	@Transactional(readOnly = true, timeout = 10)
	public List<Row> edges(Collection<String> urns, boolean alone, Instant after, Instant until) {
		return EDGES.read(this.store, Map.of("urns", urns, "alone", alone, "after", after, "until", until));
	}

	/** Returns the versions to which jobs and deployments were bound at a time. */
	@Transactional(readOnly = true, timeout = 10)
	public List<Row> bound(Collection<String> urns, Instant at) {
		return BOUND.read(this.store, Map.of("urns", urns, "at", at));
	}

}
