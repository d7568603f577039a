package dev.pedigree.lineage;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a change of columns reaches, and at how many hops. A column reaches those that are
 * made from it, and with them their data and the jobs between. A reader of which nobody
 * knows the columns is taken to read them all, and from what it makes the walk goes on as
 * from data that change as a whole; so it does from data of which every row depends on a
 * column.
 */
final class ColumnReach {

	private final ReachableGraph reach;

	private final Columns columns;

	private final Map<String, Integer> nodes = new HashMap<>();

	private final int[] hops;

	/** What is reached as a whole. */
	private final BitSet whole = new BitSet();

	private final Set<String> assumed = new TreeSet<>();

	/**
	 * Walks.
	 * @param reach what the data with the columns reach as a whole, by design
	 */
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

	/**
	 * The hops of each node; {@link ReachableGraph#FAR} of those that no column reaches.
	 */
	int[] hops() {
		return this.hops;
	}

	/** The nodes of the data whose columns change. */
	int[] starts() {
		return this.columns.starts()
			.stream()
			.map((field) -> this.nodes.get(column(field).data()))
			.filter(Objects::nonNull)
			.mapToInt(Integer::intValue)
			.distinct()
			.toArray();
	}

	/** Urns of the jobs and others that are taken to read all columns. */
	Set<String> assumed() {
		return this.assumed;
	}

	/** Level by level: columns, and what is reached as a whole, of one hop each. */
	private void walk() {
		Set<String> seen = new HashSet<>(this.columns.starts());
		Set<Integer> opened = new HashSet<>();
		List<String> level = this.columns.starts();
		ArrayDeque<Integer> open = new ArrayDeque<>();
		for (int at = 0; !level.isEmpty() || !open.isEmpty(); at++) {
			Set<String> next = new TreeSet<>();
			ArrayDeque<Integer> beyond = new ArrayDeque<>();
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

	/** A column is reached, by the jobs between its data and those it goes to. */
	private void touch(Columns.Column column, int data, int at, ArrayDeque<Integer> open) {
		near(data, at);
		if (column.isEveryRow()) {
			open.add(data);
		}
		Set<String> to = new HashSet<>();
		column.next().forEach((field) -> to.add(column(field).data()));
		this.reach.edges(data)
			.map(this.reach::head)
			.filter((job) -> !this.reach.weighs(job))
			.filter((job) -> this.reach.edges(job)
				.anyMatch((edge) -> to.contains(this.reach.urn(this.reach.head(edge)))))
			.forEach((job) -> near(job, at));
	}

	/**
	 * What reads data with a changed column, where nobody knows which columns it reads.
	 */
	private void read(int data, int at, ArrayDeque<Integer> beyond) {
		this.reach.edges(data).map(this.reach::head).forEach((reader) -> {
			if (this.reach.weighs(reader)) {
				this.assumed.add(this.reach.urn(reader));
				beyond.add(reader);
				return;
			}
			int[] blind = this.reach.edges(reader)
				.map(this.reach::head)
				.filter((output) -> !this.columns.told()
					.contains(new Walk.Link(this.reach.urn(data), this.reach.urn(output))))
				.toArray();
			if (blind.length > 0 || this.reach.edges(reader).findAny().isEmpty()) {
				this.assumed.add(this.reach.urn(reader));
				near(reader, at);
				Arrays.stream(blind).forEach(beyond::add);
			}
		});
	}

	/** What is reached as a whole reaches all that reads it. */
	private void spread(int node, int at, ArrayDeque<Integer> open, ArrayDeque<Integer> beyond) {
		if (this.whole.get(node)) {
			return;
		}
		this.whole.set(node);
		near(node, at);
		this.reach.edges(node)
			.map(this.reach::head)
			.forEach((next) -> (this.reach.weighs(next) ? beyond : open).add(next));
	}

	private void near(int node, int at) {
		this.hops[node] = Math.min(this.hops[node], at);
	}

	private Columns.Column column(String field) {
		return Objects.requireNonNull(this.columns.fields().get(field));
	}

}
