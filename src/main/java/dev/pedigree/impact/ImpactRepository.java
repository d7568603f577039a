package dev.pedigree.impact;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;

import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an impact analysis asks the graph beside the walk, by the numbers that the walk
 * gave.
 */
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
	 * How what is touched is used now: where deployments run and what serves in them,
	 * what batch-scoring jobs read, who answers for assets, and what the catalog knows of
	 * those that are shown.
	 */
	Row use(Collection<Long> deployments, Collection<Long> jobs, Collection<Long> versions, Collection<Long> assets,
			Collection<Long> shown) {
		boolean nothing = Stream.of(deployments, jobs, versions, assets, shown).allMatch(Collection::isEmpty);
		return nothing ? new Row(Map.of())
				: USE
					.read(this.store, Map.of("deployments", deployments, "jobs", jobs, "versions", versions, "assets",
							assets, "shown", shown))
					.getFirst();
	}

	/**
	 * What flows from assets now by design, and of few assets at once how they are used.
	 * @param few of more assets nothing more is told
	 */
	@Transactional(readOnly = true, timeoutString = "${pedigree.lineage.time-limit:10}")
	public Collection<Map<String, Object>> near(Collection<String> roots, int few, boolean people) {
		return NEAR.read(this.store, Map.of("roots", roots, "few", few, "people", people))
			.stream()
			.map(Row::properties)
			.toList();
	}

	/** Rows of model versions that were measured on dataset versions. */
	List<Row> evaluations(Collection<Long> versions) {
		return versions.isEmpty() ? List.of() : EVALUATIONS.read(this.store, Map.of("versions", versions));
	}

}
