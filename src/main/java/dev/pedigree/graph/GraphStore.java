package dev.pedigree.graph;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.stereotype.Component;

/**
 * Runs named queries in the store. It binds {@code $now}, the time of the clock, to each
 * query that uses it, and {@code $viewer}, the scope of the current {@link Viewer}, to
 * each query that includes {@code visible}.
 */
@Component
public class GraphStore {

	private final Neo4jClient client;

	private final Clock clock;

	public GraphStore(Neo4jClient client, Clock clock) {
		this.client = client;
		this.clock = clock;
	}

	Neo4jClient.RunnableSpec query(CypherQuery query, Map<String, ?> parameters) {
		Map<String, Object> bound = new HashMap<>(StoredValue.ofAll(parameters));
		if (query.text().contains("$now")) {
			bound.put("now", StoredValue.of(this.clock.instant()));
		}
		if (query.hasViewer()) {
			bound.put("viewer", Viewer.current().scope());
		}
		return this.client.query(query.text()).bindAll(bound);
	}

}
