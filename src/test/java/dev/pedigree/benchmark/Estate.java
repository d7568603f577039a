package dev.pedigree.benchmark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.neo4j.driver.Driver;

/**
 * A generated estate: 45 % datasets, 42 % jobs, 8 % models, 4 % deployments, 1 %
 * applications. Jobs read what was made before them, early data far more often, so that
 * fan-out has a long tail and a few hubs reach a large part of everything.
 */
final class Estate {

	private static final int BATCH = 5_000;

	final String namespace;

	final int size;

	private final Random random = new Random(7);

	private final Map<String, List<String>> nodes = new HashMap<>();

	private final List<String> data = new ArrayList<>();

	private final Map<String, List<String>> edges = new HashMap<>();

	private final Map<String, Root> roots = new TreeMap<>();

	Estate(String namespace, int size) {
		this.namespace = namespace;
		this.size = size;
		int models = size * 8 / 100;
		int datasets = size * 45 / 100;
		for (int i = 0; i < datasets + models; i++) {
			boolean model = i > 100 && this.random.nextInt(datasets + models) < models;
			this.data.add(node(model ? "Model" : "Dataset", "data:" + namespace + "|x" + i));
		}
		int jobs = size * 42 / 100;
		for (int i = 0; i < jobs; i++) {
			job(i, 50 + (int) ((long) i * (this.data.size() - 52) / jobs));
		}
		List<String> trained = this.nodes.getOrDefault("Model", List.of());
		for (int i = 0; i < size * 4 / 100; i++) {
			edge(trained.get(this.random.nextInt(trained.size())),
					node("Deployment", "deployment:" + namespace + "|d" + i));
		}
		List<String> deployments = this.nodes.getOrDefault("Deployment", List.of());
		for (int i = 0; i < size / 100; i++) {
			String application = node("Application", "application:" + namespace + "|a" + i);
			for (int use = 0; use < 4; use++) {
				edge(deployments.get(this.random.nextInt(deployments.size())), application);
			}
		}
	}

	/** 40 diamonds in a row have 2^40 ways through them. */
	Estate diamonds(int count) {
		for (int i = 0; i < count; i++) {
			for (String side : List.of("left", "right")) {
				edge(node("Dataset", "data:" + this.namespace + "|diamond" + i),
						node("Job", "job:" + this.namespace + "|" + side + i));
				edge("job:" + this.namespace + "|" + side + i,
						node("Dataset", "data:" + this.namespace + "|diamond" + (i + 1)));
			}
		}
		return this;
	}

	/** A chain with so many edges. */
	Estate chain(int length) {
		for (int i = 0; i < length; i += 2) {
			String job = node("Job", "job:" + this.namespace + "|link" + i);
			edge(node("Dataset", "data:" + this.namespace + "|chain" + i), job);
			edge(job, node("Dataset", "data:" + this.namespace + "|chain" + (i + 2)));
		}
		return this;
	}

	/**
	 * Data by how much they reach: the most, the median of those that reach anything, and
	 * nothing.
	 */
	Map<String, Root> roots() {
		if (this.roots.isEmpty()) {
			this.roots.putAll(choose());
		}
		return this.roots;
	}

	private Map<String, Root> choose() {
		List<Root> candidates = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			String urn = (i < 20) ? this.data.get(i) : this.data.get(this.random.nextInt(this.data.size()));
			candidates.add(new Root(urn, reach(urn)));
		}
		candidates.sort(Comparator.comparingInt(Root::reached));
		List<Root> reaching = candidates.stream().filter((root) -> root.reached() > 0).toList();
		return Map.of("hub", candidates.getLast(), "median", reaching.get(reaching.size() / 2), "leaf",
				candidates.getFirst());
	}

	/** A node and how many others it reaches. */
	record Root(String urn, int reached) {
	}

	/** Writes it all straight into the store. */
	void write(Driver driver) {
		this.nodes.forEach((kind, urns) -> {
			String level = kind.matches("Deployment|Application") ? "Standing:Recorded" : "Standing";
			batches(driver, "UNWIND $rows AS urn CREATE (:Entity:Asset:" + level + ":" + kind
					+ " {urn: urn, namespace: $namespace, name: split(urn, '|')[1], described: true, sources: ['openlineage'],"
					+ " createdAt: datetime('2026-01-01T00:00:00Z'), updatedAt: datetime('2026-06-01T00:00:00Z')})",
					urns.stream().distinct().toList());
		});
		List<List<String>> rows = new ArrayList<>();
		this.edges.forEach((from, targets) -> targets.stream().distinct().forEach((to) -> rows.add(List.of(from, to))));
		batches(driver, "UNWIND $rows AS row MATCH (a:Entity {urn: row[0]}) MATCH (b:Entity {urn: row[1]}) "
				+ "CREATE (a)-[:FEEDS {since: datetime('2026-01-01T00:00:00Z'), lastConfirmed: datetime('2026-06-01T00:00:00Z'), source: 'openlineage'}]->(b)",
				rows);
		batches(driver,
				"""
						UNWIND $rows AS urn
						MATCH (asset:Entity {urn: urn})
						MERGE (team:Entity {urn: 'team:benchmark-' + (size(urn) * 7 + toInteger(right(urn, 1))) % 40})
						ON CREATE SET team:Owner:Team, team.name = team.urn
						MERGE (environment:Entity {urn: 'environment:benchmark'})
						ON CREATE SET environment:Environment, environment.name = 'benchmark', environment.tier = 'PRODUCTION'
						CREATE (team)-[:OWNS {role: 'ACCOUNTABLE', source: 'manual', since: datetime('2026-01-01T00:00:00Z')}]->(asset)
						FOREACH (d IN CASE WHEN asset:Deployment THEN [asset] ELSE [] END | MERGE (d)-[:RUNS_IN]->(environment))
						""",
				List.of("Model", "Deployment", "Application")
					.stream()
					.flatMap((kind) -> this.nodes.getOrDefault(kind, List.of()).stream())
					.toList());
	}

	private void batches(Driver driver, String query, List<?> rows) {
		for (int from = 0; from < rows.size(); from += BATCH) {
			driver.executableQuery("CYPHER 25 " + query)
				.withParameters(Map.of("rows", rows.subList(from, Math.min(rows.size(), from + BATCH)), "namespace",
						this.namespace))
				.execute();
		}
	}

	private void job(int number, int position) {
		String job = node("Job", "job:" + this.namespace + "|j" + number);
		for (int read = this.random.nextInt(3); read >= 0; read--) {
			double where = this.random.nextDouble();
			int back = (this.random.nextInt(3) == 0) ? (int) (position * Math.pow(where, 4))
					: position - 1 - (int) (Math.pow(where, 3) * (position - 1));
			edge(this.data.get(Math.clamp(back, 0, position - 1)), job);
		}
		edge(job, this.data.get(position + this.random.nextInt(2)));
	}

	private String node(String kind, String urn) {
		this.nodes.computeIfAbsent(kind, (_) -> new ArrayList<>()).add(urn);
		return urn;
	}

	private void edge(String from, String to) {
		this.edges.computeIfAbsent(from, (_) -> new ArrayList<>()).add(to);
	}

	private int reach(String root) {
		Map<String, Integer> numbers = new HashMap<>();
		BitSet seen = new BitSet();
		ArrayDeque<String> open = new ArrayDeque<>(List.of(root));
		seen.set(number(numbers, root));
		while (!open.isEmpty()) {
			for (String next : this.edges.getOrDefault(open.remove(), List.of())) {
				int number = number(numbers, next);
				if (!seen.get(number)) {
					seen.set(number);
					open.add(next);
				}
			}
		}
		return seen.cardinality() - 1;
	}

	private static int number(Map<String, Integer> numbers, String urn) {
		return numbers.computeIfAbsent(urn, (_) -> numbers.size());
	}

}
