package dev.pedigree.lineage;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.pedigree.catalog.AssetKind;
import org.jspecify.annotations.Nullable;

/**
 * What a walk found: the nodes nearest first, and the edges among them.
 *
 * @param steps the nodes of the wanted kinds, by hops, those that weigh nothing after the
 * others, then by urn; the nodes at which it started come first
 * @param between gives the edges between those nodes; see {@link #links()}
 * @param starts urns of the nodes at 0 hops where it started
 * @param truncation what is missing; null when nothing is
 * @param assumptions what the answer takes for granted, in words
 */
public record Walk(List<Step> steps, Supplier<List<Link>> between, Set<String> starts, @Nullable Truncation truncation,
		List<String> assumptions) {

	/** A walk that found nothing, because there is nothing. */
	public static final Walk EMPTY = new Walk(List.of(), List::of, Set.of(), null, List.of());

	/** A walk of no hop from starts that are not assets. */
	public static Walk cut(Truncation truncation) {
		return new Walk(List.of(), List::of, Set.of(), truncation, List.of());
	}

	/** The same walk, without a direction that there was no time for. */
	Walk outOfTime(Collection<String> roots) {
		Set<String> frontier = new TreeSet<>(roots);
		if (this.truncation != null) {
			frontier.addAll(this.truncation.frontier());
		}
		return new Walk(this.steps, this.between, this.starts,
				new Truncation(Truncation.TruncationReason.TIME, null, List.copyOf(frontier)), this.assumptions);
	}

	/**
	 * A node that was reached.
	 *
	 * @param urn its id
	 * @param kind what it is
	 * @param hops how many nodes that are neither job nor run lie on the shortest way to
	 * it, itself included and the start excluded; negative upstream
	 * @param id the store's own number of it, by which the questions that follow find it
	 * faster than by its urn; means nothing after the request
	 */
	public record Step(String urn, AssetKind kind, int hops, long id) {
	}

	/**
	 * An edge that was walked, as the data flows.
	 *
	 * @param from urn of the producer
	 * @param to urn of the consumer
	 */
	public record Link(String from, String to) {
	}

	/** The edges between the nodes, each once, as the data flows. */
	public List<Link> links() {
		return this.between.get();
	}

	/** Whether nothing is missing. */
	public boolean complete() {
		return this.truncation == null;
	}

}
