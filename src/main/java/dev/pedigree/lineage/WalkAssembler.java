package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.Walk.Link;
import dev.pedigree.lineage.Walk.Step;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * Cuts the answer to a walk out of what can be reached: counts hops, keeps what is
 * nearest within the limits, and says what is missing.
 */
final class WalkAssembler {

	/** How many of the readers whose columns are unknown are named. */
	private static final int MOST_NAMED = 20;

	private final WalkQuestion question;

	private final List<ReachableGraph> reaches;

	private final Set<String> starts = new LinkedHashSet<>();

	/** Every node that is near enough, by its number; the nearer way of two counts. */
	private final Map<Long, Step> near;

	/** Every node that was reached and is too far. */
	private final Set<Long> beyond = new HashSet<>();

	/** Those of them that are of the wanted kinds. */
	private final Set<Long> far = new HashSet<>();

	/** Summaries that were met: runs of that time are no longer kept one by one. */
	private final Set<Long> summaries = new HashSet<>();

	/**
	 * Whether the walk would have started at runs or versions that are no longer kept.
	 */
	private boolean startsSummarised;

	/** Names of what is taken to read all columns. */
	private final Set<String> assumed;

	WalkAssembler(WalkQuestion question, List<ReachableGraph> reaches) {
		this(question, reaches, Set.of());
		for (ReachableGraph reach : reaches) {
			int[] from = reach.starts(question.start().written());
			collect(reach, from, reach.hops(from));
		}
		this.far.removeAll(this.near.keySet());
	}

	/** Cuts what columns reach out of what their data reach. */
	WalkAssembler(WalkQuestion question, ReachableGraph whole, ColumnReach columns) {
		this(question, List.of(whole), columns.assumed());
		collect(whole, columns.starts(), columns.hops());
	}

	private WalkAssembler(WalkQuestion question, List<ReachableGraph> reaches, Set<String> assumed) {
		this.question = question;
		this.reaches = reaches;
		this.assumed = assumed;
		this.near = HashMap.newHashMap(reaches.stream().mapToInt(ReachableGraph::size).sum());
	}

	private void collect(ReachableGraph reach, int[] starts, int[] hops) {
		for (int start : starts) {
			if (reach.isSummary(start)) {
				this.startsSummarised = true;
			}
			else {
				this.starts.add(reach.urn(start));
			}
		}
		for (int node = 0; node < reach.size(); node++) {
			if (hops[node] == ReachableGraph.FAR) {
				continue;
			}
			if (reach.isSummary(node)) {
				this.summaries.add(reach.id(node));
				continue;
			}
			if (!this.question.extent().within(hops[node])) {
				this.beyond.add(reach.id(node));
				if (this.question.extent().wants(reach.kind(node))) {
					this.far.add(reach.id(node));
				}
				continue;
			}
			Step step = new Step(reach.urn(node), reach.kind(node), reach.upstream() ? -hops[node] : hops[node],
					reach.id(node));
			this.near.merge(step.id(), step,
					(one, other) -> (Math.abs(other.hops()) < Math.abs(one.hops())) ? other : one);
		}
	}

	Walk walk() {
		List<Step> order = new ArrayList<>(this.near.values());
		order.sort(Comparator.comparingInt(this::ring).thenComparing(Step::urn));
		List<Step> kept = order.subList(0, kept(order));
		List<Step> steps = kept.stream()
			.filter((step) -> this.question.extent().wants(step.kind()) || isStart(step))
			.toList();
		int omitted = Math.toIntExact(order.subList(kept.size(), order.size()).stream().filter(this::counts).count());
		Supplier<Set<String>> urns = SingletonSupplier
			.of(() -> kept.stream().map(Step::urn).collect(Collectors.toSet()));
		boolean whole = omitted + this.far.size() + this.summaries.size() == 0;
		Truncation truncation = whole ? null : truncation(omitted, urns.get());
		return new Walk(steps, () -> links(steps), this.starts, truncation, assumptions(urns));
	}

	/** How many nodes are kept: the nearest, until the wanted ones reach the limit. */
	private int kept(List<Step> order) {
		int counted = 0;
		for (int i = 0; i < order.size(); i++) {
			if (counts(order.get(i)) && counted++ == this.question.extent().limit()) {
				return i;
			}
		}
		return order.size();
	}

	/**
	 * Where a node stands in the order: by hops, starts first, then what weighs, then
	 * what does not. So each node comes after one that it was reached from, and a cut
	 * leaves no node hanging in the air.
	 */
	private int ring(Step step) {
		boolean process = step.kind() == AssetKind.JOB || step.kind() == AssetKind.RUN;
		return Math.abs(step.hops()) * 3 + (isStart(step) ? 0 : process ? 2 : 1);
	}

	private boolean counts(Step step) {
		return isStart(step) ? this.question.extent().startsCount() : this.question.extent().wants(step.kind());
	}

	/** Asked for each comparison while nodes are sorted: few are that near. */
	private boolean isStart(Step step) {
		return step.hops() == 0 && this.starts.contains(step.urn());
	}

	private Truncation truncation(int omitted, Set<String> kept) {
		Set<String> frontier = new LinkedHashSet<>();
		for (ReachableGraph reach : this.reaches) {
			for (int node = 0; node < reach.size(); node++) {
				if (kept.contains(reach.urn(node))
						&& reach.edges(node).map(reach::head).anyMatch((head) -> isCut(reach, head, kept))) {
					frontier.add(reach.urn(node));
				}
			}
		}
		if (this.startsSummarised) {
			frontier.addAll(this.question.roots());
		}
		List<String> where = frontier.stream().sorted().toList();
		if (omitted > 0) {
			return new Truncation(Truncation.TruncationReason.LIMIT, omitted, where);
		}
		if (!this.far.isEmpty()) {
			return new Truncation(Truncation.TruncationReason.HOPS, this.far.size(), where);
		}
		return new Truncation(Truncation.TruncationReason.COMPACTED, null, where);
	}

	/** Whether the walk came to a node that is not shown. */
	private boolean isCut(ReachableGraph reach, int node, Set<String> kept) {
		return !kept.contains(reach.urn(node)) && (this.summaries.contains(reach.id(node))
				|| this.near.containsKey(reach.id(node)) || this.beyond.contains(reach.id(node)));
	}

	private List<Link> links(List<Step> steps) {
		Set<String> shown = LinkedHashSet.newLinkedHashSet(steps.size());
		steps.forEach((step) -> shown.add(step.urn()));
		Set<Link> links = new LinkedHashSet<>();
		for (ReachableGraph reach : this.reaches) {
			for (int node = 0; node < reach.size(); node++) {
				String tail = reach.urn(node);
				if (shown.contains(tail)) {
					reach.edges(node)
						.mapToObj((edge) -> reach.urn(reach.head(edge)))
						.filter(shown::contains)
						.map((head) -> reach.upstream() ? new Link(head, tail) : new Link(tail, head))
						.forEach(links::add);
				}
			}
		}
		return links.stream().sorted(Comparator.comparing(Link::from).thenComparing(Link::to)).toList();
	}

	private List<String> assumptions(Supplier<Set<String>> kept) {
		List<String> assumptions = new ArrayList<>();
		this.assumed.stream()
			.limit(MOST_NAMED)
			.forEach((reader) -> assumptions
				.add("column lineage of " + reader + " is unknown: it is counted as a reader"));
		add(assumptions, this.assumed.size() - MOST_NAMED,
				"more readers are counted because their column lineage is unknown");
		Map<String, Set<Link>> guesses = new TreeMap<>();
		Set<String> unknown = new LinkedHashSet<>();
		for (ReachableGraph reach : this.reaches) {
			if (reach.hasBindings()) {
				guesses(reach, kept.get(), guesses);
			}
			for (int node : reach.unknownModes()) {
				if (kept.get().contains(reach.urn(node))) {
					unknown.add(reach.urn(node));
				}
			}
		}
		add(assumptions, unknown.size(), "versions were written in an unknown mode: taken as overwritten, so that "
				+ "later versions are not taken to contain them");
		add(assumptions, size(guesses, "INITIAL"),
				"reads found no version written before them: taken as reads of " + "what was there from the beginning");
		add(assumptions, size(guesses, "INFERRED"), "stated versions were written by no run that is known: taken as "
				+ "made from the newest version at their first sighting");
		return assumptions;
	}

	private static void guesses(ReachableGraph reach, Set<String> kept, Map<String, Set<Link>> guesses) {
		for (int node = 0; node < reach.size(); node++) {
			String tail = reach.urn(node);
			if (kept.contains(tail)) {
				reach.edges(node)
					.filter((edge) -> !reach.binding(edge).isEmpty() && kept.contains(reach.urn(reach.head(edge))))
					.forEach((edge) -> guesses.computeIfAbsent(reach.binding(edge), (_) -> new LinkedHashSet<>())
						.add(new Link(tail, reach.urn(reach.head(edge)))));
			}
		}
	}

	private static int size(Map<String, Set<Link>> guesses, String binding) {
		return guesses.getOrDefault(binding, Set.of()).size();
	}

	private static void add(List<String> assumptions, int count, @Nullable String text) {
		if (count > 0) {
			assumptions.add(count + " " + text);
		}
	}

}
