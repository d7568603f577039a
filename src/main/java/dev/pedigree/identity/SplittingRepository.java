package dev.pedigree.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;

import org.springframework.stereotype.Repository;

/** Reads and writes the split of an asset into two. */
@Repository
class SplittingRepository {

	private static final CypherQuery SPLITTABLE = CypherQuery.named("identity/splittable");

	private static final CypherQuery SPLIT_ASSET = CypherQuery.named("identity/split-asset");

	private static final CypherQuery SPLIT_VERSIONS = CypherQuery.named("identity/split-versions");

	private static final CypherQuery SWEEP_SPLIT = CypherQuery.named("identity/sweep-split");

	private final GraphStore store;

	SplittingRepository(GraphStore store) {
		this.store = store;
	}

	/** Returns the asset of an alias, with its other keys and its merges. */
	Row splittable(String alias) {
		List<Row> rows = SPLITTABLE.read(this.store, Map.of("keys", Catalog.keys(alias)));
		if (rows.isEmpty()) {
			throw InvalidRequestException.notFound("alias", alias);
		}
		return rows.getFirst();
	}

	/** Splits an asset; returns a row of what must be derived again. */
	Row split(Urn from, Urn to, Collection<String> keys, Instant at, String actor) {
		Map<String, Object> parameters = new HashMap<>(common(to, keys));
		parameters.put("from", from.value());
		parameters.put("to", to.value());
		parameters.put("at", at);
		parameters.put("actor", actor);
		parameters.put("key", from + "\n" + to + "\n" + at);
		return SPLIT_ASSET.read(this.store, parameters).getFirst();
	}

	void splitVersions(Urn to, Collection<String> keys, List<Map<String, String>> versions) {
		if (!versions.isEmpty()) {
			Map<String, Object> parameters = new HashMap<>(common(to, keys));
			parameters.put("rows", versions);
			parameters.put("data", to.value());
			SPLIT_VERSIONS.run(this.store, parameters);
		}
	}

	private static Map<String, Object> common(Urn to, Collection<String> keys) {
		return Map.of("namespace", to.namespace(), "name", to.name(), "keys", keys);
	}

	void sweep(Split split) {
		SWEEP_SPLIT.run(this.store, Map.of("from", split.from().value(), "to", split.to().value()));
	}

}
