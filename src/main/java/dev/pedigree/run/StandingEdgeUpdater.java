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
import dev.pedigree.graph.EdgeReconciler;
import dev.pedigree.graph.EdgeReconciler.EdgeChanges;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import dev.pedigree.identity.Identities;
import dev.pedigree.run.ExecutionState.Evidence;
import dev.pedigree.run.ExecutionState.Side;
import dev.pedigree.run.Fold.FoldedEdge;
import dev.pedigree.run.RunRepository.Span;
import dev.pedigree.run.RunRepository.RowQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Keeps the standing level equal to the fold of the executions: folds again only around
 * changes.
 */
@Component
class StandingEdgeUpdater {

	private static final String SOURCE = "openlineage";

	/** Source of edges to further models of versions; they follow the stated models. */
	private static final String FOLLOWS = "registration";

	private final RunRepository repository;

	private final EdgeReconciler edges;

	private final ApplicationEventPublisher events;

	StandingEdgeUpdater(RunRepository repository, EdgeReconciler edges, ApplicationEventPublisher events) {
		this.repository = repository;
		this.edges = edges;
		this.events = events;
	}

	/**
	 * Adds changed runs to their executions, and folds the jobs whose evidence changed.
	 * @param moved executions whose runs are added again: runs left them, or used merged
	 * assets
	 * @param touched jobs to fold in any case
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
		for (RunState run : moved.isEmpty() ? runs : union(runs, this.repository.runsOfExecutions(moved))) {
			executions.computeIfAbsent(run.execution(), (_) -> ExecutionState.of(run)).add(run);
			jobs.put(run.execution(), run.job);
		}
		Map<Side, Map<String, Span>> changed = new EnumMap<>(Side.class);
		touched.forEach((side, spans) -> changed.put(side, new TreeMap<>(spans)));
		for (String urn : urns) {
			ExecutionState execution = executions.get(urn);
			compare(changed, jobs.get(urn), before.getOrDefault(urn, Map.of()),
					(execution != null) ? evidence(execution) : Map.of());
		}
		this.repository.deleteExecutions(moved.stream().filter((urn) -> !executions.containsKey(urn)).toList());
		this.repository.write(RowQuery.EXECUTIONS,
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

	private static void compare(Map<Side, Map<String, Span>> changed, @Nullable String job, Map<Side, Evidence> before,
			Map<Side, Evidence> now) {
		for (Side side : Side.values()) {
			if (job != null && !Objects.equals(before.get(side), now.get(side))) {
				Stream.of(before, now)
					.map((sides) -> sides.get(side))
					.filter(Objects::nonNull)
					.forEach((evidence) -> changed.computeIfAbsent(side, (_) -> new TreeMap<>())
						.merge(job, new Span(evidence.at(), evidence.at()), Span::with));
			}
		}
	}

	private void fold(Map<Side, Map<String, Span>> changed) {
		EdgeChanges edges = this.edges.changes();
		Set<String> dropped = new TreeSet<>();
		Map<Side, List<Fold.Window>> shared = new EnumMap<>(Side.class);
		changed.forEach((side, spans) -> {
			List<Fold.Window> windows = this.repository.windows(side, spans);
			for (Fold.Window window : windows) {
				add(edges, side, window.job(), SOURCE, window.replaced(), Fold.again(window));
				window.drops().forEach((drop) -> dropped.add(drop.data()));
			}
			List<Fold.Window> follow = windows.stream().filter((window) -> !window.also().isEmpty()).toList();
			if (!follow.isEmpty()) {
				shared.put(side, follow);
			}
		});
		write(edges);
		this.repository.write(RowQuery.GONE, dropped.stream().map((data) -> Map.of("data", data)).toList());
		shared.forEach(this::follow);
	}

	/**
	 * Writes the edges to further models of versions: such a model is fed from the first
	 * execution that wrote one of its versions, for as long as the stated model is fed. A
	 * registry that links only the best versions does not lose its edge by the others.
	 */
	private void follow(Side side, List<Fold.Window> windows) {
		Map<String, List<FoldedEdge>> followed = this.repository.followed(side, windows);
		EdgeChanges edges = this.edges.changes();
		for (Fold.Window window : windows) {
			add(edges, side, window.job(), FOLLOWS, window.following(),
					Fold.joined(followed.getOrDefault(window.job(), List.of())));
		}
		write(edges);
	}

	/** Folds the designs of jobs; each row has all declarations of one job and source. */
	void design(List<Row> designs) {
		EdgeChanges edges = this.edges.changes();
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
				add(edges, side, design.text("job"), design.text("source"),
						FoldedEdge.stored(design.rows((side == Side.INPUTS) ? "reads" : "writes")),
						Fold.of(declared, List.of(), Fold.AT_ONCE));
			}
		}
		write(edges);
	}

	private static void add(EdgeChanges edges, Side side, String job, String source, List<FoldedEdge> stored,
			List<FoldedEdge> folded) {
		Map<String, GraphEdge> known = new HashMap<>();
		stored.forEach((edge) -> known.put(Objects.requireNonNull(edge.id()), edge.edge(side, job, source)));
		edges.add(folded.stream().map((edge) -> edge.edge(side, job, source)).toList(), known);
	}

	private void write(EdgeChanges edges) {
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.LINEAGE, edges.write()));
	}

}
