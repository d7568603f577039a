package dev.pedigree.description;

import java.time.Instant;
import java.util.Collection;
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

	private static final CypherQuery STATEMENTS_UNTIL = CypherQuery.named("description/statements-until");

	private final GraphStore store;

	DescriptionRepository(GraphStore store) {
		this.store = store;
	}

	/** Stores stated values; returns all revisions, one row per asset and facet group. */
	List<Row> stateValues(Collection<? extends Map<String, ?>> rows) {
		return STATE_VALUES.read(this.store, Map.of("rows", rows));
	}

	List<Row> describe(Collection<? extends Map<String, ?>> rows) {
		return DESCRIBE_ASSETS.read(this.store, Map.of("rows", rows));
	}

	void curate(Collection<? extends Map<String, ?>> rows) {
		CURATE.run(this.store, Map.of("rows", rows));
	}

	/** Returns all revisions of assets and their versions, per asset and facet group. */
	List<Row> revisions(Collection<Urn> urns) {
		return revisionsOf(urns.stream().map(Urn::value).toList());
	}

	List<Row> revisionsOf(Collection<String> urns) {
		return REVISIONS.read(this.store, Map.of("urns", urns));
	}

	List<Row> capturedValues(Collection<String> urns, String group) {
		return CAPTURED_VALUES.read(this.store, Map.of("urns", urns, "group", group));
	}

	void replaceValues(Collection<? extends Map<String, ?>> rows) {
		REPLACE_VALUES.run(this.store, Map.of("rows", rows));
	}

	/** Moves the revisions of a split-off asset; returns those of the other asset. */
	List<Row> splitRevisions(Split split) {
		return SPLIT_REVISIONS.read(this.store,
				Map.of("from", split.from().value(), "twins", split.twins(), "keys", split.keys()));
	}

	List<Conflict> conflicts(@Nullable String asset, PageRequest page) {
		return CONFLICTS.read(this.store, Row.map("asset", asset, "after", page.after(), "fetch", page.fetch()))
			.stream()
			.map(Conflict::of)
			.toList();
	}

	long countConflicts(@Nullable String asset) {
		return COUNT_CONFLICTS.total(this.store, Row.map("asset", asset));
	}

	@Nullable Conflict conflict(String key) {
		return CONFLICT.read(this.store, Map.of("key", key)).stream().map(Conflict::of).findFirst().orElse(null);
	}

	/** Returns the statements that were in force at a time, one row per facet group. */
	List<Row> history(Collection<String> urns, TemporalScope scope) {
		return HISTORY.read(this.store, Row.map("urns", urns, "at", scope.asOf(), "knownAt", scope.knownAt()));
	}

	/** Returns all statements until a time, one row per facet group. */
	List<Row> statementsUntil(Collection<String> urns, Instant until) {
		return STATEMENTS_UNTIL.read(this.store, Map.of("urns", urns, "until", until));
	}

}
