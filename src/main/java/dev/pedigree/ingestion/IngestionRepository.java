package dev.pedigree.ingestion;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetDeletionStarted;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/** Stores rejected payloads and facet counts, which are not part of the graph. */
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

	void keepRejected(Collection<RejectedPayload> payloads, int most) {
		KEEP_REJECTED.run(this.store, Map.of("payloads", payloads));
		PRUNE_REJECTED.run(this.store, Map.of("most", most));
	}

	List<RejectedPayload> rejected(@Nullable String source, String after, int fetch) {
		return payloads(REJECTED, Row.map("source", source, "after", after, "fetch", fetch)).toList();
	}

	long countRejected(@Nullable String source) {
		return COUNT_REJECTED.total(this.store, Row.map("source", source));
	}

	@Nullable RejectedPayload rejected(String id) {
		return payloads(ONE_REJECTED, Map.of("id", id)).findFirst().orElse(null);
	}

	private Stream<RejectedPayload> payloads(CypherQuery query, Map<String, ?> parameters) {
		return query.read(this.store, parameters).stream().map((row) -> row.as(RejectedPayload.class));
	}

	void removeRejected(String id) {
		REMOVE_REJECTED.run(this.store, Map.of("id", id));
	}

	/** Deletes the rejected payloads that mention what is being deleted. */
	void forgetRejected(AssetDeletionStarted deletion) {
		FORGET_REJECTED.run(this.store, Map.of("names", deletion.lowerCaseNames(), "patterns", deletion.patterns()));
	}

	/** Deletes the samples of facets that mention what is being deleted. */
	void forgetSamples(AssetDeletionStarted deletion) {
		FORGET_SAMPLES.run(this.store, Map.of("names", deletion.lowerCaseNames(), "patterns", deletion.patterns()));
	}

	void addFacets(List<Map<String, @Nullable Object>> rows) {
		ADD_FACETS.run(this.store, Map.of("facets", rows));
	}

	List<FacetCount> facets() {
		return FACETS.read(this.store, Map.of())
			.stream()
			.map((row) -> new FacetCount(row.text("place"), row.text("name"), row.number("count"), row.number("stored"),
					row.time("firstSeen"), row.number("stored") > 0, row.maybeText("sample")))
			.toList();
	}

}
