package dev.pedigree.catalog;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Repository;

/** Reads assets, their relations and lists of them. */
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

	/** A list of assets. */
	enum AssetList {

		DATASETS, MODELS, STANDING

	}

	List<String> page(AssetList list, Map<String, @Nullable Object> filter, PageRequest page) {
		Map<String, @Nullable Object> parameters = new HashMap<>(filter);
		parameters.put("after", page.after());
		parameters.put("fetch", page.fetch());
		return (switch (list) {
			case DATASETS -> DATASETS;
			case MODELS -> MODELS;
			case STANDING -> STANDING;
		}).texts(this.store, parameters, "urn");
	}

	long total(AssetList list, Map<String, @Nullable Object> filter) {
		return (switch (list) {
			case DATASETS -> COUNT_DATASETS;
			case MODELS -> COUNT_MODELS;
			case STANDING -> COUNT_STANDING;
		}).total(this.store, filter);
	}

	/** Rows of nodes of any kind, by urn or alias key. */
	List<Row> nodes(Collection<String> urns) {
		return ASSETS.read(this.store, Map.of("urns", urns));
	}

	List<String> named(Collection<String> urns, String namespace, String name, boolean runs) {
		return NAMED.texts(this.store, Map.of("urns", urns, "namespace", namespace, "name", name, "runs", runs), "urn");
	}

	List<String> namedAnywhere(String name, Collection<String> labels) {
		return NAMED_ANYWHERE.texts(this.store, Map.of("name", name, "labels", labels), "urn");
	}

	/** The versions that a value may mean, by urn. */
	List<String> versionsNamed(Collection<String> data, String version) {
		return VERSIONS_NAMED.texts(this.store, Map.of("data", data, "version", version), "urn");
	}

	List<String> alias(Collection<String> keys) {
		return ALIAS.texts(this.store, Map.of("keys", keys), "urn");
	}

	/** Rows of versions of each asset, newest first, those without a time last. */
	List<Row> versions(Collection<String> assets, Instant at, String version, boolean partial, int fetch,
			boolean dated) {
		return VERSIONS.read(this.store, Map.of("assets", assets, "at", at, "version", version, "partial", partial,
				"fetch", fetch, "dated", dated));
	}

	List<Row> runs(Collection<String> jobs, Instant at, String run, int fetch) {
		return RUNS.read(this.store, Map.of("jobs", jobs, "at", at, "run", run, "fetch", fetch));
	}

	List<Row> parents(Collection<String> children) {
		return PARENTS.read(this.store, Map.of("children", children));
	}

	List<Row> trainingRuns(Collection<String> versions) {
		return TRAINING_RUNS.read(this.store, Map.of("versions", versions));
	}

	List<Row> trainingData(Collection<String> versions) {
		return TRAINING_DATA.read(this.store, Map.of("versions", versions));
	}

}
