package dev.pedigree.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import dev.pedigree.run.ExecutionState.Evidence;
import dev.pedigree.run.ExecutionState.Side;
import dev.pedigree.run.RunRepository.Span;
import dev.pedigree.run.RunRepository.WriteQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Keeps the standing level equal to the fold of the executions, by folding again only
 * around what changed.
 */
@Component
class StandingEdgeUpdater {

	private static final String SOURCE = "openlineage";

	/** Of edges to further models of versions, which follow those to the stated ones. */
	private static final String FOLLOWS = "registration";

	private final RunRepository repository;

	private final ApplicationEventPublisher events;

	StandingEdgeUpdater(RunRepository repository, ApplicationEventPublisher events) {
		this.repository = repository;
		this.events = events;
	}

	/**
	 * Adds changed runs to their executions, and folds the jobs whose evidence changed.
	 * @param runs the runs as they are now
	 * @param moved the executions that runs left or that took in merged assets: these are
	 * added up anew
	 * @param touched jobs that are to be folded whatever changed, each with the time at
	 * which
	 * @param identities the assets of keys: what is summarised names them as they were
	 */
	void update(Collection<RunState> runs, Set<String> moved, Map<Side, Map<String, Span>> touched,
			Identities identities) {
		Set<String> urns = new HashSet<>(moved);
		runs.forEach((run) -> urns.add(run.execution()));
		if (urns.isEmpty() && touched.isEmpty()) {
			return;
		}
		Map<String, ExecutionState> executions = this.repository.executions(urns);
		Map<String, String> jobs = new HashMap<>();
		Map<String, Map<Side, Evidence>> before = new HashMap<>();
		executions.forEach((urn, execution) -> {
			jobs.put(urn, execution.job);
			before.put(urn, evidence(execution));
		});
		moved.forEach((urn) -> executions.computeIfPresent(urn, (_, known) -> known.summarised(identities)));
		Collection<RunState> members = moved.isEmpty() ? runs : union(runs, this.repository.runsOf(moved));
		members.forEach((run) -> executions.computeIfAbsent(run.execution(), (urn) -> ExecutionState.of(run)).add(run));
		Map<Side, Map<String, Span>> changed = new EnumMap<>(Side.class);
		touched.forEach((side, spans) -> changed.put(side, new TreeMap<>(spans)));
		for (String urn : urns) {
			Map<Side, Evidence> was = before.getOrDefault(urn, Map.of());
			ExecutionState execution = executions.get(urn);
			Map<Side, Evidence> is = (execution != null) ? evidence(execution) : Map.of();
			for (Side side : Side.values()) {
				compare(changed, side, was.get(side), is.get(side),
						(execution != null) ? execution.job : jobs.get(urn));
			}
		}
		List<String> empty = moved.stream().filter((urn) -> !executions.containsKey(urn)).toList();
		if (!empty.isEmpty()) {
			this.repository.dropExecutions(empty);
		}
		this.repository.write(WriteQuery.EXECUTIONS,
				executions.values().stream().map((e) -> Map.of("urn", e.urn, "properties", e.properties())).toList());
		fold(changed);
	}

	private static Collection<RunState> union(Collection<RunState> runs, Map<String, Supplier<RunState>> others) {
		Map<String, RunState> union = new HashMap<>();
		others.forEach((urn, run) -> union.put(urn, run.get()));
		runs.forEach((run) -> union.put(run.urn.value(), run));
		return union.values();
	}

	private static Map<Side, Evidence> evidence(ExecutionState execution) {
		Map<Side, Evidence> sides = new EnumMap<>(Side.class);
		for (Side side : Side.values()) {
			Evidence evidence = execution.evidence(side);
			if (evidence != null) {
				sides.put(side, evidence);
			}
		}
		return sides;
	}

	private static void compare(Map<Side, Map<String, Span>> changed, Side side, @Nullable Evidence was,
			@Nullable Evidence is, @Nullable String job) {
		if (!Objects.equals(was, is) && job != null) {
			for (Evidence evidence : new Evidence[] { was, is }) {
				if (evidence != null) {
					changed.computeIfAbsent(side, (key) -> new TreeMap<>())
						.merge(job, new Span(evidence.at(), evidence.at()), Span::with);
				}
			}
		}
	}

	private void fold(Map<Side, Map<String, Span>> changed) {
		Difference difference = new Difference();
		Set<String> dropped = new TreeSet<>();
		Map<Side, List<Fold.Window>> shared = new EnumMap<>(Side.class);
		changed.forEach((side, spans) -> {
			List<Fold.Window> windows = this.repository.windows(side, spans);
			for (Fold.Window window : windows) {
				difference.add(side, window.job(), SOURCE, window.replaced(), Fold.again(window));
				window.drops().forEach((drop) -> dropped.add(drop.data()));
			}
			List<Fold.Window> follow = windows.stream().filter((window) -> !window.also().isEmpty()).toList();
			if (!follow.isEmpty()) {
				shared.put(side, follow);
			}
		});
		difference.write();
		this.repository.write(WriteQuery.GONE, dropped.stream().map((data) -> Map.of("data", data)).toList());
		shared.forEach(this::follow);
	}

	/**
	 * Has the edges to further models of versions follow those that were folded: such a
	 * model is fed since the first execution that wrote one of its versions, for as long
	 * as the model that was stated is. A registry to which only the best versions are
	 * linked misses nothing by the others.
	 */
	private void follow(Side side, List<Fold.Window> windows) {
		Map<String, List<Fold.FoldedEdge>> followed = this.repository.followed(side, windows);
		Difference difference = new Difference();
		for (Fold.Window window : windows) {
			difference.add(side, window.job(), FOLLOWS, window.following(),
					Fold.joined(followed.getOrDefault(window.job(), List.of())));
		}
		difference.write();
	}

	/**
	 * Folds the declared designs of jobs: each row holds all declarations of one job by
	 * one source.
	 */
	void design(List<Row> designs) {
		Difference difference = new Difference();
		for (Row design : designs) {
			for (Side side : Side.values()) {
				List<Evidence> declared = new ArrayList<>();
				for (Row declaration : design.rows("declarations")) {
					TreeSet<String> data = new TreeSet<>(
							declaration.texts((side == Side.INPUTS) ? "inputs" : "outputs"));
					if (!data.isEmpty()) {
						declared.add(new Evidence(data.toString(), declaration.time("at"), data, new TreeSet<>(), false,
								null));
					}
				}
				List<Fold.FoldedEdge> stored = design.rows((side == Side.INPUTS) ? "reads" : "writes")
					.stream()
					.map(RunRepository::edge)
					.toList();
				difference.add(side, design.text("job"), design.text("source"), stored,
						Fold.of(declared, List.of(), Fold.AT_ONCE));
			}
		}
		difference.write();
	}

	/** What has to be written so that the stored edges become the folded ones. */
	private final class Difference {

		private final List<Map<String, ?>> ended = new ArrayList<>();

		private final List<Map<String, ?>> confirmed = new ArrayList<>();

		private final List<Map<String, ?>> opened = new ArrayList<>();

		void add(Side side, String job, String source, List<Fold.FoldedEdge> storedEdges,
				List<Fold.FoldedEdge> folded) {
			Map<String, Fold.FoldedEdge> stored = new HashMap<>();
			storedEdges.forEach((edge) -> stored.put(edge.data() + edge.since(), edge));
			for (Fold.FoldedEdge edge : folded) {
				Fold.FoldedEdge old = stored.remove(edge.data() + edge.since());
				if (old != null && Objects.equals(old.until(), edge.until())) {
					if (!old.equals(edge)) {
						this.confirmed.add(row(side, job, source, edge));
					}
					continue;
				}
				if (old != null) {
					this.ended.add(row(side, job, source, old));
				}
				this.opened.add(row(side, job, source, edge));
			}
			stored.values().forEach((edge) -> this.ended.add(row(side, job, source, edge)));
		}

		void write() {
			StandingEdgeUpdater.this.repository.write(WriteQuery.END_EDGES, this.ended);
			StandingEdgeUpdater.this.repository.write(WriteQuery.CONFIRM_EDGES, this.confirmed);
			StandingEdgeUpdater.this.repository.write(WriteQuery.EDGES, this.opened);
			Set<String> ends = new TreeSet<>();
			Stream.concat(this.ended.stream(), this.opened.stream())
				.forEach((edge) -> Stream.of("from", "to").map(edge::get).map(String.class::cast).forEach(ends::add));
			StandingEdgeUpdater.this.events.publishEvent(new AssetsChanged(AssetsChanged.What.LINEAGE, ends));
		}

	}

	private static Map<String, ?> row(Side side, String job, String source, Fold.FoldedEdge edge) {
		Map<String, @Nullable Object> properties = new HashMap<>();
		properties.put("source", source);
		properties.put("since", edge.since());
		properties.put("until", edge.until());
		properties.put("lastConfirmed", edge.lastConfirmed());
		properties.put("via", edge.via());
		return Map.of("from", (side == Side.INPUTS) ? edge.data() : job, "to",
				(side == Side.INPUTS) ? job : edge.data(), "type", (edge.until() != null) ? "FED" : "FEEDS", "source",
				source, "since", edge.since(), "lastConfirmed", edge.lastConfirmed(), "via", edge.via(), "properties",
				properties);
	}

}
