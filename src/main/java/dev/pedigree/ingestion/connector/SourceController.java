package dev.pedigree.ingestion.connector;

import java.util.List;

import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.ingestion.FacetCoverage;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** GraphQL controller for the status of sources and for requested polls. */
@Controller
class SourceController {

	private final Connectors connectors;

	private final ConnectorRepository repository;

	private final FacetCoverage coverage;

	private final Poller poller;

	SourceController(Connectors connectors, ConnectorRepository repository, FacetCoverage coverage, Poller poller) {
		this.connectors = connectors;
		this.repository = repository;
		this.coverage = coverage;
		this.poller = poller;
	}

	@QueryMapping
	List<SourceStatus> sources() {
		return this.connectors.sources(this.coverage.counts());
	}

	@MutationMapping
	SourceStatus pollSource(@Argument String name) {
		SourceConfig config = this.connectors.config(name);
		if (config == null) {
			throw InvalidRequestException.notFound("name", name);
		}
		this.repository.requestPoll(name);
		this.poller.wake(config);
		return sources().stream().filter((one) -> one.name().equals(name)).findFirst().orElseThrow();
	}

}
