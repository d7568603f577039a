package dev.pedigree.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deletes assets in batches and keeps the records of deletions. */
@Repository
@Transactional(timeout = 30)
class AssetDeletionRepository {

	private static final CypherQuery RECORD = CypherQuery.named("catalog/record-forgetting");

	private static final CypherQuery KEY = CypherQuery.named("catalog/deletion-key");

	private static final CypherQuery RECORD_ERASURE = CypherQuery.named("catalog/record-erasure");

	private static final CypherQuery LIFT_ERASURE = CypherQuery.named("catalog/lift-erasure");

	private static final CypherQuery ERASURES = CypherQuery.named("catalog/erasures");

	private static final CypherQuery NAMES = CypherQuery.named("catalog/names-of");

	private static final CypherQuery DECLARED_JOBS = CypherQuery.named("catalog/declared-jobs");

	private static final CypherQuery MENTIONS = CypherQuery.named("catalog/forget-mentions");

	private final GraphStore store;

	private final ApplicationEventPublisher events;

	AssetDeletionRepository(GraphStore store, ApplicationEventPublisher events) {
		this.store = store;
		this.events = events;
	}

	/** The steps in order: nodes that only others lead to come first. */
	enum DeletionStep {

		STATEMENTS(CypherQuery.named("catalog/forget-statements")),
		MEMBERS(CypherQuery.named("catalog/forget-members")), ASSET(CypherQuery.named("catalog/forget-asset"));

		// A record of two strings is immutable.
		@SuppressWarnings("ImmutableEnumChecker")
		private final CypherQuery query;

		DeletionStep(CypherQuery query) {
			this.query = query;
		}

	}

	/** The key of the records of deletions; if there is none, the fresh one. */
	@Transactional(propagation = Propagation.REQUIRES_NEW, timeout = 30)
	public String key(String fresh) {
		return KEY.read(this.store, Map.of("value", fresh)).getFirst().text("value");
	}

	void recordErasure(Map<String, ?> erasure) {
		RECORD_ERASURE.run(this.store, erasure);
	}

	/** Ends the suppression of an address and returns whether it was suppressed. */
	boolean liftErasure(Map<String, ?> lifting) {
		return !LIFT_ERASURE.read(this.store, lifting).isEmpty();
	}

	/** The former owners of those hashes of addresses that are erased. */
	Map<String, String> erasures(Collection<String> hashes) {
		return ERASURES.read(this.store, Map.of("hashes", hashes))
			.stream()
			.collect(Collectors.toMap((row) -> row.text("hash"), (row) -> row.text("former")));
	}

	@Transactional(readOnly = true, timeout = 10)
	public List<Row> names(String urn) {
		return NAMES.read(this.store, Map.of("urn", urn));
	}

	/** The declared jobs that exist for an asset only. */
	@Transactional(readOnly = true, timeout = 10)
	public List<String> declaredJobs(String urn, Collection<String> declared) {
		return DECLARED_JOBS.texts(this.store, Map.of("urn", urn, "declared", declared), "job");
	}

	void record(Map<String, ?> forgotten) {
		RECORD.run(this.store, Map.of("forgotten", forgotten));
	}

	void begin(AssetDeletionStarted deletion) {
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.FORGOTTEN, List.of(deletion.urn())));
		this.events.publishEvent(deletion);
	}

	/** Masks names of an asset in texts of some runs; returns how many changed. */
	long maskMentions(String urn, Collection<String> names, int most) {
		return MENTIONS.read(this.store, Map.of("urn", urn, "names", names, "most", most)).getFirst().number("changed");
	}

	void end(String urn) {
		this.events.publishEvent(new AssetDeleted(urn));
	}

	/** Deletes some of the nodes of a step; returns their number. */
	long delete(DeletionStep step, String urn, int most) {
		return step.query.read(this.store, Map.of("urn", urn, "most", most))
			.stream()
			.mapToLong((row) -> row.number("gone"))
			.sum();
	}

}
