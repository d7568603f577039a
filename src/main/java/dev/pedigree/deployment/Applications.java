package dev.pedigree.deployment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
 * Derives from all that was said of an application which deployments it used when: the
 * same whatever the order in which it was said.
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
	 * Writes what is said of applications, in the transaction of the caller, who has
	 * claimed them and the deployments.
	 */
	public void state(Collection<Attributed<ApplicationObservation>> observations) {
		if (observations.isEmpty()) {
			return;
		}
		this.repository.stateConsumption(observations.stream().map(Applications::parameters).toList());
		derive(observations.stream().map((seen) -> seen.statement().application().value()).collect(Collectors.toSet()));
	}

	/** Whether the newest that its source said of the application is the same. */
	@Transactional(readOnly = true, timeout = 10)
	public boolean isStated(ApplicationObservation seen) {
		return this.repository.consumption(List.of(seen.application().value()))
			.stream()
			.flatMap((row) -> row.rows("statements").stream())
			.filter((stated) -> seen.source().equals(stated.text("source")))
			.max(Comparator.comparing((stated) -> stated.time("at")))
			.filter((stated) -> seen.deployments().equals(stated.texts("consumes")))
			.isPresent();
	}

	private void derive(Set<String> applications) {
		EdgeReconciler.Changes edges = this.edges.changes();
		for (Row row : this.repository.consumption(applications)) {
			edges.add(wanted(row.text("application"), row.rows("statements")), GraphEdge.stored(row.rows("edges")));
		}
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.LINEAGE, edges.write()));
	}

	/** Each source ends only what it stated itself. */
	private static List<GraphEdge> wanted(String application, List<Row> statements) {
		List<GraphEdge> wanted = new ArrayList<>();
		statements.stream()
			.collect(Collectors.groupingBy((stated) -> stated.text("source")))
			.forEach((source, stated) -> Timeline.fold(stated.stream().map(Applications::facts).toList())
				.forEach((use) -> wanted.add(GraphEdge.of(EdgeType.FEEDS, use.fact(), application, use.since(),
						use.until(), Map.of("source", source)))));
		return wanted;
	}

	private static Timeline.TimedFacts<String> facts(Row stated) {
		List<String> uses = stated.texts("consumes");
		return new Timeline.TimedFacts<>(stated.time("at"), uses.toString(), Set.copyOf(uses));
	}

	/** The same statement has the same key, which names nobody who may be forgotten. */
	private static Map<String, @Nullable Object> parameters(Attributed<ApplicationObservation> submitted) {
		ApplicationObservation seen = submitted.statement();
		String application = seen.application().value();
		Instant at = seen.at();
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("key", String.join("\n", application, at.toString(), seen.source(),
				Urn.sha256(seen.deployments().toString())));
		parameters.put("application", application);
		parameters.put("at", at);
		parameters.put("source", seen.source());
		parameters.put("consumes", seen.deployments());
		parameters.put("actor", submitted.actor());
		return parameters;
	}

}
