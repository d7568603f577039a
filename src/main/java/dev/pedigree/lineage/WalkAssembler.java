package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.Truncation.TruncationReason;
import dev.pedigree.lineage.Walk.Link;
import dev.pedigree.lineage.Walk.Step;

import org.springframework.util.function.SingletonSupplier;

/** Selects the nearest nodes within the limits, and determines what is missing. */
final class WalkAssembler {

	private static final int MOST_NAMED = 20;

	private final WalkQuestion question;

	private final List<ReachableGraph> reaches;

	private final Set<String> starts = new LinkedHashSet<>();

	/** The nodes within the hops, by number; the shorter path of two counts. */
	private final Map<Long, Step> near;

	private final Set<Long> beyond = new HashSet<>();

	/** Those of them that have a requested kind. */
	private final Set<Long> far = new HashSet<>();

	private final Set<Long> summaries = new HashSet<>();

	private boolean startsSummarised;

	private final Set<String> assumed;

	WalkAssembler(WalkQuestion question, List<ReachableGraph> reaches) {
		this(question, reaches, Set.of());
		for (ReachableGraph reach : reaches) {
			int[] from = reach.starts(question.start().written());
			collect(reach, from, reach.hops(from));
		}
		this.far.removeAll(this.near.keySet());
	}

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
			if (this.question.extent().within(hops[node])) {
				Step step = new Step(reach.urn(node), reach.kind(node), reach.upstream() ? -hops[node] : hops[node],
						reach.id(node));
				this.near.merge(step.id(), step,
						(known, other) -> (Math.abs(other.hops()) < Math.abs(known.hops())) ? other : known);
				continue;
			}
			this.beyond.add(reach.id(node));
			if (this.question.extent().wants(reach.kind(node))) {
				this.far.add(reach.id(node));
			}
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

	/** The number of kept nodes: the nearest, until the counted ones reach the limit. */
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
	 * The order by hops, then starts, others, and jobs and runs. So each node comes after
	 * a node from which it was reached, and a cut leaves no node without a path.
	 */
	private int ring(Step step) {
		boolean process = step.kind() == AssetKind.JOB || step.kind() == AssetKind.RUN;
		return Math.abs(step.hops()) * 3 + (isStart(step) ? 0 : process ? 2 : 1);
	}

	private boolean counts(Step step) {
		return isStart(step) ? this.question.extent().startsCount() : this.question.extent().wants(step.kind());
	}

	/** Called for each comparison of the sort: first the cheap condition. */
	private boolean isStart(Step step) {
		return step.hops() == 0 && this.starts.contains(step.urn());
	}

	private Truncation truncation(int omitted, Set<String> kept) {
		Set<String> frontier = new LinkedHashSet<>();
		forEach(kept, (reach, node) -> {
			if (reach.edges(node).map(reach::head).anyMatch((head) -> isCut(reach, head, kept))) {
				frontier.add(reach.urn(node));
			}
		});
		if (this.startsSummarised) {
			frontier.addAll(this.question.roots());
		}
		List<String> where = frontier.stream().sorted().toList();
		if (omitted > 0) {
			return new Truncation(TruncationReason.LIMIT, omitted, where);
		}
		return this.far.isEmpty() ? new Truncation(TruncationReason.COMPACTED, null, where)
				: new Truncation(TruncationReason.HOPS, this.far.size(), where);
	}

	/** Whether the walk reached a node that is not kept. */
	private boolean isCut(ReachableGraph reach, int node, Set<String> kept) {
		return !kept.contains(reach.urn(node)) && (this.summaries.contains(reach.id(node))
				|| this.near.containsKey(reach.id(node)) || this.beyond.contains(reach.id(node)));
	}

	private List<Link> links(List<Step> steps) {
		Set<String> shown = steps.stream().map(Step::urn).collect(Collectors.toSet());
		Set<Link> links = new LinkedHashSet<>();
		forEach(shown, (reach, node) -> {
			String tail = reach.urn(node);
			reach.edges(node)
				.mapToObj((edge) -> reach.urn(reach.head(edge)))
				.filter(shown::contains)
				.map((head) -> reach.upstream() ? new Link(head, tail) : new Link(tail, head))
				.forEach(links::add);
		});
		return links.stream().sorted(Comparator.comparing(Link::from).thenComparing(Link::to)).toList();
	}

	private void forEach(Set<String> urns, ObjIntConsumer<ReachableGraph> action) {
		for (ReachableGraph reach : this.reaches) {
			IntStream.range(0, reach.size())
				.filter((node) -> urns.contains(reach.urn(node)))
				.forEach((node) -> action.accept(reach, node));
		}
	}

	private List<String> assumptions(Supplier<Set<String>> kept) {
		List<String> assumptions = new ArrayList<>();
		this.assumed.stream()
			.limit(MOST_NAMED)
			.forEach((reader) -> assumptions
				.add("column lineage of " + reader + " is unknown: it is counted as a reader"));
		add(assumptions, this.assumed.size() - MOST_NAMED,
				"more readers are counted because their column lineage is unknown");
		Map<String, Set<Link>> guesses = new HashMap<>();
		if (this.reaches.stream().anyMatch(ReachableGraph::hasBindings)) {
			forEach(kept.get(), (reach, tail) -> reach.edges(tail)
				.filter((edge) -> !reach.binding(edge).isEmpty() && kept.get().contains(reach.urn(reach.head(edge))))
				.forEach((edge) -> guesses.computeIfAbsent(reach.binding(edge), (_) -> new HashSet<>())
					.add(new Link(reach.urn(tail), reach.urn(reach.head(edge))))));
		}
		Set<String> unknown = new HashSet<>();
		this.reaches.forEach((reach) -> Arrays.stream(reach.unknownModes())
			.mapToObj(reach::urn)
			.filter((urn) -> kept.get().contains(urn))
			.forEach(unknown::add));
		add(assumptions, unknown.size(), "versions were written in an unknown mode: taken as overwritten, so that "
				+ "later versions are not taken to contain them");
		add(assumptions, guesses.getOrDefault("INITIAL", Set.of()).size(),
				"reads found no version written before them: taken as reads of what was there from the beginning");
		add(assumptions, guesses.getOrDefault("INFERRED", Set.of()).size(),
				"stated versions were written by no run that is known: taken as "
						+ "made from the newest version at their first sighting");
		return assumptions;
	}

	private static void add(List<String> assumptions, int count, String text) {
		if (count > 0) {
			assumptions.add(count + " " + text);
		}
	}

}
