package dev.pedigree.oracle;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import dev.pedigree.catalog.AssetKind;
import dev.pedigree.oracle.OracleGraph.Asset;
import dev.pedigree.oracle.OracleGraph.Fed;
import dev.pedigree.oracle.OracleGraph.Flow;
import dev.pedigree.oracle.OracleGraph.Rename;
import dev.pedigree.oracle.OracleGraph.Version;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Reads from the store, for one namespace, the facts that the oracle computes. What
 * contradicts itself there (a FEEDS with an end, two kinds at once) is an error.
 */
final class GraphSnapshot {

	private final Driver driver;

	private final String namespace;

	private GraphSnapshot(Driver driver, String namespace) {
		this.driver = driver;
		this.namespace = namespace;
	}

	static OracleGraph of(Driver driver, String namespace) {
		return new GraphSnapshot(driver, namespace).read();
	}

	private OracleGraph read() {
		Map<String, Asset> assets = new TreeMap<>();
		Map<String, Version> versions = new TreeMap<>();
		for (Record row : rows("""
				MATCH (n:Asset) WHERE n.namespace = $namespace AND NOT n:Deployment AND NOT n:Application
				RETURN n, labels(n) AS labels, [(n)-[:VERSION_OF]->(of) | of.urn] AS of""")) {
			Value node = row.get("n");
			AssetKind kind = kind(row.get("labels").asList(Value::asString));
			if (kind == AssetKind.DATASET_VERSION || kind == AssetKind.MODEL_VERSION) {
				versions.put(node.get("urn").asString(), version(node, kind, row.get("of").asList(Value::asString)));
			}
			else {
				assets.put(node.get("urn").asString(), asset(node, kind));
			}
		}
		return new OracleGraph(assets, flows(), versions, fed(), pairs("RUN_OF"), partOf(), aliases(), renames());
	}

	private Set<Flow> flows() {
		List<Flow> flows = new ArrayList<>();
		for (Record row : rows("""
				MATCH (a:Asset)-[e:FEEDS|FED]->(b:Asset)
				WHERE a.namespace = $namespace AND a:Standing AND b:Standing
				RETURN a.urn AS from, b.urn AS to, type(e) AS type, e""")) {
			Instant until = time(row.get("e").get("until"));
			if (row.get("type").asString().equals("FEEDS") != (until == null)) {
				throw new AssertionError("Tense and end contradict each other: " + row);
			}
			flows.add(new Flow(row.get("from").asString(), row.get("to").asString(),
					row.get("e").get("source").asString(), required(row.get("e").get("since")), until,
					required(row.get("e").get("lastConfirmed"))));
		}
		return once(flows);
	}

	private Set<Fed> fed() {
		List<Fed> fed = new ArrayList<>();
		for (Record row : rows("""
				MATCH (a:Asset)-[e:FED]->(b:Asset)
				WHERE a.namespace = $namespace AND a:Recorded AND b:Recorded
				RETURN a.urn AS from, b.urn AS to, e.binding AS binding""")) {
			fed.add(new Fed(row.get("from").asString(), row.get("to").asString(), row.get("binding").asString(null)));
		}
		return once(fed);
	}

	private Map<String, String> partOf() {
		Map<String, String> runs = pairs("PART_OF");
		runs.keySet().removeIf((urn) -> !urn.startsWith("run:"));
		return runs;
	}

	private Map<String, String> pairs(String type) {
		Map<String, String> pairs = new TreeMap<>();
		for (Record row : rows("""
				MATCH (a:Asset)-[e]->(b:Asset) WHERE a.namespace = $namespace AND type(e) = '%s'
				RETURN a.urn AS from, b.urn AS to""".formatted(type))) {
			if (pairs.put(row.get("from").asString(), row.get("to").asString()) != null) {
				throw new AssertionError("More than one " + type + " from " + row.get("from"));
			}
		}
		return pairs;
	}

	private Map<String, String> aliases() {
		Map<String, String> aliases = new TreeMap<>();
		for (Record row : rows("""
				MATCH (alias:Alias)-[:IDENTIFIES]->(a:Asset) WHERE a.namespace = $namespace AND alias.key <> a.urn
				RETURN alias.key AS key, a.urn AS urn""")) {
			aliases.put(row.get("key").asString(), row.get("urn").asString());
		}
		return aliases;
	}

	private Set<Rename> renames() {
		Set<Rename> renames = new HashSet<>();
		for (Record row : rows("""
				MATCH (a:Asset)-[:RENAMED_TO]->(b:Asset) WHERE a.namespace = $namespace
				RETURN a.urn AS from, b.urn AS to""")) {
			renames.add(new Rename(row.get("from").asString(), row.get("to").asString()));
		}
		return renames;
	}

	private List<Record> rows(String cypher) {
		return this.driver.executableQuery(cypher)
			.withParameters(Map.of("namespace", this.namespace))
			.execute()
			.records();
	}

	private static Asset asset(Value node, AssetKind kind) {
		boolean gone = !node.get("gone").isNull() && !node.get("gone").equals(org.neo4j.driver.Values.value(false));
		return (kind == AssetKind.RUN) ? new Asset(kind, null, null, false)
				: new Asset(kind, time(node.get("createdAt")), time(node.get("updatedAt")), gone);
	}

	private static Version version(Value node, AssetKind kind, List<String> of) {
		if (!of.equals(List.of(node.get("asset").asString()))) {
			throw new AssertionError("VERSION_OF contradicts the asset of " + node + ": " + of);
		}
		return new Version(of.getFirst(), node.get("version").asString(), kind, time(node.get("at")),
				time(node.get("eligibleAt")), node.get("partial").asBoolean(false));
	}

	private static AssetKind kind(List<String> labels) {
		List<AssetKind> kinds = new ArrayList<>();
		for (AssetKind kind : AssetKind.values()) {
			if (labels.contains(kind.label())) {
				kinds.add(kind);
			}
		}
		if (kinds.size() != 1) {
			throw new AssertionError("A node of one kind has the labels " + labels);
		}
		return kinds.getFirst();
	}

	private static <T> Set<T> once(List<T> facts) {
		Set<T> once = new HashSet<>();
		for (T fact : facts) {
			if (!once.add(fact)) {
				throw new AssertionError("There twice: " + fact);
			}
		}
		return once;
	}

	private static Instant required(Value value) {
		return Objects.requireNonNull(time(value), "An edge without a time");
	}

	private static @Nullable Instant time(Value value) {
		return value.isNull() ? null : ((ZonedDateTime) value.asObject()).toInstant();
	}

}
