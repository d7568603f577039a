package dev.pedigree.ingestion;

import java.security.Principal;
import java.util.List;

import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.PageRequest;
import graphql.schema.DataFetchingFieldSelectionSet;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** GraphQL controller for rejected payloads and facet coverage. */
@Controller
class IngestionController {

	private final RejectedPayloads rejected;

	private final IngestionService ingestion;

	private final FacetCoverage coverage;

	IngestionController(RejectedPayloads rejected, IngestionService ingestion, FacetCoverage coverage) {
		this.rejected = rejected;
		this.ingestion = ingestion;
		this.coverage = coverage;
	}

	@QueryMapping
	Connection<RejectedPayload> rejectedPayloads(@Argument @Nullable String source, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataFetchingFieldSelectionSet selection) {
		return this.rejected.list(source, PageRequest.of("rejectedPayloads", first, after),
				selection.contains("totalCount"));
	}

	@QueryMapping
	List<FacetCount> facetCoverage() {
		return this.coverage.counts();
	}

	@MutationMapping
	boolean retryRejected(@Argument String id, Principal actor) {
		RejectedPayload payload = this.rejected.find(id);
		if (payload == null) {
			throw InvalidRequestException.notFound("id", id);
		}
		if (!payload.complete()) {
			throw InvalidRequestException.invalid("id",
					"the stored payload is truncated; send it again from its producer");
		}
		RequestBody.Payload again = RequestBody.of(payload.payload());
		return switch (this.ingestion.retry(payload.source(), actor.getName(), again)) {
			case PayloadOutcome.Accepted _ -> {
				this.rejected.delete(id);
				yield true;
			}
			case PayloadOutcome.Refused refused -> {
				this.rejected.keepAgain(payload.source(), actor.getName(), again, refused.pointer(), refused.reason());
				yield false;
			}
			case PayloadOutcome.Later later -> throw new TransientDataAccessResourceException(later.reason());
			case PayloadOutcome.Failed _ -> false;
		};
	}

}
