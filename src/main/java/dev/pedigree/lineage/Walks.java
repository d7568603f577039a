package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.pedigree.catalog.InvalidRequestException;
import org.neo4j.driver.exceptions.Neo4jException;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * The one walk, shared by lineage and impact: breadth-first, each node visited once, by
 * hops that jobs and runs do not count in (semantics, Walks).
 */
@Service
public class Walks {

	private final WalkRepository repository;

	private final WalkBulkhead bulkhead;

	Walks(WalkRepository repository, WalkBulkhead bulkhead) {
		this.repository = repository;
		this.bulkhead = bulkhead;
	}

	/**
	 * Walks, with one query a direction, whatever is reached. A walk in both directions
	 * that has time for the first only is cut.
	 * @throws DataAccessException if the store is unavailable or nothing was walked
	 * within the time limit
	 */
	public Walk walk(WalkQuestion question) {
		return this.bulkhead.run(question, () -> {
			List<ReachableGraph> reaches = new ArrayList<>();
			for (Direction direction : question.directions()) {
				try {
					reaches.addAll(this.repository.reach(question, direction));
				}
				catch (DataAccessException ex) {
					if (reaches.isEmpty() || !isTimeout(ex)) {
						throw ex;
					}
					return new WalkAssembler(question, reaches).walk().outOfTime(question.roots());
				}
			}
			return new WalkAssembler(question, reaches).walk();
		});
	}

	/**
	 * Walks by rows that the caller reads from the store, along with more.
	 * @param rows as {@code lineage/downstream-now} returns them
	 */
	public Walk walk(WalkQuestion question, Collection<Map<String, Object>> rows) {
		return new WalkAssembler(question,
				rows.stream().map((row) -> ReachableGraph.of(question.level(), row)).toList())
			.walk();
	}

	/**
	 * Walks by design from columns of data, with two queries: by way of what is made from
	 * them, and on from readers whose column lineage is unknown. It starts at their data.
	 * @param question whose roots are urns of fields
	 * @throws InvalidRequestException when one of them is not there
	 */
	public Walk walkFields(WalkQuestion question) {
		Columns columns = this.repository.columns(question.roots(), question.tense());
		question.roots().stream().filter((root) -> !columns.starts().contains(root)).findFirst().ifPresent((root) -> {
			throw InvalidRequestException.notFound("roots", root);
		});
		ReachableGraph whole = this.repository.reach(question.from(columns.data()), Direction.DOWNSTREAM).getFirst();
		ColumnReach reach = new ColumnReach(whole, columns);
		return new WalkAssembler(question, whole, reach).walk();
	}

	/**
	 * The shortest ways along which data flows now from one asset to another, as urns: by
	 * the number of edges, then by urn. On the standing level a version stands for its
	 * data and a run for its job, on the recorded level data stand for their versions and
	 * a job for its runs.
	 */
	List<List<String>> paths(String from, String to, LineageLevel level, int first) {
		return this.bulkhead.run(List.of(from, to, level, first), () -> {
			List<ReachableGraph> below = this.repository.reach(everything(from, Direction.DOWNSTREAM, level),
					Direction.DOWNSTREAM);
			List<ReachableGraph> above = this.repository.reach(everything(to, Direction.UPSTREAM, level),
					Direction.UPSTREAM);
			return (below.isEmpty() || above.isEmpty()) ? List.of()
					: new ShortestPaths(below.getFirst(), above.getFirst()).first(first);
		});
	}

	private static WalkQuestion everything(String root, Direction direction, LineageLevel level) {
		return new WalkQuestion(List.of(root), direction, level, WalkQuestion.Tense.NOW, WalkQuestion.Start.ALL,
				new WalkQuestion.Extent(null, Integer.MAX_VALUE, Set.of(), true));
	}

	private static boolean isTimeout(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof Neo4jException refused && refused.code().contains("TransactionTimedOut")) {
				return true;
			}
		}
		return false;
	}

}
