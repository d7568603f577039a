package dev.pedigree.ingestion.connector;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Refusal;
import dev.pedigree.graph.Row;
import dev.pedigree.ingestion.FacetCount;
import dev.pedigree.ingestion.FacetCoverage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;

import org.springframework.dao.DataAccessException;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;

/** Questions for how connected systems fare, in GraphQL and for Prometheus. */
@Controller
class SourceController {

	private final Connectors connectors;

	private final ConnectorRepository repository;

	private final FacetCoverage coverage;

	private final MultiGauge lag;

	private final MultiGauge waiting;

	SourceController(Connectors connectors, ConnectorRepository repository, FacetCoverage coverage,
			MeterRegistry meters) {
		this.connectors = connectors;
		this.repository = repository;
		this.coverage = coverage;
		this.lag = MultiGauge.builder("pedigree.source.lag")
			.description("seconds since a round for everything began that came to its end")
			.baseUnit("seconds")
			.register(meters);
		this.waiting = MultiGauge.builder("pedigree.source.waiting")
			.description("pushes that were not followed up yet")
			.register(meters);
	}

	@QueryMapping
	List<Source> sources() {
		return sources(this.coverage.counts());
	}

	@MutationMapping
	Source pollSource(@Argument String name) {
		if (this.connectors.instance(name) == null) {
			throw Refusal.notFound("name", name);
		}
		this.repository.askNow(name, Instant.now());
		return sources().stream().filter((one) -> one.name().equals(name)).findFirst().orElseThrow();
	}

	private List<Source> sources(List<FacetCount> counts) {
		Map<String, Row> rows = this.repository.sources(this.connectors.names());
		return this.connectors.instances()
			.stream()
			.map((one) -> Source.of(one, Objects.requireNonNull(rows.get(one.name())),
					this.connectors.of(one).captures(), counts))
			.toList();
	}

	/** Gauges show what the store last said; one that asked it would wait for it. */
	@Scheduled(fixedRate = 15_000)
	void measure() {
		try {
			List<Source> sources = this.connectors.names().isEmpty() ? List.of() : sources(List.of());
			this.lag.register(sources.stream()
				.filter((one) -> one.lagSeconds() != null)
				.map((one) -> MultiGauge.Row.of(Tags.of("source", one.name()),
						Objects.requireNonNull(one.lagSeconds())))
				.toList(), true);
			this.waiting.register(sources.stream()
				.map((one) -> MultiGauge.Row.of(Tags.of("source", one.name()), one.waiting()))
				.toList(), true);
		}
		catch (DataAccessException ex) {
			// The store is away; the gauges keep what they showed.
		}
	}

}
