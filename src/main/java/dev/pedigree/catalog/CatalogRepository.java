package dev.pedigree.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/** What the catalog asks the graph. */
@Repository
class CatalogRepository {

	private static final CypherQuery ASSETS = CypherQuery.named("catalog/assets");

	private static final CypherQuery NAMED = CypherQuery.named("catalog/named");

	private static final CypherQuery NAMED_ANYWHERE = CypherQuery.named("catalog/named-anywhere");

	private static final CypherQuery VERSIONS_NAMED = CypherQuery.named("catalog/versions-named");

	private static final CypherQuery ALIAS = CypherQuery.named("catalog/alias");

	private static final CypherQuery DATASETS = CypherQuery.named("catalog/datasets");

	private static final CypherQuery COUNT_DATASETS = CypherQuery.named("catalog/count-datasets");

	private static final CypherQuery MODELS = CypherQuery.named("catalog/models");

	private static final CypherQuery COUNT_MODELS = CypherQuery.named("catalog/count-models");

	private static final CypherQuery STANDING = CypherQuery.named("catalog/standing");

	private static final CypherQuery COUNT_STANDING = CypherQuery.named("catalog/count-standing");

	private static final CypherQuery VERSIONS = CypherQuery.named("catalog/versions");

	private static final CypherQuery RUNS = CypherQuery.named("catalog/runs");

	private static final CypherQuery PARENTS = CypherQuery.named("catalog/parents");

	private static final CypherQuery TRAINING_RUNS = CypherQuery.named("catalog/training-runs");

	private static final CypherQuery TRAINING_DATA = CypherQuery.named("catalog/training-data");

	private final GraphStore store;

	CatalogRepository(GraphStore store) {
		this.store = store;
	}

	/** Rows of nodes of any kind, by urn or alias key. */
	Collection<Map<String, Object>> nodes(Collection<String> urns) {
		return ASSETS.rows(this.store, Map.of("urns", urns));
	}

	List<String> named(Collection<String> urns, String namespace, String name, boolean runs) {
		return urns(NAMED, Map.of("urns", urns, "namespace", namespace, "name", name, "runs", runs));
	}

	List<String> namedAnywhere(String name, Collection<String> labels) {
		return urns(NAMED_ANYWHERE, Map.of("name", name, "labels", labels));
	}

	/** The versions that a value may mean, by urn. */
	List<String> versionsNamed(Collection<String> data, String version) {
		return urns(VERSIONS_NAMED, Map.of("data", data, "version", version));
	}

	List<String> alias(Collection<String> keys) {
		return urns(ALIAS, Map.of("keys", keys));
	}

	List<String> datasets(AssetFilter filter, PageRequest slice) {
		return page(DATASETS, filter.parameters(), slice);
	}

	long countDatasets(AssetFilter filter) {
		return count(COUNT_DATASETS, filter.parameters());
	}

	List<String> models(AssetFilter filter, PageRequest slice) {
		return page(MODELS, filter.parameters(), slice);
	}

	long countModels(AssetFilter filter) {
		return count(COUNT_MODELS, filter.parameters());
	}

	/** Urns of a page of the standing level; no labels: of any kind. */
	List<String> standing(Collection<String> labels, AssetFilter filter, PageRequest slice) {
		return page(STANDING, parameters(labels, filter), slice);
	}

	long countStanding(Collection<String> labels, AssetFilter filter) {
		return count(COUNT_STANDING, parameters(labels, filter));
	}

	/**
	 * Rows of versions of each asset, newest first.
	 * @param dated false when the last one seen has no time
	 */
	Collection<Map<String, Object>> versions(Collection<String> assets, Instant at, String version, boolean partial,
			int fetch, boolean dated) {
		return VERSIONS.rows(this.store, Map.of("assets", assets, "at", at, "version", version, "partial", partial,
				"fetch", fetch, "dated", dated));
	}

	/** Rows of runs of each job, newest first. */
	Collection<Map<String, Object>> runs(Collection<String> jobs, Instant at, String run, int fetch) {
		return RUNS.rows(this.store, Map.of("jobs", jobs, "at", at, "run", run, "fetch", fetch));
	}

	Collection<Map<String, Object>> parents(Collection<String> children) {
		return PARENTS.rows(this.store, Map.of("children", children));
	}

	Collection<Map<String, Object>> trainingRuns(Collection<String> versions) {
		return TRAINING_RUNS.rows(this.store, Map.of("versions", versions));
	}

	Collection<Map<String, Object>> trainingData(Collection<String> versions) {
		return TRAINING_DATA.rows(this.store, Map.of("versions", versions));
	}

	private static Map<String, @Nullable Object> parameters(Collection<String> labels, AssetFilter filter) {
		Map<String, @Nullable Object> parameters = filter.parameters();
		parameters.put("labels", labels);
		return parameters;
	}

	private List<String> page(CypherQuery query, Map<String, @Nullable Object> parameters, PageRequest slice) {
		parameters.put("after", slice.after());
		parameters.put("fetch", slice.fetch());
		return urns(query, parameters);
	}

	private long count(CypherQuery query, Map<String, @Nullable Object> parameters) {
		return query.rows(this.store, parameters)
			.stream()
			.mapToLong((row) -> (Long) row.get("total"))
			.findFirst()
			.orElse(0);
	}

	private List<String> urns(CypherQuery query, Map<String, ?> parameters) {
		return query.rows(this.store, parameters).stream().map((row) -> (String) row.get("urn")).toList();
	}

}
