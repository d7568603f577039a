package dev.pedigree.lineage;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * The result of a walk: the nodes nearest first, and the edges among them.
 *
 * @param steps the nodes of the requested kinds, by hops, jobs and runs after the others,
 * then by urn; the starts come first
 * @param between returns the edges between those nodes; see {@link #links()}
 * @param starts urns of the nodes at 0 hops where it started
 * @param truncation the missing part; null when the walk is complete
 * @param assumptions the assumptions of the answer, as sentences
 */
public record Walk(List<Step> steps, Supplier<List<Link>> between, Set<String> starts, @Nullable Truncation truncation,
		List<String> assumptions) {

	/** A walk without nodes. */
	public static final Walk EMPTY = new Walk(List.of(), List::of, Set.of(), null, List.of());

	/** A truncated walk without nodes, from starts that are not assets. */
	public static Walk cut(Truncation truncation) {
		return new Walk(List.of(), List::of, Set.of(), truncation, List.of());
	}

	/** The same walk, truncated because the time limit ended its second direction. */
	Walk outOfTime(Collection<String> roots) {
		Set<String> frontier = new TreeSet<>(roots);
		if (this.truncation != null) {
			frontier.addAll(this.truncation.frontier());
		}
		return new Walk(this.steps, this.between, this.starts,
				new Truncation(Truncation.TruncationReason.TIME, null, List.copyOf(frontier)), this.assumptions);
	}

	/**
	 * A reached node.
	 *
	 * @param hops number of nodes on the shortest path to it, including itself, excluding
	 * the start, jobs and runs; negative upstream
	 * @param id the store's number of the node, by which later queries of this request
	 * find it faster than by its urn
	 */
	public record Step(String urn, AssetKind kind, int hops, long id) {
	}

	/**
	 * A walked edge, in the direction of the data flow.
	 *
	 * @param from urn of the producer
	 * @param to urn of the consumer
	 */
	public record Link(String from, String to) {

		/** Reads the columns {@code from} and {@code to}. */
		public static Link of(Row row) {
			return new Link(row.text("from"), row.text("to"));
		}

	}

	/** The edges between the nodes, each once. */
	public List<Link> links() {
		return this.between.get();
	}

	/** Whether nothing is missing. */
	public boolean complete() {
		return this.truncation == null;
	}

}
