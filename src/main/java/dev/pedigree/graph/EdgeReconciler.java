package dev.pedigree.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.stereotype.Component;

/**
 * Makes stored edges equal to the edges that statements imply. A deleted edge leaves an
 * edge with its type and properties ({@code graph/delete-edges}), so that {@code knownAt}
 * finds it.
 */
@Component
public class EdgeReconciler {

	private static final CypherQuery DELETE = CypherQuery.named("graph/delete-edges");

	private static final CypherQuery CONFIRM = CypherQuery.named("graph/confirm-edges");

	private static final CypherQuery CREATE = CypherQuery.named("graph/create-edges");

	private final GraphStore store;

	EdgeReconciler(GraphStore store) {
		this.store = store;
	}

	/** Begins to collect the changes of a transaction. */
	public EdgeChanges changes() {
		return new EdgeChanges();
	}

	/** The edges that a transaction deletes, confirms and creates. */
	public final class EdgeChanges {

		private final List<String> deleted = new ArrayList<>();

		private final List<Map<String, Object>> confirmed = new ArrayList<>();

		private final List<GraphEdge> created = new ArrayList<>();

		private final Set<String> ends = new TreeSet<>();

		private EdgeChanges() {
		}

		/**
		 * Compares implied edges with the stored ones, by id.
		 * @return the urns at both ends of the edges that are created or deleted
		 */
		public Set<String> add(Collection<GraphEdge> wanted, Map<String, GraphEdge> stored) {
			Map<GraphEdge, GraphEdge> open = new HashMap<>();
			wanted.forEach((edge) -> open.put(edge.unconfirmed(), edge));
			Set<String> changed = new TreeSet<>();
			stored.forEach((id, edge) -> {
				GraphEdge same = open.remove(edge.unconfirmed());
				if (same == null) {
					this.deleted.add(id);
					changed.addAll(List.of(edge.from(), edge.to()));
				}
				else if (!same.equals(edge)) {
					this.confirmed.add(Map.of("id", id, "properties", same.properties()));
				}
			});
			open.values().forEach((edge) -> {
				this.created.add(edge);
				changed.addAll(List.of(edge.from(), edge.to()));
			});
			this.ends.addAll(changed);
			return changed;
		}

		/** Writes the changes under the locks of the caller; returns all changed urns. */
		public Set<String> write() {
			if (!this.deleted.isEmpty()) {
				DELETE.run(EdgeReconciler.this.store, Map.of("ids", this.deleted));
			}
			if (!this.confirmed.isEmpty()) {
				CONFIRM.run(EdgeReconciler.this.store, Map.of("edges", this.confirmed));
			}
			if (!this.created.isEmpty()) {
				this.created.sort(Comparator.comparing(GraphEdge::from).thenComparing(GraphEdge::to));
				CREATE.run(EdgeReconciler.this.store, Map.of("edges", this.created));
			}
			return this.ends;
		}

	}

}
