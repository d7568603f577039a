package dev.pedigree.deployment;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.pedigree.catalog.AssetsChanged;
import dev.pedigree.catalog.Timeline;
import dev.pedigree.catalog.Urn;
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

	private final ApplicationEventPublisher events;

	Applications(DeploymentRepository repository, ApplicationEventPublisher events) {
		this.repository = repository;
		this.events = events;
	}

	/**
	 * Writes what is said of applications, in the transaction of the caller, who has
	 * claimed them and the deployments.
	 */
	public void state(Collection<ApplicationObservation> observations) {
		if (observations.isEmpty()) {
			return;
		}
		this.repository.stateConsumption(observations.stream().map(Applications::parameters).toList());
		derive(observations.stream().map((seen) -> seen.application().value()).collect(Collectors.toSet()));
	}

	/** Whether the newest that its source said of the application is the same. */
	boolean isSaid(ApplicationObservation seen) {
		return this.repository.consumption(List.of(seen.application().value()))
			.stream()
			.flatMap((row) -> row.rows("statements").stream())
			.filter((stated) -> seen.source().equals(stated.text("source")))
			.max(Comparator.comparing((stated) -> stated.time("at")))
			.filter((stated) -> seen.deployments().equals(stated.texts("consumes")))
			.isPresent();
	}

	private void derive(Set<String> applications) {
		EdgeChanges edges = new EdgeChanges();
		Set<String> changed = new TreeSet<>();
		for (Row row : this.repository.consumption(applications)) {
			String application = row.text("application");
			Set<String> news = edges.take(application, wanted(row.rows("statements")), row.rows("edges"));
			if (!news.isEmpty()) {
				changed.add(application);
				changed.addAll(news);
			}
		}
		edges.write(this.repository);
		this.events.publishEvent(new AssetsChanged(AssetsChanged.What.LINEAGE, changed));
	}

	/** Each source ends only what it said itself. */
	private static Set<Timeline.Interval<ServingStatement.ServingFact>> wanted(List<Row> statements) {
		Set<Timeline.Interval<ServingStatement.ServingFact>> wanted = new HashSet<>();
		statements.stream()
			.collect(Collectors.groupingBy((stated) -> stated.text("source")))
			.values()
			.forEach((row) -> wanted.addAll(Timeline.fold(row.stream().map(Applications::stated).toList())));
		return wanted;
	}

	private static Timeline.TimedFacts<ServingStatement.ServingFact> stated(Row stated) {
		List<String> uses = stated.texts("consumes");
		return new Timeline.TimedFacts<>(stated.time("at"), uses.toString(), uses.stream()
			.map((deployment) -> new ServingStatement.ServingFact(deployment, null, null, stated.text("source")))
			.collect(Collectors.toSet()));
	}

	/** The same statement has the same key, which names nobody who may be forgotten. */
	private static Map<String, @Nullable Object> parameters(ApplicationObservation seen) {
		String application = seen.application().value();
		Instant at = seen.at();
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("key", String.join("\n", application, at.toString(), seen.source(),
				Urn.sha256(seen.deployments().toString())));
		parameters.put("application", application);
		parameters.put("at", at);
		parameters.put("source", seen.source());
		parameters.put("consumes", seen.deployments());
		parameters.put("actor", seen.actor());
		return parameters;
	}

}
