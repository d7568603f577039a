package dev.pedigree.lineage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Urn;
import org.neo4j.driver.Driver;

/**
 * Draws a small graph straight into the store, in a namespace of its own: nodes first,
 * then {@link #draw} writes them all.
 */
public final class Sketch {

	private static final Map<AssetKind, String> LEVELS = Map.of(AssetKind.DATASET, ":Standing", AssetKind.MODEL,
			":Standing", AssetKind.JOB, ":Standing", AssetKind.DATASET_VERSION, ":Recorded:Version",
			AssetKind.MODEL_VERSION, ":Recorded:Version", AssetKind.RUN, ":Recorded", AssetKind.DEPLOYMENT,
			":Standing:Recorded", AssetKind.APPLICATION, ":Standing:Recorded");

	private final Driver driver;

	private final String namespace;

	private final Map<AssetKind, Map<String, Map<String, Object>>> nodes = new HashMap<>();

	private final Map<String, List<Map<String, Object>>> edges = new LinkedHashMap<>();

	public Sketch(Driver driver, String namespace) {
		this.driver = driver;
		this.namespace = namespace;
		driver.executableQuery("MATCH (n:Asset {namespace: $namespace}) DETACH DELETE n")
			.withParameters(Map.of("namespace", namespace))
			.execute();
	}

	public String dataset(String name) {
		return node(AssetKind.DATASET, Urn.data(this.namespace, name), Map.of());
	}

	public String model(String name) {
		return node(AssetKind.MODEL, Urn.data(this.namespace, name), Map.of());
	}

	public String job(String name) {
		return node(AssetKind.JOB, Urn.job(this.namespace, name), Map.of());
	}

	public String deployment(String name) {
		return node(AssetKind.DEPLOYMENT, Urn.deployment(this.namespace, name), Map.of());
	}

	public String application(String name) {
		return node(AssetKind.APPLICATION, Urn.of(AssetKind.APPLICATION, this.namespace, name), Map.of());
	}

	/** A version of a dataset, or of a model when that was drawn as one. */
	public String version(String name, String version, Map<String, Object> properties) {
		Urn data = Urn.data(this.namespace, name);
		boolean model = this.nodes.getOrDefault(AssetKind.MODEL, Map.of()).containsKey(data.value());
		Map<String, Object> all = new HashMap<>(properties);
		all.put("asset", data.value());
		String urn = node(model ? AssetKind.MODEL_VERSION : AssetKind.DATASET_VERSION, Urn.version(data, version), all);
		edge("VERSION_OF", urn, data.value(), Map.of());
		return urn;
	}

	public String version(String name, String version) {
		return version(name, version, Map.of());
	}

	/** A run of a job, which is drawn too. */
	public String run(String job, String id, Map<String, Object> properties) {
		Urn of = Urn.job(this.namespace, job);
		node(AssetKind.JOB, of, Map.of());
		Map<String, Object> all = new HashMap<>(properties);
		all.put("job", of.value());
		String urn = node(AssetKind.RUN, Urn.run(of, id), all);
		edge("RUN_OF", urn, of.value(), Map.of());
		return urn;
	}

	public String run(String job, String id) {
		return run(job, id, Map.of());
	}

	/** Edges of the present along a way. */
	public Sketch feeds(String... way) {
		return way("FEEDS", way);
	}

	/** Facts of runs along a way. */
	public Sketch fed(String... way) {
		return way("FED", way);
	}

	public Sketch edge(String type, String from, String to, Map<String, Object> properties) {
		this.edges.computeIfAbsent(type, (_) -> new ArrayList<>())
			.add(Map.of("from", from, "to", to, "properties", stored(properties)));
		return this;
	}

	/** Writes what was drawn. */
	public Sketch draw() {
		this.nodes.forEach((kind, rows) -> write("UNWIND $rows AS row MERGE (n:Entity {urn: row.urn}) SET n:Asset"
				+ LEVELS.get(kind) + ":" + kind.label() + ", n += row", List.copyOf(rows.values())));
		this.edges.forEach((type,
				rows) -> write("UNWIND $rows AS row MATCH (a:Entity {urn: row.from}) "
						+ "MATCH (b:Entity {urn: row.to}) CREATE (a)-[r:" + type + "]->(b) SET r = row.properties",
						rows));
		this.nodes.clear();
		this.edges.clear();
		return this;
	}

	private void write(String query, List<Map<String, Object>> rows) {
		this.driver.executableQuery("CYPHER 25 " + query).withParameters(Map.of("rows", rows)).execute();
	}

	private Sketch way(String type, String... way) {
		for (int i = 1; i < way.length; i++) {
			edge(type, way[i - 1], way[i], Map.of());
		}
		return this;
	}

	private String node(AssetKind kind, Urn urn, Map<String, Object> properties) {
		Map<String, Object> all = new HashMap<>(stored(properties));
		all.put("urn", urn.value());
		all.put("namespace", urn.namespace());
		all.put("name", urn.name());
		if (urn.version() != null) {
			all.put("version", urn.version());
		}
		this.nodes.computeIfAbsent(kind, (_) -> new LinkedHashMap<>()).putIfAbsent(urn.value(), all);
		return urn.value();
	}

	private static Map<String, Object> stored(Map<String, Object> properties) {
		Map<String, Object> stored = new HashMap<>(properties);
		stored.replaceAll((key, value) -> (value instanceof Instant time) ? time.atZone(ZoneOffset.UTC) : value);
		return stored;
	}

}
