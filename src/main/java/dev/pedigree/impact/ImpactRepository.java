package dev.pedigree.impact;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads the graph for impact analyses, by the node ids of the walk. */
@Repository
@Transactional(readOnly = true, timeout = 10)
class ImpactRepository {

	private static final CypherQuery USE = CypherQuery.named("impact/use");

	private static final CypherQuery NEAR = CypherQuery.named("impact/near");

	private static final CypherQuery EVALUATIONS = CypherQuery.named("impact/evaluations");

	private final GraphStore store;

	ImpactRepository(GraphStore store) {
		this.store = store;
	}

	/**
	 * Returns the present use of affected assets: environments and servings of
	 * deployments, inputs of batch-scoring jobs, owners, and the assets to show.
	 */
	Row use(Collection<Long> deployments, Collection<Long> jobs, Collection<Long> versions, Collection<Long> assets,
			Collection<Long> shown) {
		Map<String, Collection<Long>> ids = Map.of("deployments", deployments, "jobs", jobs, "versions", versions,
				"assets", assets, "shown", shown);
		return ids.values().stream().allMatch(Collection::isEmpty) ? new Row(Map.of())
				: USE.read(this.store, ids).getFirst();
	}

	/**
	 * Returns what present edges of the standing level reach, for the walk.
	 * @param few maximum number of assets for which the row has their use too
	 */
	@Transactional(readOnly = true, timeoutString = "${pedigree.lineage.time-limit:10}")
	public List<Row> near(Collection<String> roots, int few, boolean people) {
		return NEAR.read(this.store, Map.of("roots", roots, "few", few, "people", people));
	}

	List<Row> evaluations(Collection<Long> versions) {
		return versions.isEmpty() ? List.of() : EVALUATIONS.read(this.store, Map.of("versions", versions));
	}

}
