package dev.pedigree.oracle;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.oracle.OracleGraph.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the oracle's graph and what is deployed, breadth first over plain maps
 * (semantics, Walks).
 */
final class OracleWalks {

	private final OracleGraph graph;

	private final List<Serving> servings;

	private final Map<String, Set<String>> consumers;

	private final Set<String> uncounted = new HashSet<>();

	/**
	 * @param graph the graph of data, jobs and runs
	 * @param servings what served where
	 * @param consumers the applications of each deployment
	 */
	OracleWalks(OracleGraph graph, List<Serving> servings, Map<String, Set<String>> consumers) {
		this.graph = graph;
		this.servings = servings;
		this.consumers = consumers;
		graph.assets().forEach((urn, asset) -> {
			if (asset.kind() == AssetKind.JOB || asset.kind() == AssetKind.RUN) {
				this.uncounted.add(urn);
			}
		});
		this.uncounted.addAll(graph.runOf().values());
	}

	/**
	 * That a version served in a deployment.
	 *
	 * @param version the model version
	 * @param deployment where
	 * @param since from when
	 * @param until to when; null for now
	 * @param production whether the environment's tier is PRODUCTION
	 * @param traffic percent; null when unknown
	 */
	record Serving(String version, String deployment, Instant since, @Nullable Instant until, boolean production,
			@Nullable Double traffic) {

		boolean holds(Time time) {
			return time.covers(this.since, this.until);
		}

	}

	/**
	 * Which edges a walk follows: those of now, those of a moment, or those of now and
	 * then.
	 *
	 * @param asOf the moment; null for now
	 * @param past whether ended edges are followed too
	 */
	record Time(@Nullable Instant asOf, boolean past) {

		static final Time NOW = new Time(null, false);

		boolean covers(Instant since, @Nullable Instant until) {
			if (this.asOf == null) {
				return this.past || until == null;
			}
			return !since.isAfter(this.asOf) && (this.past || until == null || until.isAfter(this.asOf));
		}

	}

	/**
	 * What can be reached from some starts, each with the least number of nodes on the
	 * way that are neither jobs nor runs; the starts at 0.
	 */
	Map<String, Integer> reach(Collection<String> starts, boolean downstream, boolean recorded, Time time) {
		Map<String, Set<String>> next = recorded ? recorded(time) : standing(time);
		return hops(starts, downstream ? next : turned(next), this.uncounted::contains);
	}

	/** The versions of an asset, or the runs of a job: where a recorded walk starts. */
	Set<String> recordedStarts(String urn) {
		Set<String> starts = new TreeSet<>();
		this.graph.versions().forEach((version, its) -> {
			if (its.asset().equals(urn)) {
				starts.add(version);
			}
		});
		this.graph.runOf().forEach((run, job) -> {
			if (job.equals(urn)) {
				starts.add(run);
			}
		});
		return starts.isEmpty() ? Set.of(urn) : starts;
	}

	/** The asset of a version, the job of a run: where a standing walk starts. */
	String standingStart(String urn) {
		OracleGraph.Version version = this.graph.versions().get(urn);
		return (version != null) ? version.asset() : this.graph.runOf().getOrDefault(urn, urn);
	}

	/**
	 * What is live: it serves in production with some traffic, or is read by the newest
	 * evidence run of a job that still reads its model, or feeds such a one.
	 * @param scored the model versions that the newest evidence runs of such jobs read
	 */
	Set<String> live(Set<String> scored) {
		Set<String> live = new TreeSet<>(scored);
		for (Serving serving : this.servings) {
			if (serving.production() && serving.until() == null
					&& (serving.traffic() == null || serving.traffic() > 0)) {
				live.add(serving.version());
				live.add(serving.deployment());
			}
		}
		return live;
	}

	/** Breadth first, by the number of counted nodes: 0-1 weights, so a deque. */
	static Map<String, Integer> hops(Collection<String> starts, Map<String, Set<String>> next,
			Predicate<String> uncounted) {
		Map<String, Integer> hops = new HashMap<>();
		Deque<String> queue = new ArrayDeque<>();
		for (String start : starts) {
			hops.put(start, 0);
			queue.add(start);
		}
		while (!queue.isEmpty()) {
			String node = queue.removeFirst();
			int here = hops.getOrDefault(node, 0);
			for (String neighbour : next.getOrDefault(node, Set.of())) {
				boolean free = uncounted.test(neighbour);
				int there = free ? here : here + 1;
				if (there < hops.getOrDefault(neighbour, Integer.MAX_VALUE)) {
					hops.put(neighbour, there);
					if (free) {
						queue.addFirst(neighbour);
					}
					else {
						queue.addLast(neighbour);
					}
				}
			}
		}
		return new TreeMap<>(hops);
	}

	private Map<String, Set<String>> standing(Time time) {
		Map<String, Set<String>> next = new HashMap<>();
		for (Flow flow : this.graph.flows()) {
			if (time.covers(flow.since(), flow.until())) {
				join(next, flow.from(), flow.to());
			}
		}
		for (Serving serving : this.servings) {
			if (serving.holds(time)) {
				join(next, standingStart(serving.version()), serving.deployment());
			}
		}
		this.consumers.forEach((deployment, its) -> its.forEach((application) -> join(next, deployment, application)));
		return next;
	}

	private Map<String, Set<String>> recorded(Time time) {
		Map<String, Set<String>> next = new HashMap<>();
		this.graph.fed().forEach((edge) -> join(next, edge.from(), edge.to()));
		for (Serving serving : this.servings) {
			if (serving.holds(time)) {
				join(next, serving.version(), serving.deployment());
			}
		}
		this.consumers.forEach((deployment, its) -> its.forEach((application) -> join(next, deployment, application)));
		return next;
	}

	private static void join(Map<String, Set<String>> next, String from, String to) {
		next.computeIfAbsent(from, (urn) -> new TreeSet<>()).add(to);
	}

	private static Map<String, Set<String>> turned(Map<String, Set<String>> next) {
		return next.entrySet()
			.stream()
			.flatMap((from) -> from.getValue().stream().map((to) -> Map.entry(to, from.getKey())))
			.collect(Collectors.groupingBy(Map.Entry::getKey,
					Collectors.mapping(Map.Entry::getValue, Collectors.toCollection(TreeSet::new))));
	}

}
