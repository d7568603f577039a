package dev.pedigree.identity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;

import org.springframework.stereotype.Repository;

/** Reads and writes assets and their aliases, their merges and splits. */
@Repository
class IdentityRepository {

	private static final CypherQuery RESOLVE_KEYS = CypherQuery.named("identity/resolve-keys");

	private static final CypherQuery UPSERT_ASSETS = CypherQuery.named("identity/upsert-assets");

	private static final CypherQuery BECOME_MODELS = CypherQuery.named("identity/become-models");

	private static final CypherQuery MERGE_ASSETS = CypherQuery.named("identity/merge-assets");

	private static final CypherQuery MOVE_VERSIONS = CypherQuery.named("identity/move-versions");

	private static final CypherQuery STATE_MERGE = CypherQuery.named("identity/state-merge");

	private static final CypherQuery ENSURE_VERSIONS = CypherQuery.named("identity/ensure-versions");

	private static final CypherQuery APART = CypherQuery.named("identity/apart");

	private static final CypherQuery SPLITTABLE = CypherQuery.named("identity/splittable");

	private static final CypherQuery SPLIT_ASSET = CypherQuery.named("identity/split-asset");

	private static final CypherQuery SPLIT_VERSIONS = CypherQuery.named("identity/split-versions");

	private static final CypherQuery SWEEP_SPLIT = CypherQuery.named("identity/sweep-split");

	private final GraphStore store;

	IdentityRepository(GraphStore store) {
		this.store = store;
	}

	Map<Urn, Urn> resolve(Set<Urn> keys) {
		Map<Urn, Urn> assets = new HashMap<>();
		if (!keys.isEmpty()) {
			Map<String, Urn> stated = keys.stream().collect(Collectors.toMap(Urn::value, Function.identity()));
			RESOLVE_KEYS.read(this.store, Map.of("keys", stated.keySet()))
				.forEach((row) -> assets.put(Objects.requireNonNull(stated.get(row.text("key"))), asset(row, "urn")));
		}
		return assets;
	}

	static Urn asset(Row row, String column) {
		return new Urn(row.text(column), row.text("namespace"), row.text("name"), null);
	}

	/**
	 * Creates or updates assets, and locks them.
	 * @param unnamed receives the urns of those that are not indexed for search yet
	 * @return the urns of those that are models already
	 */
	Set<String> upsert(Collection<AssetUpsert> upserts, Set<String> unnamed) {
		List<Map<String, Object>> rows = upserts.stream().flatMap((upsert) -> upsert.rows().stream()).toList();
		Set<String> models = new HashSet<>();
		for (Row row : UPSERT_ASSETS.read(this.store, Map.of("rows", rows))) {
			String urn = row.text("urn");
			if (row.flag("renamed")) {
				throw Identity.mergedConcurrently(urn);
			}
			if (row.flag("model")) {
				models.add(urn);
			}
			if (row.flag("unnamed")) {
				unnamed.add(urn);
			}
		}
		return models;
	}

	void becomeModels(Collection<Urn> urns) {
		if (!urns.isEmpty()) {
			BECOME_MODELS.run(this.store, Map.of("urns", urns.stream().map(Urn::value).toList()));
		}
	}

	/** Creates missing versions; returns rows of those that are registered now. */
	List<Row> ensureVersionsExist(Collection<? extends Map<String, ?>> rows) {
		return ENSURE_VERSIONS.read(this.store, Map.of("rows", rows));
	}

	Set<String> splitOff(Collection<String> urns) {
		return Set.copyOf(APART.texts(this.store, Map.of("urns", urns), "urn"));
	}

	void stateMerge(Map<String, ?> merge) {
		STATE_MERGE.run(this.store, merge);
	}

	/** Writes new aliases, and merges the assets that had these keys as their ids. */
	Identities merge(Map<Urn, Urn> assets, Map<Urn, Urn> newAliases) {
		Set<Urn> merged = new TreeSet<>();
		Set<String> redesigned = new TreeSet<>();
		Set<String> summarised = new TreeSet<>();
		Set<String> redeployed = new TreeSet<>();
		if (newAliases.isEmpty()) {
			return new Identities(assets, merged, redesigned, summarised, redeployed);
		}
		List<Map<String, ?>> names = new ArrayList<>();
		newAliases.forEach((key, asset) -> names
			.add(Map.of("key", key.value(), "namespace", key.namespace(), "name", key.name(), "asset", asset.value())));
		List<Map<String, ?>> versions = new ArrayList<>();
		Set<Urn> models = new TreeSet<>();
		for (Row row : MERGE_ASSETS.read(this.store, Map.of("rows", names))) {
			Urn asset = asset(row, "asset");
			merged.add(asset);
			redesigned.addAll(row.texts("jobs"));
			summarised.addAll(row.texts("summarised"));
			redeployed.addAll(row.texts("deployments"));
			if (row.flag("model")) {
				models.add(asset);
			}
			for (Row version : row.rows("versions")) {
				Urn to = Urn.version(asset, version.text("version"));
				versions.add(Map.of("from", version.text("urn"), "to", to.value(), "data", asset.value(), "namespace",
						asset.namespace(), "name", asset.name(), "version", version.text("version")));
			}
		}
		if (!versions.isEmpty()) {
			MOVE_VERSIONS.run(this.store, Map.of("rows", versions));
		}
		// One side may have versions from before it was known to be a model.
		becomeModels(models);
		return new Identities(assets, merged, redesigned, summarised, redeployed);
	}

	Row splittable(String alias) {
		List<Row> rows = SPLITTABLE.read(this.store, Map.of("keys", Catalog.keys(alias)));
		if (rows.isEmpty()) {
			throw InvalidRequestException.notFound("alias", alias);
		}
		return rows.getFirst();
	}

	Row split(Urn from, Urn to, Collection<String> keys, Instant at, String actor) {
		return SPLIT_ASSET
			.read(this.store, Map.of("namespace", to.namespace(), "name", to.name(), "keys", keys, "from", from.value(),
					"to", to.value(), "at", at, "actor", actor, "key", from + "\n" + to + "\n" + at))
			.getFirst();
	}

	void splitVersions(Urn to, Collection<String> keys, List<Map<String, String>> versions) {
		if (!versions.isEmpty()) {
			SPLIT_VERSIONS.run(this.store, Map.of("namespace", to.namespace(), "name", to.name(), "keys", keys, "rows",
					versions, "data", to.value()));
		}
	}

	void sweep(Split split) {
		SWEEP_SPLIT.run(this.store, Map.of("from", split.from().value(), "to", split.to().value()));
	}

}
