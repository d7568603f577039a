package dev.pedigree.catalog;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as a Relay connection.
 *
 * @param totalCount rows in the whole list; null when the query does not select it
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, @Nullable Long totalCount) {

	/** A row and the cursor that continues after it. */
	public record Edge<T>(T node, String cursor) {
	}

	/** The position of a page in its list. */
	public record PageInfo(boolean hasNextPage, boolean hasPreviousPage, @Nullable String startCursor,
			@Nullable String endCursor) {
	}

	/**
	 * Creates a page of rows that were read with {@link PageRequest#fetch()}: one more
	 * than requested when there are more.
	 * @param key returns the sort key of a row
	 */
	public static <T> Connection<T> of(PageRequest page, List<T> rows, Function<T, String> key,
			@Nullable Long totalCount) {
		List<Edge<T>> edges = rows.stream()
			.limit(page.first())
			.map((row) -> new Edge<>(row, page.cursor(key.apply(row))))
			.toList();
		return new Connection<>(edges, new PageInfo(rows.size() > page.first(), !page.after().isEmpty(),
				edges.isEmpty() ? null : edges.getFirst().cursor(), edges.isEmpty() ? null : edges.getLast().cursor()),
				totalCount);
	}

}
