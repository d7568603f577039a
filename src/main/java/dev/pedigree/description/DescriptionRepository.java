package dev.pedigree.description;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Split;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/** Reads and writes statements about assets, and the properties derived from them. */
@Repository
class DescriptionRepository {

	private static final CypherQuery REVISIONS = CypherQuery.named("description/revisions");

	private static final CypherQuery STATE_VALUES = CypherQuery.named("description/state-values");

	private static final CypherQuery DESCRIBE_ASSETS = CypherQuery.named("description/describe-assets");

	private static final CypherQuery CURATE = CypherQuery.named("description/curate");

	private static final CypherQuery CAPTURED_VALUES = CypherQuery.named("description/captured-values");

	private static final CypherQuery REPLACE_VALUES = CypherQuery.named("description/replace-values");

	private static final CypherQuery SPLIT_REVISIONS = CypherQuery.named("description/split-revisions");

	private static final CypherQuery CONFLICTS = CypherQuery.named("description/conflicts");

	private static final CypherQuery CONFLICT = CypherQuery.named("description/conflict");

	private static final CypherQuery COUNT_CONFLICTS = CypherQuery.named("description/count-conflicts");

	private static final CypherQuery HISTORY = CypherQuery.named("description/history");

	private static final CypherQuery SAID = CypherQuery.named("description/said");

	private final GraphStore store;

	DescriptionRepository(GraphStore store) {
		this.store = store;
	}

	/**
	 * Stores stated values; each returned row contains all revisions of one facet group
	 * of an asset.
	 */
	List<Row> stateValues(Collection<? extends Map<String, ?>> rows) {
		return STATE_VALUES.read(this.store, Map.of("rows", rows));
	}

	/** Writes properties; returns rows of the assets that changed. */
	List<Row> describe(Collection<? extends Map<String, ?>> rows) {
		return DESCRIBE_ASSETS.read(this.store, Map.of("rows", rows));
	}

	/** Writes which properties curators set, and the conflicts with sources. */
	void curate(Collection<? extends Map<String, ?>> rows) {
		CURATE.run(this.store, Map.of("rows", rows));
	}

	/**
	 * Returns all values stated of assets and their versions, one row per asset and facet
	 * group.
	 */
	List<Row> revisions(Collection<Urn> urns) {
		return revisionsOf(urns.stream().map(Urn::value).toList());
	}

	/** As {@link #revisions}, for urns. */
	List<Row> revisionsOf(Collection<String> urns) {
		return REVISIONS.read(this.store, Map.of("urns", urns));
	}

	/** Returns rows of all values that sources stated of assets in a facet group. */
	List<Row> capturedValues(Collection<String> urns, String group) {
		return CAPTURED_VALUES.read(this.store, Map.of("urns", urns, "group", group));
	}

	void replaceValues(Collection<? extends Map<String, ?>> rows) {
		REPLACE_VALUES.run(this.store, Map.of("rows", rows));
	}

	/**
	 * Moves the values stated under the keys of a split-off asset to it; returns the
	 * values that the other asset keeps.
	 */
	List<Row> splitRevisions(Split split) {
		return SPLIT_REVISIONS.read(this.store,
				Map.of("from", split.from().value(), "twins", split.twins(), "keys", split.keys()));
	}

	/** Returns a page of the conflicts of an asset, or of all assets. */
	List<Conflict> conflicts(@Nullable String asset, PageRequest page) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("asset", asset);
		parameters.put("after", page.after());
		parameters.put("fetch", page.fetch());
		return CONFLICTS.read(this.store, parameters).stream().map(Conflict::of).toList();
	}

	long countConflicts(@Nullable String asset) {
		return COUNT_CONFLICTS.read(this.store, Collections.singletonMap("asset", asset)).getFirst().number("total");
	}

	@Nullable Conflict conflict(String key) {
		return CONFLICT.read(this.store, Map.of("key", key)).stream().map(Conflict::of).findFirst().orElse(null);
	}

	/**
	 * Returns rows of the statements that were in force at a moment, one per facet group.
	 */
	List<Row> history(Collection<String> urns, TemporalScope moment) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("urns", urns);
		parameters.put("at", moment.asOf());
		parameters.put("knownAt", moment.knownAt());
		return HISTORY.read(this.store, parameters);
	}

	/** Returns rows of all statements until a moment, one per facet group. */
	List<Row> statementsUntil(Collection<String> urns, Instant until) {
		return SAID.read(this.store, Map.of("urns", urns, "until", until));
	}

}
