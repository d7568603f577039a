package dev.pedigree.ingestion.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.pedigree.graph.Row;
import dev.pedigree.ingestion.FacetCount;
import org.jspecify.annotations.Nullable;

/**
 * The status of a source.
 *
 * @param lastSuccess the start of the last successful full round
 * @param problem why the last round failed; null if it succeeded
 * @param next when the next round is due
 * @param lagSeconds the age of the catalog's data of the source; null before the first
 * successful round
 * @param captured accepted payloads since the first round
 * @param rejected rejected payloads since the first round
 * @param waiting webhooks that wait for a poll
 * @param unused facets of which nothing is stored
 */
record SourceStatus(String name, String type, @Nullable Instant lastSuccess, @Nullable Instant lastFailure,
		@Nullable String problem, @Nullable Instant next, @Nullable Long lagSeconds, long captured, long rejected,
		long waiting, List<String> captures, List<FacetCount> unused) {

	static SourceStatus of(SourceConfig config, Row row, List<String> captures, List<FacetCount> coverage,
			Instant now) {
		String prefix = config.settings().type() + ".";
		Instant succeeded = row.maybeTime("succeededAt");
		return new SourceStatus(config.name(), config.settings().type(), succeeded, row.maybeTime("failedAt"),
				row.maybeText("problem"), row.maybeTime("nextAt"),
				(succeeded != null) ? Duration.between(succeeded, now).toSeconds() : null, row.number("captured"),
				row.number("rejected"), row.number("waiting"), captures,
				coverage.stream().filter((facet) -> facet.place().startsWith(prefix) && !facet.used()).toList());
	}

}
