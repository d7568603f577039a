package dev.pedigree.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;

/**
 * All nodes, edges and properties of a store but the times of recording, as sorted lines:
 * equal content, equal lines.
 */
public final class GraphContent {

	/**
	 * What the door keeps of its own work is not content: it counts and dates what
	 * arrived. Nor is the tail of changes, which tells in which order it did.
	 */
	private static final String NOT_CONTENT = "NOT n:Migration AND NOT n:RejectedPayload AND NOT n:FacetCount"
			+ " AND NOT n:Change AND NOT n:ChangeTail AND NOT n:Source AND NOT n:Watermark AND NOT n:Delivery AND NOT n:ArtifactLock";

	private static final String NODES = "MATCH (n) WHERE " + NOT_CONTENT
			+ " RETURN coalesce(n.urn, n.key) AS id, labels(n) AS labels, properties(n) AS properties";

	private static final String EDGES = "MATCH (n)-[r]->(m) WHERE NOT r:TOLD AND " + NOT_CONTENT
			+ " RETURN coalesce(n.urn, n.key) AS from, type(r) AS type, coalesce(m.urn, m.key) AS to, properties(r) AS properties";

	private GraphContent() {
	}

	public static List<String> of(Driver driver) {
		List<String> nodes = driver.executableQuery(NODES)
			.execute()
			.records()
			.stream()
			.map(GraphContent::node)
			.toList();
		List<String> edges = driver.executableQuery(EDGES)
			.execute()
			.records()
			.stream()
			.map(GraphContent::edge)
			.toList();
		return java.util.stream.Stream.concat(nodes.stream(), edges.stream()).sorted().toList();
	}

	private static String node(Record row) {
		return row.get("id") + " " + new TreeSet<>(row.get("labels").asList()) + " "
				+ properties(row.get("properties").asMap());
	}

	private static String edge(Record row) {
		return row.get("from") + " -" + row.get("type").asString() + "-> " + row.get("to") + " "
				+ properties(row.get("properties").asMap());
	}

	private static Map<String, Object> properties(Map<String, Object> all) {
		Map<String, Object> content = new TreeMap<>(all);
		content.keySet().removeAll(Set.of("recordedAt", "lastRecordedAt", "newsAt"));
		return content;
	}

}
