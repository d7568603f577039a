package dev.pedigree.lineage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.pedigree.catalog.Refusal;
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

	Walks(WalkRepository repository) {
		this.repository = repository;
	}

	/** Walks, with one query a direction, whatever is reached. */
	public Walk walk(WalkQuestion question) {
		return timed(question, () -> new Cut(question, this.repository.reach(question)).walk());
	}

	/**
	 * Walks by what somebody else asks the store for, along with more.
	 * @param rows asks; gives rows as {@code lineage/downstream-now} does
	 */
	public Walk walk(WalkQuestion question, Supplier<? extends Collection<Map<String, Object>>> rows) {
		return timed(question,
				() -> new Cut(question, rows.get().stream().map((row) -> Reach.of(question.level(), row)).toList())
					.walk());
	}

	/**
	 * Walks by design from columns of data, with two queries: by way of what is made from
	 * them, and on from where nobody knows which columns are read. It starts at their
	 * data.
	 * @param question whose roots are urns of fields
	 * @throws Refusal when one of them is not there
	 */
	public Walk walkFields(WalkQuestion question) {
		return timed(question, () -> {
			Columns columns = this.repository.columns(question.roots(), question.tense());
			question.roots()
				.stream()
				.filter((root) -> !columns.starts().contains(root))
				.findFirst()
				.ifPresent((root) -> {
					throw Refusal.notFound("roots", root);
				});
			Reach whole = this.repository.reach(question.from(columns.data())).getFirst();
			ColumnReach reach = new ColumnReach(whole, columns);
			return new Cut(question, whole, reach).walk();
		});
	}

	private static Walk timed(WalkQuestion question, Supplier<Walk> walk) {
		try {
			return walk.get();
		}
		catch (DataAccessException ex) {
			if (!isTimeout(ex)) {
				throw ex;
			}
			List<String> roots = List.copyOf(question.roots());
			return Walk.cut(new Truncation(Truncation.Reason.TIME, null, roots));
		}
	}

	/**
	 * The shortest ways along which data flows now from one asset to another, as urns: by
	 * the number of edges, then by urn. On the standing level a version stands for its
	 * data and a run for its job, on the recorded level data stand for their versions and
	 * a job for its runs.
	 */
	List<List<String>> paths(String from, String to, LineageLevel level, int first) {
		List<Reach> below = this.repository.reach(everything(from, Direction.DOWNSTREAM, level));
		List<Reach> above = this.repository.reach(everything(to, Direction.UPSTREAM, level));
		return (below.isEmpty() || above.isEmpty()) ? List.of()
				: new ShortestPaths(below.getFirst(), above.getFirst()).first(first);
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
