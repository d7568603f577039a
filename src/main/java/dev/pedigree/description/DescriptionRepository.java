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

/** What was stated of assets, and the properties that follow from it. */
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
	 * Keeps stated values; each row of the answer holds all revisions of an asset's
	 * group.
	 */
	List<Row> stateValues(Collection<? extends Map<String, ?>> rows) {
		return STATE_VALUES.read(this.store, Map.of("rows", rows));
	}

	/** Sets properties; gives rows of the assets that changed. */
	List<Row> describe(Collection<? extends Map<String, ?>> rows) {
		return DESCRIBE_ASSETS.read(this.store, Map.of("rows", rows));
	}

	/** Keeps which properties people set, and where sources say something else. */
	void curate(Collection<? extends Map<String, ?>> rows) {
		CURATE.run(this.store, Map.of("rows", rows));
	}

	/**
	 * All values stated of assets and their versions; a row holds all of an asset's
	 * group.
	 */
	List<Row> revisions(Collection<Urn> urns) {
		return revisionsOf(urns.stream().map(Urn::value).toList());
	}

	/** The same, of assets by their urns. */
	List<Row> revisionsOf(Collection<String> urns) {
		return REVISIONS.read(this.store, Map.of("urns", urns));
	}

	/** Rows of all values that sources stated of assets in a facet group. */
	List<Row> capturedValues(Collection<String> urns, String group) {
		return CAPTURED_VALUES.read(this.store, Map.of("urns", urns, "group", group));
	}

	/** Replaces stated values. */
	void replaceValues(Collection<? extends Map<String, ?>> rows) {
		REPLACE_VALUES.run(this.store, Map.of("rows", rows));
	}

	/**
	 * Gives a split-off asset the values that were stated under its keys; the answer
	 * holds what the other one keeps of each group.
	 */
	List<Row> splitRevisions(Split split) {
		return SPLIT_REVISIONS.read(this.store,
				Map.of("from", split.from().value(), "twins", split.twins(), "keys", split.keys()));
	}

	/** Conflicts of an asset, or of all. */
	List<Conflict> conflicts(@Nullable String asset, PageRequest slice) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("asset", asset);
		parameters.put("after", slice.after());
		parameters.put("fetch", slice.fetch());
		return CONFLICTS.read(this.store, parameters).stream().map(Conflict::of).toList();
	}

	long countConflicts(@Nullable String asset) {
		return COUNT_CONFLICTS.read(this.store, Collections.singletonMap("asset", asset)).getFirst().number("total");
	}

	@Nullable Conflict conflict(String key) {
		return CONFLICT.read(this.store, Map.of("key", key)).stream().map(Conflict::of).findFirst().orElse(null);
	}

	/** Rows of what counted of assets at a moment, one a facet group. */
	List<Row> history(Collection<String> urns, TemporalScope moment) {
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("urns", urns);
		parameters.put("at", moment.asOf());
		parameters.put("knownAt", moment.knownAt());
		return HISTORY.read(this.store, parameters);
	}

	/** Rows of all that was said of assets until a moment, one a facet group. */
	List<Row> said(Collection<String> urns, Instant until) {
		return SAID.read(this.store, Map.of("urns", urns, "until", until));
	}

}
