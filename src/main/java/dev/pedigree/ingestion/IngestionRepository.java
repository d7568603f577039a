package dev.pedigree.ingestion;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.AssetDeletionStarted;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/** What the way in keeps beside the graph: refused payloads and counts of facets. */
@Repository
class IngestionRepository {

	private static final CypherQuery KEEP_REJECTED = CypherQuery.named("ingestion/keep-rejected");

	private static final CypherQuery PRUNE_REJECTED = CypherQuery.named("ingestion/prune-rejected");

	private static final CypherQuery REJECTED = CypherQuery.named("ingestion/rejected");

	private static final CypherQuery COUNT_REJECTED = CypherQuery.named("ingestion/count-rejected");

	private static final CypherQuery ONE_REJECTED = CypherQuery.named("ingestion/one-rejected");

	private static final CypherQuery REMOVE_REJECTED = CypherQuery.named("ingestion/remove-rejected");

	private static final CypherQuery FORGET_REJECTED = CypherQuery.named("ingestion/forget-rejected");

	private static final CypherQuery FORGET_SAMPLES = CypherQuery.named("ingestion/forget-samples");

	private static final CypherQuery ADD_FACETS = CypherQuery.named("ingestion/add-facets");

	private static final CypherQuery FACETS = CypherQuery.named("ingestion/facets");

	private final GraphStore store;

	IngestionRepository(GraphStore store) {
		this.store = store;
	}

	void keepRejected(Collection<Map<String, Object>> payloads, int most) {
		KEEP_REJECTED.run(this.store, Map.of("payloads", List.copyOf(payloads)));
		PRUNE_REJECTED.run(this.store, Map.of("most", most));
	}

	List<RejectedPayload> rejected(@Nullable String source, String after, int fetch) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("source", source);
		parameters.put("after", after);
		parameters.put("fetch", fetch);
		return REJECTED.read(this.store, parameters).stream().map(IngestionRepository::payload).toList();
	}

	long countRejected(@Nullable String source) {
		Map<String, Object> parameters = new HashMap<>();
		parameters.put("source", source);
		return count(COUNT_REJECTED.read(this.store, parameters).getFirst(), "total");
	}

	@Nullable RejectedPayload rejected(String id) {
		return ONE_REJECTED.read(this.store, Map.of("id", id))
			.stream()
			.map(IngestionRepository::payload)
			.findFirst()
			.orElse(null);
	}

	void removeRejected(String id) {
		REMOVE_REJECTED.run(this.store, Map.of("id", id));
	}

	/** Deletes the refused payloads that mention what is being deleted. */
	void forgetRejected(AssetDeletionStarted deletion) {
		FORGET_REJECTED.run(this.store, Map.of("names", deletion.lowerCaseNames(), "patterns", deletion.patterns()));
	}

	/** Deletes the samples of facets that mention what is being deleted. */
	void forgetSamples(AssetDeletionStarted deletion) {
		FORGET_SAMPLES.run(this.store, Map.of("names", deletion.lowerCaseNames(), "patterns", deletion.patterns()));
	}

	void addFacets(List<Map<String, Object>> rows) {
		ADD_FACETS.run(this.store, Map.of("facets", rows));
	}

	List<FacetCount> facets() {
		return FACETS.read(this.store, Map.of())
			.stream()
			.map((row) -> new FacetCount(row.text("place"), row.text("name"), count(row, "count"), count(row, "stored"),
					row.time("firstSeen"), count(row, "stored") > 0, row.maybeText("sample")))
			.toList();
	}

	private static RejectedPayload payload(Row row) {
		return new RejectedPayload(row.text("id"), row.text("source"), row.time("receivedAt"), row.text("pointer"),
				row.text("reason"), row.text("payload"), row.flag("complete"), row.text("actor"),
				(int) count(row, "count"));
	}

	private static long count(Row row, String name) {
		return (row.value(name) instanceof Number number) ? number.longValue() : 0;
	}

}
