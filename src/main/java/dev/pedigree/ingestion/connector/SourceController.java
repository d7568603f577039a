package dev.pedigree.ingestion.connector;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Refusal;
import dev.pedigree.graph.Row;
import dev.pedigree.ingestion.FacetCount;
import dev.pedigree.ingestion.FacetCoverage;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Questions for how connected systems fare. */
@Controller
class SourceController {

	private final Connectors connectors;

	private final ConnectorRepository repository;

	private final FacetCoverage coverage;

	SourceController(Connectors connectors, ConnectorRepository repository, FacetCoverage coverage) {
		this.connectors = connectors;
		this.repository = repository;
		this.coverage = coverage;
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

	/**
	 * How each connected system fares.
	 * @param counts what became of the parts of payloads
	 */
	List<Source> sources(List<FacetCount> counts) {
		Map<String, Row> rows = this.repository.sources(this.connectors.names());
		return this.connectors.instances()
			.stream()
			.map((one) -> Source.of(one, Objects.requireNonNull(rows.get(one.name())),
					this.connectors.of(one).captures(), counts))
			.toList();
	}

}
