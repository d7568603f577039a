package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.lineage.Walk.Link;
import dev.pedigree.lineage.Walk.Step;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the answer to a walk out of what can be reached: counts hops, keeps what is
 * nearest within the limits, and says what is missing.
 */
final class Cut {

	private final WalkQuestion question;

	private final List<Reach> reaches;

	/** The hops of each node, one array a reach. */
	private final List<int[]> hops = new ArrayList<>();

	private final Set<String> starts = new LinkedHashSet<>();

	/** Every node that is near enough, by urn; the nearer way of two counts. */
	private final Map<String, Step> near;

	/** Nodes of the wanted kinds that are too far. */
	private int far;

	Cut(WalkQuestion question, List<Reach> reaches) {
		this.question = question;
		this.reaches = reaches;
		this.near = HashMap.newHashMap(reaches.stream().mapToInt(Reach::size).sum());
		Set<String> beyond = new LinkedHashSet<>();
		for (Reach reach : reaches) {
			int[] from = reach.starts(question.start().written());
			for (int start : from) {
				this.starts.add(reach.urn(start));
			}
			int[] hops = reach.hops(from);
			this.hops.add(hops);
			collect(reach, hops, beyond);
		}
		beyond.removeAll(this.near.keySet());
		this.far = beyond.size();
	}

	private void collect(Reach reach, int[] hops, Set<String> beyond) {
		for (int node = 0; node < reach.size(); node++) {
			if (hops[node] == Reach.FAR) {
				continue;
			}
			if (!this.question.extent().within(hops[node])) {
				if (this.question.extent().wants(reach.kind(node))) {
					beyond.add(reach.urn(node));
				}
				continue;
			}
			Step step = new Step(reach.urn(node), reach.kind(node), reach.upstream() ? -hops[node] : hops[node],
					reach.id(node));
			this.near.merge(step.urn(), step,
					(one, other) -> (Math.abs(other.hops()) < Math.abs(one.hops())) ? other : one);
		}
	}

	Walk walk() {
		Set<String> kept = LinkedHashSet.newLinkedHashSet(Math.min(this.near.size(), this.question.extent().limit()));
		List<Step> steps = new ArrayList<>();
		int omitted = keep(steps, kept);
		Truncation truncation = (omitted + this.far > 0) ? truncation(omitted, kept) : null;
		return new Walk(steps, () -> links(steps), this.starts, truncation, assumptions(kept));
	}

	/**
	 * Keeps the nearest nodes until the wanted ones reach the limit.
	 * @return how many wanted ones are left out
	 */
	private int keep(List<Step> steps, Set<String> kept) {
		TreeMap<Integer, List<Step>> rings = new TreeMap<>();
		for (Step step : this.near.values()) {
			rings.computeIfAbsent(ring(step), (ring) -> new ArrayList<>()).add(step);
		}
		int counted = 0;
		int omitted = 0;
		boolean full = false;
		for (List<Step> ring : rings.values()) {
			if (!full) {
				ring.sort(Comparator.comparing(Step::urn));
			}
			for (Step step : ring) {
				boolean counts = counts(step);
				full = full || (counts && counted == this.question.extent().limit());
				if (full) {
					omitted += counts ? 1 : 0;
					continue;
				}
				kept.add(step.urn());
				counted += counts ? 1 : 0;
				if (this.question.extent().wants(step.kind()) || this.starts.contains(step.urn())) {
					steps.add(step);
				}
			}
		}
		return omitted;
	}

	/**
	 * Where a node stands in the order: by hops, starts first, then what weighs, then
	 * what does not. So each node comes after one that it was reached from, and a cut
	 * leaves no node hanging in the air.
	 */
	private int ring(Step step) {
		boolean process = step.kind() == AssetKind.JOB || step.kind() == AssetKind.RUN;
		return Math.abs(step.hops()) * 3 + (this.starts.contains(step.urn()) ? 0 : process ? 2 : 1);
	}

	private boolean counts(Step step) {
		return this.starts.contains(step.urn()) ? this.question.extent().startsCount()
				: this.question.extent().wants(step.kind());
	}

	private Truncation truncation(int omitted, Set<String> kept) {
		Set<String> frontier = new LinkedHashSet<>();
		for (Reach reach : this.reaches) {
			for (int node = 0; node < reach.size(); node++) {
				if (kept.contains(reach.urn(node))
						&& reach.edges(node).anyMatch((edge) -> !kept.contains(reach.urn(reach.head(edge))))) {
					frontier.add(reach.urn(node));
				}
			}
		}
		boolean limited = omitted > 0;
		return new Truncation(limited ? Truncation.Reason.LIMIT : Truncation.Reason.HOPS, limited ? omitted : this.far,
				frontier.stream().sorted().toList());
	}

	private List<Link> links(List<Step> steps) {
		Set<String> shown = LinkedHashSet.newLinkedHashSet(steps.size());
		steps.forEach((step) -> shown.add(step.urn()));
		Set<Link> links = new LinkedHashSet<>();
		for (Reach reach : this.reaches) {
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

	private List<String> assumptions(Set<String> kept) {
		List<String> assumptions = new ArrayList<>();
		Map<String, Set<Link>> guesses = new TreeMap<>();
		Set<String> unknown = new LinkedHashSet<>();
		for (Reach reach : this.reaches) {
			for (int node = 0; reach.hasBindings() && node < reach.size(); node++) {
				if (kept.contains(reach.urn(node))) {
					guesses(reach, node, kept, guesses);
				}
			}
			for (int node : reach.unknownModes()) {
				if (kept.contains(reach.urn(node))) {
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

	private static void guesses(Reach reach, int node, Set<String> kept, Map<String, Set<Link>> guesses) {
		reach.edges(node)
			.filter((edge) -> !reach.binding(edge).isEmpty() && kept.contains(reach.urn(reach.head(edge))))
			.forEach((edge) -> guesses.computeIfAbsent(reach.binding(edge), (binding) -> new LinkedHashSet<>())
				.add(new Link(reach.urn(node), reach.urn(reach.head(edge)))));
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
