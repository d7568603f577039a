package dev.pedigree.deployment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Attributed;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
import dev.pedigree.graph.EdgeReconciler;
import dev.pedigree.graph.EdgeType;
import dev.pedigree.graph.GraphEdge;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores statements about applications and derives their use of deployments, independent
 * of the order of the statements.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Applications {

	private final DeploymentRepository repository;

	private final EdgeReconciler edges;

	private final ApplicationEventPublisher events;

	Applications(DeploymentRepository repository, EdgeReconciler edges, ApplicationEventPublisher events) {
		this.repository = repository;
		this.edges = edges;
		this.events = events;
	}

	/**
	 * Writes statements about applications, in the caller's transaction, which has
	 * upserted them and the deployments.
	 */
	public void state(Collection<Attributed<ApplicationObservation>> observations) {
		if (observations.isEmpty()) {
			return;
		}
		this.repository.stateConsumption(observations.stream().map(Applications::parameters).toList());
		derive(observations.stream()
			.map((observation) -> observation.statement().application().value())
			.collect(Collectors.toSet()));
	}

	/** Whether the newest statement of the same source about the application is equal. */
	@Transactional(readOnly = true, timeout = 10)
	public boolean isStated(ApplicationObservation observation) {
		return this.repository.consumption(List.of(observation.application().value()))
			.stream()
			.flatMap((row) -> row.rows("statements").stream())
			.filter((stated) -> observation.source().equals(stated.text("source")))
			.max(Comparator.comparing((stated) -> stated.time("at")))
			.filter((stated) -> observation.deployments().equals(stated.texts("consumes")))
			.isPresent();
	}

	private void derive(Set<String> applications) {
		EdgeReconciler.EdgeChanges edges = this.edges.changes();
		for (Row row : this.repository.consumption(applications)) {
			edges.add(edges(row.text("application"), row.rows("statements")), GraphEdge.stored(row.rows("edges")));
		}
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.LINEAGE, edges.write()));
	}

	/** Computes the edges; each source ends only its own. */
	private static List<GraphEdge> edges(String application, List<Row> statements) {
		List<GraphEdge> edges = new ArrayList<>();
		statements.stream()
			.collect(Collectors.groupingBy((stated) -> stated.text("source")))
			.forEach((source, stated) -> Timeline.fold(stated.stream().map(Applications::facts).toList())
				.forEach((use) -> edges.add(GraphEdge.of(EdgeType.FEEDS, use.fact(), application, use.since(),
						use.until(), Map.of("source", source)))));
		return edges;
	}

	private static Timeline.TimedFacts<String> facts(Row stated) {
		List<String> uses = stated.texts("consumes");
		return new Timeline.TimedFacts<>(stated.time("at"), uses.toString(), Set.copyOf(uses));
	}

	/** Equal statements have equal keys. Deployments are hashed: they can be deleted. */
	private static Map<String, @Nullable Object> parameters(Attributed<ApplicationObservation> submitted) {
		ApplicationObservation observation = submitted.statement();
		String application = observation.application().value();
		String key = String.join("\n", application, observation.at().toString(), observation.source(),
				Urn.sha256(observation.deployments().toString()));
		return Row.map("key", key, "application", application, "at", observation.at(), "source", observation.source(),
				"consumes", observation.deployments(), "actor", submitted.actor());
	}

}
