package dev.pedigree.lineage;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.pedigree.graph.Row;
import dev.pedigree.lineage.Walk.Link;

/**
 * Computes what a change of columns reaches, and the hops to it. A column reaches the
 * columns that it feeds, with their data and the jobs between. A reader with unknown
 * column lineage counts as a reader of all columns, and its outputs are reached as a
 * whole; so is data whose every row depends on a column.
 */
final class ColumnReach {

	private final ReachableGraph reach;

	private final Columns columns;

	private final Map<String, Integer> nodes = new HashMap<>();

	private final int[] hops;

	private final BitSet whole = new BitSet();

	private final Set<String> assumed = new TreeSet<>();

	/** Walks through what the data of the columns reach as a whole. */
	ColumnReach(ReachableGraph reach, Columns columns) {
		this.reach = reach;
		this.columns = columns;
		this.hops = new int[reach.size()];
		Arrays.fill(this.hops, ReachableGraph.FAR);
		for (int node = 0; node < reach.size(); node++) {
			this.nodes.put(reach.urn(node), node);
		}
		walk();
	}

	/** The hops of each node; {@link ReachableGraph#FAR} if no column reaches it. */
	int[] hops() {
		return this.hops;
	}

	int[] starts() {
		return this.columns.starts()
			.stream()
			.map((field) -> this.nodes.get(column(field).data()))
			.filter(Objects::nonNull)
			.mapToInt(Integer::intValue)
			.distinct()
			.toArray();
	}

	Set<String> assumed() {
		return this.assumed;
	}

	/** Walks by hops: the columns of one hop, then the nodes reached as a whole. */
	private void walk() {
		Set<String> seen = new HashSet<>(this.columns.starts());
		Set<Integer> opened = new HashSet<>();
		List<String> level = this.columns.starts();
		Deque<Integer> open = new ArrayDeque<>();
		for (int at = 0; !level.isEmpty() || !open.isEmpty(); at++) {
			Set<String> next = new TreeSet<>();
			Deque<Integer> beyond = new ArrayDeque<>();
			for (String field : level) {
				Integer data = this.nodes.get(column(field).data());
				if (data != null) {
					touch(column(field), data, at, open);
					if (opened.add(data)) {
						read(data, at, beyond);
					}
				}
				column(field).next().stream().filter(seen::add).forEach(next::add);
			}
			while (!open.isEmpty()) {
				spread(open.pop(), at, open, beyond);
			}
			level = List.copyOf(next);
			open = beyond;
		}
	}

	/** Reaches a column, and the jobs between its data and the data that it feeds. */
	private void touch(Columns.Column column, int data, int at, Deque<Integer> open) {
		near(data, at);
		if (column.isEveryRow()) {
			open.add(data);
		}
		Set<String> fed = new HashSet<>();
		column.next().forEach((field) -> fed.add(column(field).data()));
		this.reach.edges(data)
			.map(this.reach::head)
			.filter((job) -> !this.reach.weighs(job)
					&& this.reach.edges(job).anyMatch((edge) -> fed.contains(this.reach.urn(this.reach.head(edge)))))
			.forEach((job) -> near(job, at));
	}

	/** Reaches the readers of data whose column lineage is unknown. */
	private void read(int data, int at, Deque<Integer> beyond) {
		this.reach.edges(data).map(this.reach::head).forEach((reader) -> {
			if (this.reach.weighs(reader)) {
				this.assumed.add(this.reach.urn(reader));
				beyond.add(reader);
				return;
			}
			int[] unknown = this.reach.edges(reader)
				.map(this.reach::head)
				.filter((output) -> !this.columns.known()
					.contains(new Link(this.reach.urn(data), this.reach.urn(output))))
				.toArray();
			if (unknown.length > 0 || this.reach.edges(reader).findAny().isEmpty()) {
				this.assumed.add(this.reach.urn(reader));
				near(reader, at);
				Arrays.stream(unknown).forEach(beyond::add);
			}
		});
	}

	/** Reaches a node as a whole, and with it all its readers. */
	private void spread(int node, int at, Deque<Integer> open, Deque<Integer> beyond) {
		if (!this.whole.get(node)) {
			this.whole.set(node);
			near(node, at);
			this.reach.edges(node)
				.map(this.reach::head)
				.forEach((next) -> (this.reach.weighs(next) ? beyond : open).add(next));
		}
	}

	private void near(int node, int at) {
		this.hops[node] = Math.min(this.hops[node], at);
	}

	private Columns.Column column(String field) {
		return Objects.requireNonNull(this.columns.fields().get(field));
	}

	/**
	 * All columns that some columns feed, directly or through others.
	 *
	 * @param starts urns of the existing columns at which to start
	 * @param fields the columns by urn
	 * @param known pairs of data whose column lineage is known
	 */
	record Columns(List<String> starts, Map<String, Column> fields, Set<Link> known) {

		/**
		 * A reached column.
		 *
		 * @param data urn of its data
		 * @param next urns of the columns that it feeds
		 */
		record Column(String name, String data, List<String> next) {

			boolean isEveryRow() {
				return this.name.equals(Fields.EVERY_ROW);
			}

		}

		static Columns of(Row row) {
			Map<String, Column> fields = new HashMap<>();
			row.rows("fields")
				.forEach((field) -> fields.put(field.text("urn"),
						new Column(field.text("name"), field.text("dataset"), field.texts("next"))));
			return new Columns(row.texts("starts"), fields,
					row.rows("known").stream().map(Link::of).collect(Collectors.toSet()));
		}

		Set<String> data() {
			return this.fields.values().stream().map(Column::data).collect(Collectors.toSet());
		}

	}

}
