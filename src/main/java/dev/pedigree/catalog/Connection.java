package dev.pedigree.catalog;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as Relay's connections have it.
 *
 * @param edges the rows, in order
 * @param pageInfo where the page stands in the list
 * @param totalCount rows in the whole list; null when nobody asked
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo, @Nullable Long totalCount) {

	/**
	 * A row and the cursor that continues after it.
	 */
	public record Edge<T>(T node, String cursor) {
	}

	/**
	 * Where a page stands in its list.
	 */
	public record PageInfo(boolean hasNextPage, boolean hasPreviousPage, @Nullable String startCursor,
			@Nullable String endCursor) {
	}

	/**
	 * Makes a page of rows that were read with {@link PageRequest#fetch()}.
	 * @param slice what was asked for
	 * @param rows the rows, maybe one more than asked
	 * @param key gives the sort key of a row
	 * @param totalCount rows in the whole list; null when nobody asked
	 */
	public static <T> Connection<T> of(PageRequest slice, List<T> rows, Function<T, String> key,
			@Nullable Long totalCount) {
		List<Edge<T>> edges = rows.stream()
			.limit(slice.first())
			.map((row) -> new Edge<>(row, slice.cursor(key.apply(row))))
			.toList();
		return new Connection<>(edges, new PageInfo(rows.size() > slice.first(), !slice.after().isEmpty(),
				cursor(edges.stream()), cursor(edges.reversed().stream())), totalCount);
	}

	private static <T> @Nullable String cursor(Stream<Edge<T>> edges) {
		return edges.findFirst().map(Edge::cursor).orElse(null);
	}

}
