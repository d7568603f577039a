package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.graph.Row;
import org.neo4j.driver.exceptions.Neo4jException;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * Walks the graph for lineage and impact: breadth-first, each node once; jobs and runs
 * are not counted as hops (semantics, Walks).
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
	 * Walks, with one query per direction. A walk in both directions is truncated if the
	 * time limit ends its second direction.
	 * @throws DataAccessException if the store is unavailable, or the time limit ended
	 * the first direction
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
	 * Walks through rows that the caller has read.
	 * @param rows as {@code lineage/downstream-now} returns them
	 */
	public Walk walk(WalkQuestion question, List<Row> rows) {
		return new WalkAssembler(question,
				rows.stream().map((row) -> new ReachableGraph(question.level(), row)).toList())
			.walk();
	}

	/**
	 * Walks downstream from columns on the standing level, with two queries: through
	 * column lineage, and through all of a reader whose column lineage is unknown.
	 * @param question its roots are urns of fields
	 * @throws InvalidRequestException when a field does not exist
	 */
	public Walk walkFields(WalkQuestion question) {
		ColumnReach.Columns columns = this.repository.columns(question.roots(), question.tense());
		question.roots().stream().filter((root) -> !columns.starts().contains(root)).findFirst().ifPresent((root) -> {
			throw InvalidRequestException.notFound("roots", root);
		});
		ReachableGraph whole = this.repository.reach(question.from(columns.data()), Direction.DOWNSTREAM).getFirst();
		return new WalkAssembler(question, whole, new ColumnReach(whole, columns)).walk();
	}

	/**
	 * The shortest present paths of data from one asset to another, as urns: by the
	 * number of edges, then by urn. The ends are mapped as the start of a walk is.
	 */
	List<List<String>> paths(String from, String to, LineageLevel level, int first) {
		return this.bulkhead.run(List.of(from, to, level, first), () -> {
			List<ReachableGraph> below = everything(from, Direction.DOWNSTREAM, level);
			List<ReachableGraph> above = everything(to, Direction.UPSTREAM, level);
			return (below.isEmpty() || above.isEmpty()) ? List.of()
					: new ShortestPaths(below.getFirst(), above.getFirst()).first(first);
		});
	}

	private List<ReachableGraph> everything(String root, Direction direction, LineageLevel level) {
		return this.repository.reach(new WalkQuestion(List.of(root), direction, level, WalkQuestion.Tense.NOW,
				WalkQuestion.Start.ALL, new WalkQuestion.Extent(null, Integer.MAX_VALUE, Set.of(), true)), direction);
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
