package dev.pedigree.ingestion.connector;

import java.time.Instant;
import java.util.List;

import dev.pedigree.catalog.Refusal;
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
		return this.connectors.sources(this.coverage.counts());
	}

	@MutationMapping
	Source pollSource(@Argument String name) {
		if (this.connectors.instance(name) == null) {
			throw Refusal.notFound("name", name);
		}
		this.repository.askNow(name, Instant.now());
		return sources().stream().filter((one) -> one.name().equals(name)).findFirst().orElseThrow();
	}

}
